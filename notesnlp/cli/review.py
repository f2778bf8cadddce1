"""`notesnlp review`: accept, reject or correct findings, in the terminal or in a spreadsheet."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.options import events_now, ledger_of, ledger_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notesnlp.catalogue import Event
    from notesnlp.ledger import Ledger

_KINDS = ("framing", "need", "dependency", "idea", "followup")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--unit", help="Only this customer or unit.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only findings of this kind.")
@click.option("--all", "everything", is_flag=True, help="Also what is decided already.")
@click.option("--by", metavar="NAME", help="Who decides; your user name by default.")
@click.option(
    "--export", type=click.Path(path_type=Path), help="Write them into this .csv or .xlsx instead."
)
@click.option(
    "--import", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the decisions from a file that was exported.",
)  # fmt: skip
@click.option(
    "--set", "folder", type=click.Path(path_type=Path),
    help="Write the meetings reviewed whole as an annotated set, for notesnlp train.",
)  # fmt: skip
@click.option(
    "--fact", "facts", multiple=True, type=(str, click.Choice(["prioritised", "told", "owner"]), str),
    metavar="ITEM FACT TEXT",
    help="Say how a follow-up's loop was closed: prioritised, told or owner, and by what one knows.",
)  # fmt: skip
@click.option(
    "--priority", "priorities", multiple=True, type=(str, click.Choice(["now", "next", "later", "no"])),
    metavar="THEME LEVEL", help="Decide on a theme: now, next, later or no.",
)  # fmt: skip
@click.option("--note", help="A note to --priority.")
@ledger_option
def command(
    out: Path,
    unit: str | None,
    kind: str | None,
    everything: bool,
    by: str | None,
    export: Path | None,
    sheet: Path | None,
    folder: Path | None,
    facts: tuple[tuple[str, str, str], ...],
    priorities: tuple[tuple[str, str], ...],
    note: str | None,
    ledger: str | None,
) -> int:
    """Step through the findings of the ledger of OUT, the least certain first.

    Decisions are kept with your name and the time. In the next run what was rejected is gone,
    and what was corrected appears corrected.
    """
    if sum(bool(way) for way in (export, sheet, folder, facts or priorities)) > 1:
        raise click.UsageError("one of --export, --import, --set, or --fact and --priority")
    found = ledger_of(out, ledger)
    who = by or getpass.getuser()
    if folder:
        return _write_set(found, folder, events_now(out))
    if facts or priorities:
        return _note_down(found, facts, priorities, note, who)
    if sheet:
        return _read(found, sheet, who, events_now(out))
    from notesnlp.ledger.reviewing import to_review

    with found.reading() as connection:
        items = to_review(connection, unit=unit, kind=kind, all=everything)
    if export:
        from notesnlp.ledger.sheet import write_sheet

        write_sheet(items, export)
        click.echo(f"{len(items)} findings: {export}")
        return 0
    from notesnlp.cli.reviewer import step_through

    step_through(found, items, who, events_now(out))
    return 0


def _read(ledger: Ledger, sheet: Path, who: str, events: Mapping[str, Event]) -> int:
    from notesnlp.ledger.decisions import decide
    from notesnlp.ledger.reviewing import to_review
    from notesnlp.ledger.sheet import read_sheet

    with ledger.reading() as connection:
        items = to_review(connection, all=True)
    decisions = read_sheet(sheet, items)
    new = decide(ledger, decisions, by=who, events=events)
    click.echo(f"{len(decisions)} decisions read, {new} of them new")
    return 0


def _write_set(ledger: Ledger, folder: Path, events: Mapping[str, Event]) -> int:
    from notesnlp.ledger.annotated import write_set
    from notesnlp.ledger.reviewing import reviewed_meetings

    with ledger.reading() as connection:
        reviewed, waiting = reviewed_meetings(connection, events)
    write_set(reviewed, folder, events)
    click.echo(f"{len(reviewed)} meetings: {folder} ({waiting} others are not reviewed whole)")
    return 0


def _note_down(
    ledger: Ledger,
    facts: tuple[tuple[str, str, str], ...],
    priorities: tuple[tuple[str, str], ...],
    note: str | None,
    who: str,
) -> int:
    from notesnlp.ledger.loops import note_fact, set_priority

    for item, fact, text in facts:
        note_fact(ledger, item, fact, text, by=who)
    for theme, level in priorities:
        set_priority(ledger, theme, level, note=note, by=who)
    click.echo("noted")
    return 0
