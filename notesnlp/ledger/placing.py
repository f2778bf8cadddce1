"""Findings that a person put into another theme than the one they were grouped into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from notesnlp.config import Priority
from notesnlp.ledger.groups import free_id
from notesnlp.model.finding import Finding
from notesnlp.report.results import Results
from notesnlp.themes import Theme
from notesnlp.themes.build import id_of, in_order
from notesnlp.themes.facts import Around, gather, look_around
from notesnlp.themes.priority import Ranking, rank


def place_findings(
    themes: Sequence[Theme],
    results: Results,
    wanted: Mapping[str, str],
    stored: Mapping[str, str],
    weights: Priority,
) -> list[Theme]:
    """`themes` with each finding of `wanted` in the theme it belongs to, ranked anew.

    Args:
        themes: of the run, with their ids in the ledger.
        results: of the run.
        wanted: ids or names of themes by the findings' ids. A name that no theme has makes one.
        stored: names of the ledger's themes by their ids, gone ones too: one of them is taken
            up again rather than a new one made.
        weights: of the priority's parts.
    """
    found = {theme.id: theme for theme in themes}
    home = {finding: theme.id for theme in themes for finding in theme.findings}
    findings = {item.evidence.id: item for item in results.findings}
    changed: set[str] = set()
    used = set(stored) | set(found)
    for id, theme_name in wanted.items():
        target = _target(theme_name, found, stored)
        if target is None:
            target = free_id(id_of(theme_name), used)
        if home.get(id) == target:
            continue
        if id in home:
            old = found[home[id]]
            found[old.id] = replace(old, findings=tuple(f for f in old.findings if f != id))
            changed.add(old.id)
        members = (*found[target].findings, id) if target in found else (id,)
        name = found[target].name if target in found else stored.get(target, theme_name)
        area = found[target].area if target in found else found[home[id]].area if id in home else name  # fmt: skip
        found[target] = Theme(target, name, area, 0, Ranking(0.0, {}), members, (), ())
        home[id] = target
        changed.add(target)
    if not changed:
        return list(themes)
    around = look_around(results.findings, results.today)
    kept = [
        _reckoned(theme, [findings[id] for id in theme.findings], around, weights)
        if theme.id in changed
        else theme
        for theme in found.values()
        if theme.findings
    ]
    return in_order(kept)


def _target(wanted: str, found: Mapping[str, Theme], stored: Mapping[str, str]) -> str | None:
    """The id of the theme that is called `wanted`: a live one first, an id before a name."""
    if wanted in found or wanted in stored:
        return wanted
    names = [(theme.id, theme.name) for theme in found.values()] + list(stored.items())
    folded = wanted.casefold()
    return next((id for id, name in names if name.casefold() == folded), None)


def _reckoned(theme: Theme, inside: Sequence[Finding], around: Around, weights: Priority) -> Theme:
    """The theme with units, meetings and priority of the findings in it."""
    return replace(
        theme,
        ranking=rank(gather(inside, around), weights),
        units=tuple(dict.fromkeys(item.evidence.unit_or_meeting for item in inside)),
        meetings=tuple(dict.fromkeys(item.evidence.meeting for item in inside)),
    )
