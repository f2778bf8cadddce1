"""Themes and commitments as the ledger holds them: reading them, and writing what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from notesnlp.ledger.groups import Stored, free_id, match_groups
from notesnlp.ledger.history import Change, note_changes
from notesnlp.ledger.schema import (
    FINDINGS,
    ITEM_FINDINGS,
    ITEMS,
    MEETINGS,
    THEME_FINDINGS,
    THEMES,
)


@dataclass(frozen=True, slots=True)
class GroupKind:
    """One kind of group: its table, its members' table, and what histories call it."""

    table: Table
    members: Table
    subject: str
    told: tuple[str, ...]
    """Columns whose changes are worth a line of history."""


THEME_KIND = GroupKind(THEMES, THEME_FINDINGS, "theme", ("name", "rank"))
ITEM_KIND = GroupKind(ITEMS, ITEM_FINDINGS, "item", ("owner", "due", "state"))


@dataclass(frozen=True, slots=True)
class StoredGroups:
    """What the ledger holds of one kind of group: rows and members in order, by id."""

    rows: Mapping[str, Any]
    members: Mapping[str, tuple[int, ...]]

    def stored(self) -> dict[str, Stored]:
        """The groups as `match_groups` wants them."""
        return {
            name: Stored(frozenset(self.members.get(name, ())), row.gone_on is not None)
            for name, row in self.rows.items()
        }


def findings_elsewhere(connection: Connection, run: frozenset[int]) -> frozenset[int]:
    """Findings of meetings that are there, but were not in this run."""
    statement = (
        select(FINDINGS.c.id, FINDINGS.c.meeting_id)
        .join(MEETINGS)
        .where(FINDINGS.c.gone_on.is_(None), MEETINGS.c.gone_on.is_(None))
    )
    return frozenset(row.id for row in connection.execute(statement) if row.meeting_id not in run)


def load_groups(connection: Connection, kind: GroupKind) -> StoredGroups:
    """All groups of one kind, those that are gone too."""
    rows = {row.id: row for row in connection.execute(select(kind.table).order_by(kind.table.c.id))}
    members: dict[str, list[int]] = {}
    group = kind.members.c[f"{kind.subject}_id"]
    statement = select(group, kind.members.c.finding_id).order_by(group, kind.members.c.place)
    for name, finding in connection.execute(statement):
        members.setdefault(name, []).append(finding)
    return StoredGroups(rows, {name: tuple(found) for name, found in members.items()})


def group_ids(
    wanted: Sequence[str],
    groups: Sequence[tuple[int, ...]],
    before: StoredGroups,
    settled: Mapping[int, str] | None = None,
) -> list[str]:
    """The id of each group: that of the stored one that it continues, or a new one.

    Args:
        wanted: new ids, for those that continue none.
        groups: members of each.
        before: what is stored.
        settled: ids of groups that people have settled, by their places.
    """
    given = settled or {}
    used = set(before.rows) | set(given.values())
    stored = {id: group for id, group in before.stored().items() if id not in given.values()}
    continued = match_groups(
        stored,
        [frozenset() if at in given else frozenset(group) for at, group in enumerate(groups)],
    )
    return [
        given.get(at) or name or free_id(new, used)
        for at, (name, new) in enumerate(zip(continued, wanted, strict=True))
    ]


def write_groups(
    connection: Connection,
    kind: GroupKind,
    before: StoredGroups,
    elsewhere: frozenset[int],
    at: str,
    members: Mapping[str, tuple[int, ...]],
    values: Mapping[str, Mapping[str, Any]],
) -> None:
    """Bring one kind of group to what the run found; what is the same is not touched."""
    rows, links, changes = [], {}, []
    for name, own in values.items():
        row = before.rows.get(name)
        kept = [item for item in before.members.get(name, ()) if item in elsewhere]
        links[name] = (*members[name], *(item for item in kept if item not in members[name]))
        if row is None:
            rows.append({**own, "id": name, "first_seen": at, "changed_on": at})
            changes.append(Change(kind.subject, name, "new"))
            continue
        differing = [key for key in own if getattr(row, key) != own[key]]
        if row.gone_on is not None:
            changes.append(Change(kind.subject, name, "back"))
        if differing or row.gone_on is not None:
            change = update(kind.table).where(kind.table.c.id == name)
            connection.execute(change.values(**own, changed_on=at, gone_on=None))
        changes += [
            Change(kind.subject, name, key, _told(getattr(row, key)), _told(own[key]))
            for key in differing
            if key in kind.told
        ]
    if rows:
        connection.execute(insert(kind.table), rows)
    for name, row in before.rows.items():
        old = before.members.get(name, ())
        if name in values or row.gone_on is not None:
            continue
        kept = [item for item in old if item in elsewhere]
        if kept:
            links[name] = tuple(kept)
            continue
        connection.execute(update(kind.table).where(kind.table.c.id == name).values(gone_on=at))
        changes.append(Change(kind.subject, name, "gone"))
    _link(connection, kind, before, links)
    note_changes(connection, changes, at)


def _link(
    connection: Connection,
    kind: GroupKind,
    before: StoredGroups,
    links: Mapping[str, tuple[int, ...]],
) -> None:
    """Rewrite the members of those groups whose members differ."""
    group = kind.members.c[f"{kind.subject}_id"]
    differing = [name for name, new in links.items() if before.members.get(name, ()) != new]
    if not differing:
        return
    connection.execute(
        delete(kind.members).where(group == bindparam("name")),
        [{"name": name} for name in differing],
    )
    rows = [
        {group.name: name, "finding_id": finding, "place": place}
        for name in differing
        for place, finding in enumerate(links[name])
    ]
    if rows:
        connection.execute(insert(kind.members), rows)


def _told(value: object) -> str | None:
    return None if value is None else str(value)
