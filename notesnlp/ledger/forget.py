"""Erasing a meeting, a person, a unit or all that is older than a day from the ledger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from notesnlp.errors import LedgerError
from notesnlp.ledger.bodies import meeting_body, meeting_of
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.erasing import (
    SILENCED,
    Target,
    cover,
    finding_without,
    without,
)
from notesnlp.ledger.findings import finding_of, finding_values
from notesnlp.ledger.forget_groups import drop_empty_groups, group_sizes, history_of, tidy_groups
from notesnlp.ledger.forget_log import note_forgotten
from notesnlp.ledger.keys import digest, meeting_hash
from notesnlp.ledger.schema import (
    ATTENDANCE,
    DECISIONS,
    FACTS,
    FINDINGS,
    HISTORY,
    ITEMS,
    MEETINGS,
    METADATA,
    PRIORITIES,
    SENT,
    SIGHTINGS,
    THEME_EDITS,
    THEMES,
)
from notesnlp.ledger.stored import ITEM_KIND, THEME_KIND


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went.

    Attributes:
        rows: how many rows of each table were erased.
        changed: how many rows of each table were left with something taken out.
        files: files of notes in which it stands still, as runs have seen them.
    """

    rows: Mapping[str, int]
    changed: Mapping[str, int]
    files: tuple[str, ...]


_Row = tuple[str, *tuple[object, ...]]
"""A table's name and the key of one of its rows: a row changed twice is told once."""


class _TakenBack(Exception):
    """Ends a dry run's transaction."""


def forget(
    ledger: Ledger, target: Target, *, dry_run: bool = False, must_hold: bool = True
) -> Forgotten:
    """Erase `target` from the ledger, all or nothing; a dry run only tells what would go.

    A meeting goes with its findings and the decisions on them; a unit with all its meetings, and
    so does what is older than a day. Of a person go what they said, their place among those present, and their name wherever it
    stands. Notes are not touched: while they stand there, the next run reads them again. How much
    went, and when, is written down, without a name: see `forgotten`.

    Args:
        ledger: from which it goes.
        target: what goes.
        dry_run: only tell.
        must_hold: a name that the ledger does not hold is an error.

    Raises:
        LedgerError: there is nothing of that name.
    """
    found: Forgotten | None = None
    try:
        with ledger.writing() as connection:
            before = _counts(connection)
            files = _files(connection, target)
            changed = _erase(connection, target)
            after = _counts(connection)
            rows = {name: before[name] - after[name] for name in before if before[name] > after[name]}  # fmt: skip
            found = Forgotten(rows, changed, files)
            if must_hold and not rows and not changed and target.what != "age":
                raise _unknown(connection, target)
            if dry_run:
                raise _TakenBack
            note_forgotten(connection, target, rows, changed)
    except _TakenBack:
        pass
    else:
        _clear_remains(ledger)
    if found is None:
        raise LedgerError("nothing was forgotten", path=ledger.name, remedy="try again")
    return found


def _erase(connection: Connection, target: Target) -> Counter[str]:
    """How many rows of each table were changed, beside those that went."""
    changed: set[_Row] = set()
    kinds = (THEME_KIND, ITEM_KIND)
    sizes = [group_sizes(connection, kind) for kind in kinds]
    erased = []
    for row in connection.execute(select(MEETINGS)).all():
        meeting = meeting_of(row.body)
        left = without(meeting, target)
        if left is None:
            erased.append(meeting.name)
            connection.execute(history_of("meeting", str(row.id)))
            connection.execute(delete(MEETINGS).where(MEETINGS.c.id == row.id))
            continue
        if left != meeting:
            body = meeting_body(left)
            values = {
                "body": body, "digest": digest(json.dumps(body)), "hash": meeting_hash(left),
                "name": left.name, "unit": left.unit, "words": left.words,
            }  # fmt: skip
            connection.execute(update(MEETINGS).where(MEETINGS.c.id == row.id).values(**values))
            changed.add((MEETINGS.name, row.id))
    if target.what == "person":
        changed |= _erase_sayings(connection, target)
    for kind in kinds:
        drop_empty_groups(connection, kind)
    if target.what == "person":
        changed |= _erase_name(connection, target)
    for kind, before in zip(kinds, sizes, strict=True):
        tidied = tidy_groups(connection, kind, before, target, erased)
        changed |= {(kind.table.name, id) for id in tidied}
    return Counter(table for table, *_ in changed)


def _erase_sayings(connection: Connection, target: Target) -> set[_Row]:
    changed: set[_Row] = set()
    columns = (MEETINGS.c.name, MEETINGS.c.date, MEETINGS.c.unit, MEETINGS.c.unit_kind)
    for row in connection.execute(select(FINDINGS, *columns).join(MEETINGS)).all():
        item = finding_of(row)
        left = finding_without(item, target)
        if left is None:
            connection.execute(delete(FINDINGS).where(FINDINGS.c.id == row.id))
        elif left != item:
            values = finding_values(left) | ({"key": row.key} if row.gone_on else {})
            connection.execute(update(FINDINGS).where(FINDINGS.c.id == row.id).values(**values))
            changed.add((FINDINGS.name, row.id))
    for row in connection.execute(select(ATTENDANCE)).all():
        if target.is_named(row.name):
            mine = (ATTENDANCE.c.meeting_id == row.meeting_id, ATTENDANCE.c.name == row.name)
            connection.execute(delete(ATTENDANCE).where(*mine))
    return changed


_NAMED: Mapping[Table, tuple[str, ...]] = {
    SIGHTINGS: ("path",),
    DECISIONS: ("changes", "note", "by"),
    THEMES: ("name", "area"),
    ITEMS: ("owner", "reason"),
    FACTS: ("evidence", "by"),
    PRIORITIES: ("note", "by"),
    THEME_EDITS: ("name", "by"),
    SENT: ("recipients", "subject"),
    HISTORY: ("before", "after"),
}
"""Columns in which a person's name may stand."""


def _erase_name(connection: Connection, target: Target) -> set[_Row]:
    changed: set[_Row] = set()
    for table, columns in _NAMED.items():
        key = list(table.primary_key.columns)
        for row in connection.execute(select(table)).all():
            values = {
                name: left
                for name in columns
                if (left := _left(getattr(row, name), target)) != getattr(row, name)
            }
            if values:
                this = [column == getattr(row, column.name) for column in key]
                connection.execute(update(table).where(*this).values(**values))
                changed.add((table.name, *(getattr(row, column.name) for column in key)))
    return changed


def _left(value: Any, target: Target) -> Any:
    return SILENCED if target.is_named(value if isinstance(value, str) else None) else cover(value, target.covered)  # fmt: skip


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in METADATA.sorted_tables
    }


def _files(connection: Connection, target: Target) -> tuple[str, ...]:
    """Files that hold the meeting, a meeting of the unit, or the person's name."""
    statement = select(SIGHTINGS.c.path, MEETINGS.c.body).join(MEETINGS)
    found = []
    for row in connection.execute(statement):
        meeting = meeting_of(row.body)
        if without(meeting, target) != meeting:
            found.append(row.path)
    return tuple(sorted(found))


def _unknown(connection: Connection, target: Target) -> LedgerError:
    column = {"meeting": MEETINGS.c.name, "unit": MEETINGS.c.unit, "person": ATTENDANCE.c.name}[target.what]  # fmt: skip
    known = sorted({name for name in connection.scalars(select(column)) if name})
    near = get_close_matches(target.name, known, n=5, cutoff=0.4) or known[:5]
    return LedgerError(
        f"there is no {target.what} {target.name!r}",
        remedy=f"there is {', '.join(map(repr, near))}" if near else "the ledger holds none",
    )


def _clear_remains(ledger: Ledger) -> None:
    """PostgreSQL keeps old rows until it is told to clean; SQLite overwrites them at once."""
    if ledger.engine.dialect.name == "postgresql":
        with ledger.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")
