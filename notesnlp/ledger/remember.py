"""Writing what a run read and found: only what differs from what is known is written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from notesnlp.ledger.bodies import meeting_body
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.findings import remember_findings
from notesnlp.ledger.history import Change, moment, note_changes
from notesnlp.ledger.keys import digest, meeting_hash
from notesnlp.ledger.schema import ATTENDANCE, MEETINGS, SIGHTINGS
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting

_AT_ONCE = 100
"""Meetings inserted by one statement."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where a run looked, and which files it saw there.

    Attributes:
        roots: the folders, as absolute paths with forward slashes.
        paths: the absolute path of each meeting by its name.
        present: absolute paths of all files of notes, read or not.
    """

    roots: tuple[str, ...]
    paths: Mapping[str, str]
    present: frozenset[str]

    def below(self, path: str) -> bool:
        """Whether the run would have seen `path`."""
        return any(path.startswith(root.rstrip("/") + "/") for root in self.roots)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the ledger calls a run's meetings and findings.

    Attributes:
        meetings: ledger's number of each meeting by its name; copies share one.
        findings: ledger's number of each finding by its id.
    """

    meetings: Mapping[str, int]
    findings: Mapping[str, int]


def remember(
    ledger: Ledger,
    meetings: Sequence[Meeting],
    findings: Sequence[Finding],
    look: Look,
    *,
    at: str | None = None,
) -> Remembered:
    """Write the meetings and findings of a run, all or nothing.

    The same meeting in two files is one. A file whose text has changed replaces its meeting's
    findings; those that say the same stay the same, with what people decided on them. A meeting
    that no file holds any more is marked as gone, and keeps everything.

    Args:
        ledger: where to.
        meetings: that were read.
        findings: of theirs as the detectors found them, before anybody's decision.
        look: where they were looked for.
        at: the moment, as `keys.now` writes it.

    Raises:
        LedgerError: another run writes for too long, or the ledger cannot be reached.
    """
    hashes = {item.name: meeting_hash(item) for item in meetings}
    first: dict[str, str] = {}
    for name, hash in hashes.items():
        first.setdefault(hash, name)  # copies are one meeting
    firsts = frozenset(first.values())
    with ledger.writing() as connection:
        at = at or moment(connection)
        once = (item for item in meetings if item.name in firsts)
        numbers = _remember_meetings(connection, first, once, look, at)
        by_name = {name: numbers[hash] for name, hash in hashes.items()}
        sightings = {look.paths[name]: number for name, number in by_name.items()}
        _remember_sightings(connection, sightings, look, at)
        found = remember_findings(connection, findings, by_name, firsts, at)
    return Remembered(by_name, found)


def _remember_meetings(
    connection: Connection,
    names: Mapping[str, str],
    meetings: Iterable[Meeting],
    look: Look,
    at: str,
) -> dict[str, int]:
    """The number of each meeting by its hash.

    Args:
        connection: that writes.
        names: of the meetings by their hashes, in the order of `meetings`.
        meetings: one at a time, for their texts would fill the memory.
        look: where they were looked for.
        at: the moment.
    """
    columns = (MEETINGS.c.id, MEETINGS.c.hash, MEETINGS.c.digest)
    known = {row.hash: row for row in connection.execute(select(*columns))}
    by_id = {row.id: row for row in known.values()}
    seen = _sightings(connection)
    hashes = {look.paths[name]: hash for hash, name in names.items()}
    numbers: dict[str, int] = {}
    new: list[tuple[dict[str, Any], Meeting]] = []
    changes: list[Change] = []
    replaced: set[int] = set()
    for hash, meeting in zip(names, meetings, strict=True):
        path = look.paths[meeting.name]
        values = _values(meeting, hash)
        before = known.get(hash)
        if before is None and path in seen:
            before = by_id[seen[path]]
            if (
                before.id in replaced
                or before.hash in names
                or _stands_elsewhere(before, path, seen, hashes, look)
            ):
                before = None
            else:
                replaced.add(before.id)
                changes.append(Change("meeting", str(before.id), "corrected"))
        if before is None:
            new.append((values | {"first_seen": at, "changed_on": at}, meeting))
            if len(new) == _AT_ONCE:
                numbers |= _insert(connection, new, changes)
                new = []
            continue
        numbers[hash] = before.id
        if before.digest != values["digest"] or before.hash != hash:
            change = update(MEETINGS).where(MEETINGS.c.id == before.id)
            connection.execute(change.values(**values, changed_on=at))
            _remember_attendance(connection, before.id, meeting)
    numbers |= _insert(connection, new, changes)
    note_changes(connection, changes, at)
    return numbers


def _insert(
    connection: Connection, new: Sequence[tuple[dict[str, Any], Meeting]], changes: list[Change]
) -> dict[str, int]:
    """Insert meetings, which `changes` then tells; the number of each by its hash."""
    if not new:
        return {}
    by_hash = {values["hash"]: meeting for values, meeting in new}
    numbers = dict(_inserted(connection, [values for values, _ in new]))
    for hash, number in numbers.items():
        _remember_attendance(connection, number, by_hash[hash])
        changes.append(Change("meeting", str(number), "new"))
    return numbers


def _sightings(connection: Connection) -> dict[str, int]:
    """The meeting that each file held when a run last looked."""
    rows = connection.execute(select(SIGHTINGS.c.path, SIGHTINGS.c.meeting_id))
    return {row.path: row.meeting_id for row in rows}


def _inserted(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    statement = insert(MEETINGS).returning(MEETINGS.c.hash, MEETINGS.c.id)
    return [(row.hash, row.id) for row in connection.execute(statement, rows)]


def _stands_elsewhere(
    before: Any, path: str, seen: Mapping[str, int], hashes: Mapping[str, str], look: Look
) -> bool:
    """Whether another file than `path` still holds the meeting as it was."""
    for other, number in seen.items():
        if number != before.id or other == path:
            continue
        if other in hashes:
            if hashes[other] == before.hash:
                return True
        elif not look.below(other) or other in look.present:
            return True
    return False


def _values(meeting: Meeting, hash: str) -> dict[str, Any]:
    body = meeting_body(meeting)
    return {
        "hash": hash,
        "name": meeting.name,
        "date": meeting.date.isoformat() if meeting.date else None,
        "unit": meeting.unit,
        "unit_kind": meeting.unit_kind,
        "words": meeting.words,
        "body": body,
        "digest": digest(json.dumps(body)),
    }


def _remember_attendance(connection: Connection, number: int, meeting: Meeting) -> None:
    connection.execute(delete(ATTENDANCE).where(ATTENDANCE.c.meeting_id == number))
    people = {person.name: person for person in meeting.speakers}
    if people:
        connection.execute(
            insert(ATTENDANCE),
            [
                {"meeting_id": number, "name": name, "side": person.side, "role": person.role}
                for name, person in people.items()
            ],
        )


def _remember_sightings(
    connection: Connection, now_at: Mapping[str, int], look: Look, at: str
) -> None:
    """Which file holds which meeting; then which meetings are gone, and which are back."""
    before = _sightings(connection)
    lost = [path for path in before if look.below(path) and path not in look.present]
    for path in lost + [path for path in now_at if before.get(path, now_at[path]) != now_at[path]]:
        connection.execute(delete(SIGHTINGS).where(SIGHTINGS.c.path == path))
    new = [
        {"path": path, "meeting_id": number}
        for path, number in now_at.items()
        if before.get(path) != number
    ]
    if new:
        connection.execute(insert(SIGHTINGS), new)
    held = set(connection.scalars(select(SIGHTINGS.c.meeting_id)))
    turned: dict[str, list[int]] = defaultdict(list)
    for row in connection.execute(select(MEETINGS.c.id, MEETINGS.c.gone_on)):
        if (row.id in held) == (row.gone_on is not None):
            turned["back" if row.id in held else "gone"].append(row.id)
    for what, numbers in turned.items():
        for number in numbers:
            change = update(MEETINGS).where(MEETINGS.c.id == number)
            connection.execute(change.values(gone_on=at if what == "gone" else None))
        note_changes(connection, [Change("meeting", str(number), what) for number in numbers], at)
