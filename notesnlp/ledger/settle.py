"""Themes and commitments of a run: told from the stored ones, given their ids, and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from notesnlp.config import Priority
from notesnlp.ledger.columns import storable
from notesnlp.ledger.decisions import Decision
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.history import moment
from notesnlp.ledger.placing import place_findings
from notesnlp.ledger.remember import Remembered
from notesnlp.ledger.stored import (
    ITEM_KIND,
    THEME_KIND,
    StoredGroups,
    findings_elsewhere,
    group_ids,
    load_groups,
    write_groups,
)
from notesnlp.ledger.theme_edits import ThemeEdit, homes_of, undone_names
from notesnlp.report.results import Results, regrouped
from notesnlp.themes import Theme
from notesnlp.themes.build import in_order, is_themed
from notesnlp.tracking import Item


def settle(
    ledger: Ledger,
    results: Results,
    remembered: Remembered,
    decisions: Mapping[int, Decision],
    edits: Sequence[ThemeEdit],
    weights: Priority,
    *,
    at: str | None = None,
) -> Results:
    """`results` with the ledger's ids of themes and commitments, which are written, all or nothing.

    A theme continues the stored one with which it shares most findings, and so has its id; one
    whose findings are the same as before keeps its name too. Findings that a person put into
    another theme are put there. Groups of meetings that the run did not see stay as they are.

    Args:
        ledger: where to.
        results: of the run, findings as people decided on them.
        remembered: what the ledger calls its meetings and findings.
        decisions: the last ones by the findings' numbers.
        edits: of themes, those by which the run's findings were grouped.
        weights: of a theme's priority, for those whose findings a person has changed.
        at: the moment.
    """
    numbers = remembered.findings
    with ledger.writing() as connection:
        at = at or moment(connection)
        elsewhere = findings_elsewhere(connection, frozenset(remembered.meetings.values()))
        before = load_groups(connection, THEME_KIND)
        themes = _themes(connection, results.themes, before, numbers, edits)
        new_id = {old.id: new.id for old, new in zip(results.themes, themes, strict=True)}
        themes = place_findings(
            themes,
            results,
            {
                item.evidence.id: decision.changes["theme"]
                for item in results.findings
                if is_themed(item)  # the type may be another one than when a person decided
                and (decision := decisions.get(numbers.get(item.evidence.id, -1)))
                and decision.changes.get("theme")
            },
            {name: row.name for name, row in before.rows.items()},
            weights,
        )
        if any(theme.pinned for theme in themes):
            themes = in_order(themes)
        write_groups(
            connection, THEME_KIND, before, elsewhere, at,
            {item.id: _numbers(item.findings, numbers) for item in themes},
            {item.id: _theme_values(item) for item in themes},
        )  # fmt: skip
        before = load_groups(connection, ITEM_KIND)
        items = _items(results.items, before, numbers)
        write_groups(
            connection, ITEM_KIND, before, elsewhere, at,
            {item.id: _numbers(item.mentions, numbers) for item in items},
            {item.id: _item_values(item) for item in items},
        )  # fmt: skip
    return replace(
        results,
        findings=regrouped(results.findings, themes, items),
        themes=tuple(themes),
        items=tuple(items),
        alike=tuple(
            replace(pair, theme=new_id[pair.theme], other=new_id[pair.other])
            for pair in results.alike
        ),
    )


def _numbers(ids: Iterable[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The ledger's numbers of findings, copies left out."""
    return tuple(dict.fromkeys(numbers[id] for id in ids if id in numbers))


def _themes(
    connection: Connection,
    themes: Sequence[Theme],
    before: StoredGroups,
    numbers: Mapping[str, int],
    edits: Sequence[ThemeEdit],
) -> list[Theme]:
    """The themes with their ids in the ledger, named and pinned as people want them."""
    undone = undone_names(connection)
    groups = [_numbers(theme.findings, numbers) for theme in themes]
    settled = homes_of(edits, groups)
    ids = group_ids([theme.id for theme in themes], groups, before, settled)
    given = {edit.theme: edit.name for edit in edits if edit.name}
    pinned = {edit.theme for edit in edits if edit.action == "pin"}
    named = []
    for at, (theme, id, group) in enumerate(zip(themes, ids, groups, strict=True)):
        name = theme.name
        if id in before.rows and (id, before.rows[id].name) not in undone:
            same = set(before.members.get(id, ())) == set(group)
            name = before.rows[id].name if same or at in settled else name
        named.append(replace(theme, id=id, name=given.get(id, name), pinned=id in pinned))
    return named


def _items(items: Sequence[Item], before: StoredGroups, numbers: Mapping[str, int]) -> list[Item]:
    groups = [_numbers(item.mentions, numbers) for item in items]
    ids = group_ids([item.id for item in items], groups, before)
    return [replace(item, id=id) for item, id in zip(items, ids, strict=True)]


def _theme_values(theme: Theme) -> dict[str, Any]:
    return {
        "name": storable(theme.name),
        "area": storable(theme.area),
        "rank": theme.rank,
        "priority": theme.ranking.priority,
        "parts": dict(theme.ranking.parts),
    }


def _item_values(item: Item) -> dict[str, Any]:
    return {
        "owner": storable(item.owner) if item.owner else None,
        "due": item.due,
        "state": item.state,
        "reason": storable(item.reason),
    }
