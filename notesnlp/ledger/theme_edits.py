"""What people change about themes: two made one, one made two, another name, a place at the top.

An edit holds from the next run on, over any number of runs, until it is undone. Merges and splits
are remembered by the findings that were in the themes then, so that they hold for the findings,
whatever the groups of a later run are called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update

from notesnlp.errors import LedgerError
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.groups import free_id
from notesnlp.ledger.history import moment
from notesnlp.ledger.keys import now
from notesnlp.ledger.schema import (
    FINDINGS,
    THEME_EDIT_FINDINGS,
    THEME_EDITS,
    THEME_FINDINGS,
    THEMES,
)
from notesnlp.themes.build import id_of
from notesnlp.themes.edits import Regrouping

Action = Literal["merge", "split", "rename", "pin"]
_SEE = "see the column theme of `notesnlp show OUT themes --csv`"


@dataclass(frozen=True, slots=True)
class ThemeEdit:
    """A person's change.

    Attributes:
        number: of the edit, to undo it by.
        theme: the id of the theme that it leaves or makes.
        name: that the theme is to have; None where the edit says nothing of it.
        findings: ledger's numbers of the findings of its first and second part.
    """

    number: int
    action: Action
    theme: str
    name: str | None
    by: str
    at: str
    findings: tuple[frozenset[int], frozenset[int]]


def merge_themes(ledger: Ledger, theme: str, into: str, *, by: str) -> int:
    """Make `theme` and `into` one theme, with the id and name of `into`; the edit's number.

    Raises:
        LedgerError: a theme is not there, or both are the same.
    """
    if theme == into:
        raise LedgerError("a theme cannot be merged with itself", place=theme, remedy="name two")
    with ledger.writing() as connection:
        parts = (_members(connection, theme), _members(connection, into))
        return _write(connection, "merge", into, None, by, parts)


def split_theme(ledger: Ledger, theme: str, findings: Sequence[str], name: str, *, by: str) -> int:
    """Make `findings` of `theme` a theme of their own, called `name`; the edit's number.

    Args:
        ledger: where to.
        theme: its id.
        findings: public ids; those of the theme may be shortened as long as they stay unique.
        name: of the new theme.
        by: who says so.

    Raises:
        LedgerError: the theme is not there, a finding is not in it, or none would be left.
    """
    with ledger.writing() as connection:
        members = _members(connection, theme)
        statement = select(FINDINGS.c.id, FINDINGS.c.public_id).where(FINDINGS.c.id.in_(members))
        public = {row.public_id: row.id for row in connection.execute(statement)}
        part = {_named(public, finding, theme) for finding in findings}
        if not part or part == members:
            raise LedgerError(
                "a split leaves findings on both sides", place=theme,
                remedy="name some of the theme's findings, not all",
            )  # fmt: skip
        used = set(connection.scalars(select(THEMES.c.id)))
        used |= set(connection.scalars(select(THEME_EDITS.c.theme_id)))
        new = free_id(id_of(name), used)
        return _write(connection, "split", new, name, by, (frozenset(part), members - part))


def rename_theme(ledger: Ledger, theme: str, name: str, *, by: str) -> int:
    """Call `theme` by another name; its id stays.

    Raises:
        LedgerError: the theme is not there, or the name is empty.
    """
    if not name.strip():
        raise LedgerError("a theme needs a name", place=theme, remedy="give one")
    with ledger.writing() as connection:
        _members(connection, theme)
        return _write(connection, "rename", theme, name.strip(), by)


def pin_theme(ledger: Ledger, theme: str, *, by: str) -> int:
    """Keep `theme` at the top of the list; several pinned ones are ordered by their priority.

    Raises:
        LedgerError: the theme is not there.
    """
    with ledger.writing() as connection:
        _members(connection, theme)
        return _write(connection, "pin", theme, None, by)


def undo_edit(ledger: Ledger, number: int) -> None:
    """Take an edit back.

    Raises:
        LedgerError: there is no such edit, or it was undone before.
    """
    with ledger.writing() as connection:
        edit = next((item for item in theme_edits(connection) if item.number == number), None)
        if edit is None:
            raise LedgerError(
                f"there is no edit {number} to undo", path=ledger.name,
                remedy="see `notesnlp themes OUT edits`",
            )  # fmt: skip
        this = update(THEME_EDITS).where(THEME_EDITS.c.id == number)
        connection.execute(this.values(undone_on=now()))
        if edit.action in {"merge", "split"}:  # so that the themes there were continue as they were
            mine = THEME_FINDINGS.c.theme_id == edit.theme
            for finding in sorted(edit.findings[0]):
                connection.execute(
                    delete(THEME_FINDINGS).where(mine, THEME_FINDINGS.c.finding_id == finding)
                )


def theme_edits(connection: Connection) -> list[ThemeEdit]:
    """The edits that hold, the oldest first."""
    parts: dict[int, dict[int, set[int]]] = defaultdict(lambda: {0: set(), 1: set()})
    for row in connection.execute(select(THEME_EDIT_FINDINGS)):
        parts[row.theme_edit_id][row.part].add(row.finding_id)
    holding = select(THEME_EDITS).where(THEME_EDITS.c.undone_on.is_(None)).order_by(THEME_EDITS.c.id)  # fmt: skip
    return [
        ThemeEdit(
            row.id, row.action, row.theme_id, row.name, row.by, row.at,
            (frozenset(parts[row.id][0]), frozenset(parts[row.id][1])),
        )
        for row in connection.execute(holding)
    ]  # fmt: skip


def undone_names(connection: Connection) -> set[tuple[str, str]]:
    """Names that people gave and took back, with the ids of their themes."""
    undone = select(THEME_EDITS).where(THEME_EDITS.c.undone_on.is_not(None))
    return {(row.theme_id, row.name) for row in connection.execute(undone) if row.name}


def regroupings(edits: Iterable[ThemeEdit], numbers: Mapping[str, int]) -> tuple[Regrouping, ...]:
    """The merges and splits among `edits`, for the findings of a run.

    Args:
        edits: those that hold.
        numbers: ledger's numbers of the run's findings by their ids.
    """
    ids: dict[int, list[str]] = defaultdict(list)
    for id, number in numbers.items():
        ids[number].append(id)
    found = []
    for edit in edits:
        first, second = (
            frozenset(id for number in part for id in ids.get(number, ())) for part in edit.findings
        )
        if edit.action == "merge" or edit.action == "split":
            found.append(Regrouping(edit.action, edit.theme, first, second))
    return tuple(found)


def homes_of(edits: Sequence[ThemeEdit], groups: Sequence[tuple[int, ...]]) -> dict[int, str]:
    """Which of `groups` an edit has made, and the id that it has by that; later edits first.

    Args:
        edits: those that hold.
        groups: ledger's numbers of the findings of each theme of a run.
    """
    found: dict[int, str] = {}
    for edit in reversed(edits):
        if edit.action not in {"merge", "split"} or edit.theme in found.values():
            continue
        wanted = edit.findings[0] | (edit.findings[1] if edit.action == "merge" else frozenset())
        shared = [len(wanted.intersection(group)) for group in groups]
        free = [at for at in range(len(groups)) if shared[at] and at not in found]
        if free:
            found[max(free, key=lambda at: (shared[at], -at))] = edit.theme
    return found


def _members(connection: Connection, theme: str) -> frozenset[int]:
    statement = select(THEME_FINDINGS.c.finding_id).where(THEME_FINDINGS.c.theme_id == theme)
    live = select(THEMES.c.id).where(THEMES.c.id == theme, THEMES.c.gone_on.is_(None))
    if connection.scalar(live) is None:
        raise LedgerError(f"there is no theme {theme!r}", remedy=_SEE)
    return frozenset(connection.scalars(statement))


def _named(public: Mapping[str, int], finding: str, theme: str) -> int:
    found = [number for id, number in public.items() if finding and id.startswith(finding)]
    if len(found) != 1:
        raise LedgerError(
            f"{len(found)} findings of it have an id that begins with {finding!r}", place=theme,
            remedy="see `notesnlp themes OUT list THEME`",
        )  # fmt: skip
    return found[0]


def _write(
    connection: Connection,
    action: Action,
    theme: str,
    name: str | None,
    by: str,
    parts: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset()),
) -> int:
    row = {"action": action, "theme_id": theme, "name": name, "by": by, "at": moment(connection)}
    number: Any = connection.scalar(insert(THEME_EDITS).values(**row).returning(THEME_EDITS.c.id))
    links = [
        {"theme_edit_id": number, "finding_id": finding, "part": place}
        for place, part in enumerate(parts)
        for finding in sorted(part)
    ]
    if links:
        connection.execute(insert(THEME_EDIT_FINDINGS), links)
    return int(number)
