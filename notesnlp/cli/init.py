"""`notesnlp init`: a settings file and rosters, from what lies in the folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from notesnlp.cli.terminal import shown

if TYPE_CHECKING:
    from notesnlp.model.meeting import Speaker
    from notesnlp.run.propose import Proposal

_ASKED = 12
"""People of unknown side who are asked for, those who say most."""


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing, and take what the notes tell.")
@click.option(
    "--fiscal-month", type=click.IntRange(1, 12), help="Month in which the fiscal year begins."
)
@click.option(
    "--units-from-folders/--no-units-from-folders",
    default=None,
    help="Take the folders in which notes lie for customers or units, of later notes too.",
)
def command(
    folder: Path, yes: bool, fiscal_month: int | None, units_from_folders: bool | None
) -> int:
    """Write notesnlp.toml, people.csv and meetings.csv into FOLDER, from the notes that lie in it.

    The settings file has every key with its default and what it does, commented out. The rosters
    have who speaks and which meetings there are, with what the notes tell; fill in the rest. Files
    that are there already are left as they are.
    """
    from notesnlp.config import FILE_NAME, load_settings
    from notesnlp.run.propose import propose

    settings = load_settings(folder)
    asks = not yes and sys.stdin.isatty()
    found = propose(folder, settings)
    click.echo(
        f"{len(found.meetings)} meetings, {len(found.people)} people who speak"
        + (f"; {len(found.failures)} files cannot be read" if found.failures else "")
    )
    if fiscal_month is None and asks:
        fiscal_month = click.prompt(
            "In which month does your fiscal year begin (1 to 12)?",
            default=settings.fiscal_month,
            type=click.IntRange(1, 12),
        )
    if len(found.folders) > 1:
        if units_from_folders is None and asks:
            units_from_folders = click.confirm(
                f"Is each of these folders a customer or unit: {shown(', '.join(found.folders))}?"
            )
        if units_from_folders:
            found = found.with_units_of_folders()
    if asks:
        found = _ask_sides(found)
    from notesnlp.cli.commented import commented_settings

    given: dict[str, Any] = {"fiscal_month": fiscal_month} if fiscal_month else {}
    if units_from_folders:
        given["units_from_folders"] = True
    _write(folder / FILE_NAME, commented_settings(given))
    _write_rosters(folder, found)
    click.echo(f"Next: notesnlp analyze {folder} -o out")
    return 0


def _ask_sides(found: Proposal) -> Proposal:
    """Ask who of those whose side the notes do not tell is from IT, and whether the others are customers."""
    unknown = [person for person in found.people if person.side is None][:_ASKED]
    if not unknown:
        return found
    click.echo("Whose side are they on?")
    for number, person in enumerate(unknown, 1):
        click.echo(f"  {number}  {shown(person.name)}")
    answer = click.prompt(
        "Who of these is from IT? Numbers, Enter for nobody", default="", show_default=False
    )
    it = _chosen(answer, unknown)
    found = found.with_sides(it, "it")
    others = [person.name for person in unknown if person.name not in it]
    if others and click.confirm(_customers(others, of=len(unknown))):
        found = found.with_sides(others, "customer")
    return found


def _customers(names: Sequence[str], *, of: int) -> str:
    """The question whether those who are not from IT, `names` among `of` people, are customers."""
    if len(names) == 1:
        return f"Is {shown(names[0])} a customer?"
    return "Are they customers?" if len(names) == of else f"Are the other {len(names)} customers?"


def _chosen(answer: str, people: Sequence[Speaker]) -> set[str]:
    numbers = {int(word) for word in re.findall(r"\d+", answer)}
    return {person.name for number, person in enumerate(people, 1) if number in numbers}


def _write_rosters(folder: Path, found: Proposal) -> None:
    from notesnlp.report.tables import to_csv

    people = [
        {
            "name": person.name,
            "role": person.role,
            "side": person.side,
            "aliases": "; ".join(person.aliases),
        }
        for person in found.people
    ]
    meetings = [
        {
            "meeting": item.meeting,
            "date": item.date,
            "unit": item.unit,
            "unit_kind": item.unit_kind,
        }
        for item in found.meetings
    ]
    for name, rows, columns, todo in (
        ("people", people, ("name", "role", "side", "aliases"), "side"),
        ("meetings", meetings, ("meeting", "date", "unit", "unit_kind"), "unit"),
    ):
        if (folder / f"{name}.jsonl").is_file():
            click.echo(f"{name}.jsonl is there already: left as it is")
            continue
        missing = sum(not row[todo] for row in rows)
        _write(
            folder / f"{name}.csv",
            to_csv(rows, columns),
            f": {missing} of {len(rows)} lines want a {todo}" if missing else "",
        )


def _write(path: Path, text: str, note: str = "") -> None:
    """Write a file that is not there yet."""
    from notesnlp.report.results import write_text

    if path.exists():
        click.echo(f"{path.name} is there already: left as it is")
        return
    write_text(path, text)
    click.echo(f"wrote {path}{note}")
