"""Reviewed meetings as an annotated set, which `notesnlp train` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from notesnlp.catalogue import Event, as_settings, load_catalogue
from notesnlp.config import FILE_NAME
from notesnlp.errors import LedgerError
from notesnlp.learn.annotations import GOLD
from notesnlp.ledger.keys import meeting_hash
from notesnlp.model.finding import Dependency, Finding, FollowUp, Idea, Need
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.report.results import write_text

_SPOKEN = frozenset({"transcript", "mail"})


def write_set(
    reviewed: Sequence[tuple[Meeting, Sequence[Finding]]],
    folder: Path,
    events: Mapping[str, Event],
) -> None:
    """Write meetings with the findings that are right into a new folder.

    A meeting is a file of its turns: text with a speaker's label where it was spoken, else a
    list. Its name there tells nothing, so that two of one name do not meet.

    Args:
        reviewed: the meetings with their findings.
        folder: where to; made where there is none.
        events: the catalogue in force; the organisation's own go into the set's settings.

    Raises:
        LedgerError: there is nothing to write, or the folder holds something.
        OutputError: it cannot be written.
    """
    if not reviewed:
        raise LedgerError(
            "no meeting has been reviewed whole",
            path=folder,
            remedy="decide on every finding of a meeting first",
        )
    if folder.exists() and any(folder.iterdir()):
        raise LedgerError("there is something here", path=folder, remedy="name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    gold, roster = [], []
    people: dict[str, Speaker] = {}
    for meeting, findings in reviewed:
        spoken = meeting.form in _SPOKEN and all(turn.speaker for turn in meeting.turns)
        name = f"{meeting_hash(meeting)[:12]}.{'json' if spoken else 'md'}"
        write_text(folder / name, _as_json(meeting) if spoken else _as_notes(meeting))
        roster.append(
            {
                "meeting": name,
                "date": meeting.date.isoformat() if meeting.date else None,
                "unit": meeting.unit,
                "unit_kind": meeting.unit_kind,
            }
        )
        people |= {person.name: person for person in meeting.speakers}
        gold += [_gold(item, name) for item in findings]
    write_text(folder / GOLD, _lines(gold))
    write_text(folder / "meetings.jsonl", _lines(roster))
    shipped = load_catalogue()
    if own := [event for id, event in events.items() if shipped.get(id) != event]:
        write_text(folder / FILE_NAME, as_settings(own))
    if people:
        write_text(folder / "people.jsonl", _lines(_person(item) for item in people.values()))


def _as_json(meeting: Meeting) -> str:
    segments = [{"speaker": turn.speaker, "text": turn.text} for turn in meeting.turns]
    return json.dumps(segments, ensure_ascii=False, indent=0) + "\n"


def _as_notes(meeting: Meeting) -> str:
    lines = (
        f"- {turn.speaker}: {turn.text}" if turn.speaker else f"- {turn.text}"
        for turn in meeting.turns
    )
    return "\n".join(lines) + "\n"


def _person(person: Speaker) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": person.role,
        "side": person.side,
        "aliases": list(person.aliases),
    }


def _gold(item: Finding, meeting: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "meeting": meeting,
        "line": item.evidence.turn + 1,
        "quote": item.evidence.quote,
        "kind": item.kind,
        "type": item.type,
    }
    if isinstance(item, Need):
        row |= {"customer": item.customer, "theme": item.theme}
    elif isinstance(item, Idea):
        row |= {"theme": item.theme}
    elif isinstance(item, Dependency):
        row |= {
            "event": item.event,
            "status": item.status,
            "when": item.when,
            "tentative": item.tentative,
        }
    elif isinstance(item, FollowUp):
        row |= {"owner": item.owner, "due": item.due, "item": item.item}
    return row


def _lines(rows: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
