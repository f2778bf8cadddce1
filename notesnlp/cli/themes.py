"""`notesnlp themes`: look into themes, and change how findings are grouped, named and ordered."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Any

import click

from notesnlp.cli.options import ledger_of, ledger_option

_NEXT = "noted as edit {}; it holds from the next run on (notesnlp themes {} undo {} takes it back)"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--by", metavar="NAME", help="Who decides; your user name by default.")
@ledger_option
@click.pass_context
def command(ctx: click.Context, out: Path, by: str | None, ledger: str | None) -> None:
    """Look into the themes of the run in OUT, merge, split, rename and pin them.

    Changes are kept in the ledger, hold from the next run on, and can be undone.
    """
    ctx.obj = (out, by or getpass.getuser(), ledger)


@command.command("list")
@click.argument("theme")
@click.pass_obj
def list_findings(given: Any, theme: str) -> int:
    """Show the findings of THEME with their ids, the most typical first, and what each part of its priority comes from."""
    from notesnlp.report.results import load_results

    results = load_results(given[0])
    by_id = {item.evidence.id: item for item in results.findings}
    found = next((item for item in results.themes if item.id == theme), None)
    if found is None:
        raise click.UsageError(
            f"there is no theme {theme!r}; see notesnlp show {given[0]} themes --csv"
        )
    click.echo(f"{found.rank}. {found.name} ({found.area}), priority {found.ranking.priority:g}")
    for id in found.findings:
        click.echo(f"  {id}  {by_id[id].type}: {by_id[id].evidence.quote}")
    for part, value in found.ranking.parts.items():
        quotes = [
            by_id[id].evidence.quote for id in found.ranking.evidence.get(part, ()) if id in by_id
        ]
        click.echo(f"{part} {value:g}" + "".join(f"\n  “{quote}”" for quote in quotes))
    return 0


@command.command()
@click.pass_obj
def alike(given: Any) -> int:
    """Show pairs of themes that may be one: same, merge? or related."""
    from notesnlp.report.results import load_results

    results = load_results(given[0])
    names = {item.id: item.name for item in results.themes}
    for pair in results.alike:
        click.echo(
            f"{pair.band:8} {pair.cosine:.2f}  {pair.theme} “{names[pair.theme]}”"
            f"  {pair.other} “{names[pair.other]}”"
        )
    return 0


@command.command()
@click.argument("theme")
@click.argument("into")
@click.pass_obj
def merge(given: Any, theme: str, into: str) -> int:
    """Make THEME and INTO one theme, with INTO's id and name."""
    from notesnlp.ledger.theme_edits import merge_themes

    return _noted(given, merge_themes(_ledger(given), theme, into, by=given[1]))


@command.command()
@click.argument("theme")
@click.argument("name")
@click.argument("findings", nargs=-1, required=True)
@click.pass_obj
def split(given: Any, theme: str, name: str, findings: tuple[str, ...]) -> int:
    """Make FINDINGS of THEME a theme of their own, called NAME; ids as `list` shows them, or how they begin."""
    from notesnlp.ledger.theme_edits import split_theme

    return _noted(given, split_theme(_ledger(given), theme, findings, name, by=given[1]))


@command.command()
@click.argument("theme")
@click.argument("name")
@click.pass_obj
def rename(given: Any, theme: str, name: str) -> int:
    """Call THEME by another NAME; its id stays."""
    from notesnlp.ledger.theme_edits import rename_theme

    return _noted(given, rename_theme(_ledger(given), theme, name, by=given[1]))


@command.command()
@click.argument("theme")
@click.pass_obj
def pin(given: Any, theme: str) -> int:
    """Keep THEME at the top of the list."""
    from notesnlp.ledger.theme_edits import pin_theme

    return _noted(given, pin_theme(_ledger(given), theme, by=given[1]))


@command.command()
@click.argument("number", type=int)
@click.pass_obj
def undo(given: Any, number: int) -> int:
    """Take the edit of that NUMBER back."""
    from notesnlp.ledger.theme_edits import undo_edit

    undo_edit(_ledger(given), number)
    click.echo(f"edit {number} is undone from the next run on")
    return 0


@command.command()
@click.pass_obj
def edits(given: Any) -> int:
    """Show the edits that hold, with their numbers."""
    from notesnlp.ledger.theme_edits import theme_edits

    with _ledger(given).reading() as connection:
        for item in theme_edits(connection):
            name = f" “{item.name}”" if item.name else ""
            click.echo(
                f"{item.number}  {item.action} {item.theme}{name}  ({item.by}, {item.at[:10]})"
            )
    return 0


@command.command()
@click.argument("theme")
@click.option("--effort", type=float, help="Effort, in a unit that is the same for all themes.")
@click.option("--value", type=float, help="Worth to users and the business, 1 to 10.")
@click.option("--ease", type=float, help="Ease, 1 to 10.")
@click.option("--confidence", type=float, help="How sure you are, 0 to 1.")
@click.option("--moscow", type=click.Choice(["must", "should", "could", "wont"]), help="The class.")
@click.pass_obj
def estimate(given: Any, /, theme: str, **values: Any) -> int:
    """Fill in what only people know of THEME, into priorities.csv in OUT."""
    from notesnlp.report.results import load_results, write_text
    from notesnlp.themes.estimates import (
        FILE_NAME,
        Estimate,
        estimates_text,
        merged,
        read_estimates,
    )

    path = given[0] / FILE_NAME
    if theme not in {item.id for item in load_results(given[0]).themes}:
        raise click.UsageError(
            f"there is no theme {theme!r}; see notesnlp show {given[0]} themes --csv"
        )
    before = read_estimates(path)
    changed = merged([before, {theme.casefold(): Estimate(**values)}])
    write_text(path, estimates_text(changed))
    try:
        read_estimates(path)
    except Exception:
        write_text(path, estimates_text(before))
        raise
    click.echo(f"noted in {path}")
    return 0


def _ledger(given: Any) -> Any:
    return ledger_of(given[0], given[2])


def _noted(given: Any, number: int) -> int:
    click.echo(_NEXT.format(number, given[0], number))
    return 0
