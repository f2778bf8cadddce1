"""`notesnlp forget`: erase a meeting, a person, a unit or what is old everywhere."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.options import ledger_of, ledger_option, settings_now
from notesnlp.cli.terminal import shown

if TYPE_CHECKING:
    from notesnlp.ledger.erasing import Target

_AGE = re.compile(r"(\d{1,4})\s*([dmy])")


def before(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """The day before which meetings are too old: given itself, or as an age (``90d 36m 3y``)."""
    if not value:
        return None
    if found := _AGE.fullmatch(value.strip().lower()):
        return _ago(int(found[1]), found[2])
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(
            f"{value!r} is no age; write it as 36m, 3y, 90d or 2016-03-08"
        ) from error


def _ago(number: int, unit: str) -> dt.date:
    from dateutil.relativedelta import relativedelta

    age = relativedelta(
        days=number if unit == "d" else 0,
        months=number if unit == "m" else 0,
        years=number if unit == "y" else 0,
    )
    try:
        return dt.date.today() - age
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{number}{unit} is before the year 1") from error


@click.command()
@click.argument("outs", nargs=-1, type=click.Path(path_type=Path))
@click.option("--meeting", metavar="NAME", help="Forget this meeting, named as in meetings.csv.")
@click.option("--person", metavar="NAME", help="Forget what this person said, and the name.")
@click.option("--unit", metavar="NAME", help="Forget all meetings with this customer or unit.")
@click.option(
    "--older-than", callback=before, metavar="AGE",
    help="Forget meetings before a day (2016-03-08) or of an age (36m, 3y, 90d).",
)  # fmt: skip
@click.option("--expired", is_flag=True, help="Forget meetings older than retention.months of the settings.")  # fmt: skip
@click.option(
    "--alias",
    "aliases",
    multiple=True,
    metavar="NAME",
    help="Another name of the person, such as the first name or initials; can be repeated.",
)
@click.option("--log", is_flag=True, help="Only tell what was forgotten when.")
@ledger_option
@click.option("--dry-run", is_flag=True, help="Only tell what would go.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(
    outs: tuple[Path, ...],
    meeting: str | None,
    person: str | None,
    unit: str | None,
    older_than: dt.date | None,
    expired: bool,
    aliases: tuple[str, ...],
    log: bool,
    ledger: str | None,
    dry_run: bool,
    yes: bool,
) -> int:
    """Erase a meeting, a person, a unit or what is old from the results in OUTS and from their ledger.

    Name every output folder that may hold it. The notes themselves are left alone; those that
    still hold it are named, for the next run would read them again. Meetings without a day are
    never too old. When something was forgotten, and how much, is kept in the ledger.

    Where the first run into a folder was broken off, all that it had kept of the files it read goes.
    """
    named = [value for value in (meeting, person, unit, older_than, expired) if value]
    if len(named) != (0 if log else 1):
        raise click.UsageError(
            "name one --meeting, --person, --unit or --older-than, or --expired, or ask for the --log"
        )
    if aliases and not person:
        raise click.UsageError("--alias goes with --person")
    if not outs and not ledger:
        raise click.UsageError("name the output folders, or the ledger with --ledger")
    if expired and not outs:
        raise click.UsageError("--expired goes with output folders, whose settings it asks")
    from notesnlp.cli.erasure import erase

    if log:
        return _tell_log(outs, ledger)
    target = _target(meeting, person, unit, older_than, aliases) or _expired(outs[0])
    return erase(target, outs, ledger, dry_run=dry_run, yes=yes)


def _tell_log(outs: tuple[Path, ...], ledger: str | None) -> int:
    from notesnlp.ledger.forget_log import forgotten

    found = [ledger_of(out, ledger) for out in outs or (Path(),)]
    for item in {item.name: item for item in found}.values():
        for line in forgotten(item):
            click.echo(shown(f"{line.at[:19].replace('T', ' ')}  {line.what}: {line.much}"))
    return 0


def _target(
    meeting: str | None,
    person: str | None,
    unit: str | None,
    older_than: dt.date | None,
    aliases: tuple[str, ...],
) -> Target | None:
    """What the options name."""
    from notesnlp.ledger.erasing import Target

    if meeting:
        return Target("meeting", meeting)
    if person:
        return Target("person", person, aliases)
    if unit:
        return Target("unit", unit)
    return Target("age", older_than.isoformat()) if older_than else None


def _expired(out: Path) -> Target:
    """All meetings that are older than the settings let them become."""
    from notesnlp.errors import ConfigError
    from notesnlp.ledger.erasing import Target
    from notesnlp.report.results import holds_results

    if not holds_results(out):
        raise ConfigError(
            "no run has been finished here that says where its settings are",
            path=out,
            remedy="name an age with --older-than",
        )
    settings = settings_now(out)
    if not settings.retention.months:
        raise ConfigError(
            "meetings are kept for ever",
            path=settings.path,
            place="key 'retention.months'",
            remedy="set it, or name an age with --older-than",
        )
    return Target("age", _ago(settings.retention.months, "m").isoformat())
