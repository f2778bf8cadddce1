"""What is left of themes and commitments when findings of theirs are forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Delete, delete, func, insert, select, update

from notesnlp.ledger.erasing import SILENCED, Target, id_left
from notesnlp.ledger.schema import FINDINGS, HISTORY, METADATA
from notesnlp.ledger.stored import ITEM_KIND, THEME_KIND, GroupKind
from notesnlp.themes.label import name_left


def group_sizes(connection: Connection, kind: GroupKind) -> dict[str, int]:
    """How many findings each group has."""
    group = kind.members.c[f"{kind.subject}_id"]
    statement = select(group, func.count()).group_by(group)
    return {row[0]: row[1] for row in connection.execute(statement)}


def drop_empty_groups(connection: Connection, kind: GroupKind) -> None:
    """Groups without findings go, with their history and all that people noted on them."""
    full = group_sizes(connection, kind)
    for id in connection.scalars(select(kind.table.c.id)).all():
        if id not in full:
            connection.execute(history_of(kind.subject, id))
            connection.execute(delete(kind.table).where(kind.table.c.id == id))


def tidy_groups(
    connection: Connection,
    kind: GroupKind,
    sizes: Mapping[str, int],
    target: Target,
    erased: Sequence[str],
) -> list[str]:
    """Of groups with fewer findings than before go the words that nobody says any more.

    Returns:
        The ids that the groups worded anew had.
    """
    changed = []
    group = kind.members.c[f"{kind.subject}_id"]
    statement = select(group, FINDINGS.c.quote).join(FINDINGS).order_by(group, kind.members.c.place)
    quotes: dict[str, list[str]] = {}
    for name, quote in connection.execute(statement):
        quotes.setdefault(name, []).append(quote)
    for row in connection.execute(select(kind.table)).all():
        values: dict[str, Any] = {}
        if kind is ITEM_KIND and any(f"({name}, line" in row.reason for name in erased):
            values["reason"] = SILENCED
        if len(quotes[row.id]) < sizes[row.id] or target.what == "person":
            if kind is THEME_KIND:
                values["name"] = name_left(row.name, quotes[row.id])
                if values["name"] != row.name:
                    connection.execute(history_of(kind.subject, row.id, "name"))
            values["id"] = id_left(row.id, quotes[row.id], kind.subject)
        if any(getattr(row, key) != value for key, value in values.items()):
            _rewrite(connection, kind, row, values)
            changed.append(row.id)
    return changed


def _rewrite(connection: Connection, kind: GroupKind, row: Any, values: Mapping[str, Any]) -> None:
    """Change a group's row, its id too: what belongs to it follows."""
    new = {**row._mapping, **values}
    if new["id"] == row.id:
        connection.execute(update(kind.table).where(kind.table.c.id == row.id).values(**values))
        return
    connection.execute(insert(kind.table).values(**new))
    column = f"{kind.subject}_id"
    for table in METADATA.sorted_tables:
        if column in table.c:
            moved = update(table).where(table.c[column] == row.id)
            connection.execute(moved.values({column: new["id"]}))
    mine = (HISTORY.c.subject == kind.subject, HISTORY.c.subject_id == row.id)
    connection.execute(update(HISTORY).where(*mine).values(subject_id=new["id"]))
    connection.execute(delete(kind.table).where(kind.table.c.id == row.id))


def history_of(subject: str, id: str, what: str | None = None) -> Delete:
    """What deletes the history of a meeting, theme or item, or of one of its values."""
    mine = delete(HISTORY).where(HISTORY.c.subject == subject, HISTORY.c.subject_id == id)
    return mine.where(HISTORY.c.what == what) if what else mine
