"""`notesnlp report`: the reports of a run, or of a part of it, built again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.options import about_run, ledger_if_any, mail_settings, settings_option

if TYPE_CHECKING:
    from notesnlp.report.scope import Scope
    from notesnlp.report.sections import News


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--for", "person", metavar="PERSON", help="Only the promises that this person made.")
@click.option(
    "--unit", "units", multiple=True, metavar="UNIT", help="Only this unit; can be repeated."
)
@click.option(
    "--period", metavar="PERIOD",
    help="Only meetings within 2024, 2024-Q4, 2024-11, 2024-11-19, or two of them as 2024-11..2025-02.",
)  # fmt: skip
@settings_option
def command(
    out: Path,
    person: str | None,
    units: tuple[str, ...],
    period: str | None,
    settings_file: Path | None,
) -> int:
    """Build report.html, report.txt, report.eml and dependencies.ics of the run in OUT again.

    With --for, --unit or --period only a part of it is told: in a folder of its own below
    OUT/reports, without a word of what is not part of it.
    """
    from notesnlp.errors import OutputError
    from notesnlp.report.output import save_reports
    from notesnlp.report.publish import published
    from notesnlp.report.results import load_results
    from notesnlp.report.scope import Scope, known_units, scoped
    from notesnlp.report.scope import period as days_of

    mail = mail_settings(out, settings_file)
    results = load_results(out)
    first, last = days_of(period) if period else (None, None)
    scope = Scope(
        units=known_units(results, units) if units else None,
        only="promises" if person else "everything",
        owner=person,
        first=first,
        last=last,
    )
    part = scoped(results, scope)
    if not scope.whole and not (part.items if person else part.meetings):
        what = f"promises of {person}" if person else "meetings"
        raise OutputError(f"there are no {what} in this part", path=out, remedy="ask for another")
    folder = out if scope.whole else part_folder(out, scope)
    news = told_news(out, scope)
    with published(folder) as stage:
        save_reports(part, stage, mail, promises=person is not None, before=folder, news=news)
    click.echo(folder / "report.html")
    return 0


def told_news(out: Path, scope: Scope, ledger: str | None = None) -> News | None:
    """What the run told as new, as far as it is of the part; None where it told no news.

    Args:
        out: of the run.
        scope: the part.
        ledger: its ledger, where the run does not say it.
    """
    since = about_run(out).get("news_since")
    known = ledger_if_any(out, ledger) if since else None
    if known is None or scope.first or scope.last or scope.owner:
        return None
    from notesnlp.delivery.news import news_since

    return news_since(known, str(since), scope)


def part_folder(out: Path, scope: Scope) -> Path:
    """The folder of a part's reports, made where it is missing; others cannot read it."""
    from notesnlp.delivery.erase import PARTS
    from notesnlp.errors import OutputError
    from notesnlp.language.slug import slug

    key = hashlib.sha256(repr(scope).encode("utf-8", "replace")).hexdigest()[:8]
    folder = out / PARTS / f"{slug(scope_words(scope), 40)}-{key}"
    try:
        (out / PARTS).mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot be made: {error.strerror}", path=folder, remedy="free its disk"
        ) from error
    return folder


def scope_words(scope: Scope) -> str:
    """What a report is on, in a few words."""
    from notesnlp.report.words import one_line

    parts = ["all units" if scope.units is None else ", ".join(scope.units)]
    if scope.only == "promises":
        parts.append(f"promises of {scope.owner}" if scope.owner else "promises")
    if scope.first or scope.last:
        parts.append(f"{scope.first} to {scope.last}")
    return one_line("; ".join(parts))
