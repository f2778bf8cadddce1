"""`notesnlp outbox`: what waits to be delivered, tried again or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.options import (
    NOT_DELIVERED,
    ledger_if_any,
    ledger_option,
    mail_settings,
    settings_option,
)

if TYPE_CHECKING:
    from notesnlp.config import MailSettings
    from notesnlp.delivery.entry import Entry
    from notesnlp.delivery.outbox import Outbox
    from notesnlp.ledger import Ledger

_WORDS = {"given_up": "given up", "handed": "being sent"}


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("action", type=click.Choice(["list", "retry", "drop"]), default="list")
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER]...")
@click.option("--due", is_flag=True, help="With retry: only what it is time for; for timers.")
@click.option("--sent", is_flag=True, help="With list: what was sent or dropped as well.")
@settings_option
@ledger_option
def command(
    out: Path,
    action: str,
    numbers: tuple[int, ...],
    due: bool,
    sent: bool,
    settings_file: Path | None,
    ledger: str | None,
) -> int:
    """List the outbox of the run in OUT, retry what waits, or drop messages.

    `retry` sends everything that waits now, or the messages named, also those that were refused or
    given up. `drop` gives up the messages named for good.

    Exit code 5 while something waits.
    """
    from notesnlp.delivery.dispatch import utc_now
    from notesnlp.delivery.entry import PENDING, UNDELIVERED
    from notesnlp.delivery.outbox import FOLDER, open_outbox

    if due and (action != "retry" or numbers):
        raise click.UsageError("--due goes with retry, without numbers")
    if sent and action != "list":
        raise click.UsageError("--sent goes with list")
    if action == "drop" and not numbers:
        raise click.UsageError("name the messages to drop, or find their numbers with list")
    if not (out / FOLDER).is_dir():
        click.echo("the outbox is empty")
        return 0
    with closing(open_outbox(out)) as outbox:
        kept = outbox.entries(*UNDELIVERED)
        unknown = set(numbers) - {item.message for item in kept}
        if unknown and action != "list":
            raise click.UsageError(f"message {min(unknown)} does not wait for anything")
        if action == "drop":
            with outbox.alone():
                for item in kept:
                    if item.message in numbers:
                        reason = "dropped by hand"
                        outbox.change(item.message, [item.address], "dropped", reason, at=utc_now())
        if action == "retry":
            only = None if due else set(numbers) or {item.message for item in kept if item.state == "waiting"}  # fmt: skip
            known = ledger_if_any(out, ledger)
            told = deliver(outbox, mail_settings(out, settings_file), known, only=only)
            click.echo("\n".join(entry_lines(told)) or "nothing was due")
        if action == "list":
            rows = outbox.entries() if sent else kept
            rows = [item for item in rows if not numbers or item.message in numbers]
            click.echo("\n".join(entry_lines(rows)) or "the outbox is empty")
        return NOT_DELIVERED if outbox.entries(*PENDING) else 0


def deliver(
    outbox: Outbox, mail: MailSettings, ledger: Ledger | None, *, only: set[int] | None = None
) -> list[Entry]:
    """Send what is due, or the messages in `only`, and write into the ledger what was sent."""
    from notesnlp.delivery.dispatch import dispatch
    from notesnlp.delivery.news import note_deliveries

    try:
        return dispatch(outbox, mail, only=only)
    finally:
        if ledger is not None:
            note_deliveries(outbox, ledger)


def entry_lines(entries: Sequence[Entry]) -> Iterable[str]:
    """A line for each entry: who, what became of it and why."""
    from notesnlp.report.words import one_line

    for item in entries:
        line = f"{item.message}  {item.address}: {_WORDS.get(item.state, item.state)}"
        if item.state == "waiting" and item.tries:
            line += f" after {item.tries} {'try' if item.tries == 1 else 'tries'}"
            line += f", next {item.next_try.astimezone():%Y-%m-%d %H:%M}"
        if item.state != "sent" and item.reason:
            line += f": {item.reason}"
        if item.subject:
            line += f"  [{item.subject}]"
        yield one_line(line)
