"""`notesnlp forget`: erase a meeting, a person or a unit everywhere."""

from __future__ import annotations

from pathlib import Path

import click

from notesnlp.cli.options import ledger_of, ledger_option
from notesnlp.cli.terminal import shown


@click.command()
@click.argument("outs", nargs=-1, type=click.Path(path_type=Path))
@click.option("--meeting", metavar="NAME", help="Forget this meeting, named as in meetings.csv.")
@click.option("--person", metavar="NAME", help="Forget what this person said, and the name.")
@click.option("--unit", metavar="NAME", help="Forget all meetings with this customer or unit.")
@click.option(
    "--alias",
    "aliases",
    multiple=True,
    metavar="NAME",
    help="Another name of the person, such as the first name or initials; can be repeated.",
)
@ledger_option
@click.option("--dry-run", is_flag=True, help="Only tell what would go.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(
    outs: tuple[Path, ...],
    meeting: str | None,
    person: str | None,
    unit: str | None,
    aliases: tuple[str, ...],
    ledger: str | None,
    dry_run: bool,
    yes: bool,
) -> int:
    """Erase a meeting, a person or a unit from the results in OUTS and from their ledger.

    Name every output folder that may hold it. The notes themselves are left alone; those that
    still hold it are named, for the next run would read them again.
    """
    given = [(what, name) for what, name in (("meeting", meeting), ("person", person), ("unit", unit)) if name]  # fmt: skip
    if len(given) != 1:
        raise click.UsageError("name one --meeting, one --person or one --unit")
    if aliases and not person:
        raise click.UsageError("--alias goes with --person")
    if not outs and not ledger:
        raise click.UsageError("name the output folders, or the ledger with --ledger")
    from notesnlp.delivery.erase import erase_deliveries
    from notesnlp.ledger import Ledger
    from notesnlp.ledger.erasing import Target
    from notesnlp.ledger.forget import forget
    from notesnlp.ledger.forget_out import forget_in_folder
    from notesnlp.run.shelf import clear_shelf

    target = Target(given[0][0], given[0][1], aliases)  # type: ignore[arg-type]
    found = [ledger_of(out, ledger) for out in outs] or [ledger_of(Path(), ledger)]
    ledgers: dict[str, Ledger] = {item.name: item for item in found}
    for item in ledgers.values():
        told = forget(item, target, dry_run=True)
        click.echo(f"{item.name}: {_rows(told.rows, told.changed)}")
    for out in outs:
        changed = forget_in_folder(out, target, dry_run=True)
        click.echo(f"{out}: {changed} meetings and findings")
    if dry_run:
        return 0
    if not yes:
        click.confirm("Erase all of this for good?", abort=True)
    files: set[str] = set()
    for out in outs:
        forget_in_folder(out, target)
        if clear_shelf(out):
            click.echo(
                f"{out}: what was read of all files is removed; the next run reads them again"
            )
        dropped = erase_deliveries(out)
        if dropped:
            click.echo(f"{out}: {dropped} waiting in the outbox dropped; send again", err=True)
    for item in ledgers.values():
        files |= set(forget(item, target).files)
    click.echo("forgotten")
    left = sorted(
        path for path in files if "://" in path or Path(path.rpartition(":")[2]).is_file()
    )
    for path in left:
        click.echo(shown(f"still there, and read by the next run: {path}"), err=True)
    return 0


def _rows(rows: object, changed: int) -> str:
    parts = [f"{number} {name.replace('_', ' ')}" for name, number in dict(rows).items()]  # type: ignore[call-overload]
    return ", ".join([*parts, f"{changed} rows with something taken out"] if changed else parts)
