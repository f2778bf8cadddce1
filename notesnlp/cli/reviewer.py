"""Stepping through findings in the terminal; every decision is kept at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from notesnlp.cli.terminal import shown
from notesnlp.errors import LedgerError
from notesnlp.ledger.decisions import Decision, Verdict, decide
from notesnlp.ledger.reviewing import ToReview, meeting_named

if TYPE_CHECKING:
    from notesnlp.catalogue import Event
    from notesnlp.ledger import Ledger

_KEYS: Mapping[str, str] = {
    "a": "accept",
    "r": "reject",
    "c": "correct",
    "n": "note",
    "s": "skip",
    "b": "back",
    "q": "quit",
}
_CLEAR = "-"
"""What a reviewer writes for no owner or no date."""


def step_through(
    ledger: Ledger, items: Sequence[ToReview], by: str, events: Mapping[str, Event]
) -> None:
    """Show one finding after the other and keep what the reviewer says of it."""
    console = Console(highlight=False)
    if not items:
        console.print("Nothing is left to review.")
        return
    place, decided = 0, 0
    note: str | None = None
    while 0 <= place < len(items):
        item = items[place]
        _show(console, ledger, item, f"{place + 1} of {len(items)}")
        answer = click.prompt(
            "[a]ccept [r]eject [c]orrect [n]ote [s]kip [b]ack [q]uit",
            type=click.Choice(list(_KEYS)),
            show_choices=False,
        )
        done = _KEYS[answer]
        if done == "quit":
            break
        if done == "note":
            note = click.prompt("note, kept with your decision")
        elif done in {"skip", "back"}:
            place, note = max(place + (1 if done == "skip" else -1), 0), None
        else:
            changes = _ask_changes(item) if done == "correct" else {}
            verdict: Verdict = "reject" if done == "reject" else "correct" if changes else "accept"
            decision = Decision(item.number, verdict, changes, note)
            try:
                decided += decide(ledger, [decision], by=by, events=events)
            except LedgerError as error:
                console.print(Text(shown(str(error)), style="red"))
                continue
            place, note = place + 1, None
    console.print(f"{decided} decisions kept.")


def _ask_changes(item: ToReview) -> dict[str, str]:
    """The reviewer's values where they differ; an empty answer leaves what is there."""
    finding = item.finding
    now = {"type": finding.type, "quote": finding.evidence.quote}
    if finding.kind in {"need", "idea"}:
        now["theme"] = item.theme or ""
    if finding.kind == "followup":
        now["owner"] = item.owner or ""
    if finding.kind in {"followup", "dependency"}:
        now["date"] = item.date or ""
    changes = {}
    for name, value in now.items():
        hint = f"{name} ({_CLEAR} for none)" if name in {"owner", "date"} else name
        said = click.prompt(hint, default=shown(value), show_default=bool(value)).strip()
        said = "" if said == _CLEAR and name in {"owner", "date"} else said
        if said != shown(value):
            changes[name] = said
    return changes


def _show(console: Console, ledger: Ledger, item: ToReview, place: str) -> None:
    finding, where = item.finding, item.finding.evidence
    with ledger.reading() as connection:
        meeting = meeting_named(connection, where.meeting)
    about = f"{finding.kind} {finding.type}, score {finding.score:.2f}"
    for name, value in (("theme", item.theme), ("owner", item.owner), ("date", item.date)):
        about += f", {name} {value}" if value else ""
    console.print()
    console.print(Text(shown(f"{place}  {about}"), style="bold"))
    console.print(
        Text(
            shown(f"{where.meeting}, line {where.line}, {where.unit or 'unit not known'}"),
            style="dim",
        )
    )
    for turn in meeting.turns[max(where.turn - 1, 0) : where.turn + 2]:
        line = Text(shown(f"  {turn.speaker or 'notes'}: "), style="dim")
        said = Text(shown(turn.text), style="default")
        if turn.index == where.turn:
            said.stylize("bold yellow", where.start, where.end)
        console.print(line + said)
    if item.decision:
        was = item.decision
        console.print(Text(f"  decided: {was.verdict} by {was.by}, {was.at[:10]}", style="cyan"))
