"""From findings to ranked themes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from notesnlp.config import Priority
from notesnlp.embed import Encoder
from notesnlp.embed.encoder import Floats
from notesnlp.model.finding import THEMED_NEEDS, Dependency, Finding, Idea, Need
from notesnlp.themes.group import AREA_DISTANCE, THEME_DISTANCE, group
from notesnlp.themes.label import name_groups
from notesnlp.themes.priority import Ranking, rank


@dataclass(frozen=True, slots=True)
class Theme:
    """One line of a priorities list.

    Attributes:
        id: a slug of its name, unique in the run.
        area: the wider field it belongs to.
        rank: 1 comes first.
        ranking: its priority and the parts.
        findings: ids of its needs and ideas, the most typical one first.
        units: units, or meetings where no unit is known, that tell of it.
        meetings: meetings that tell of it.
    """

    id: str
    name: str
    area: str
    rank: int
    ranking: Ranking
    findings: tuple[str, ...]
    units: tuple[str, ...]
    meetings: tuple[str, ...]


def build_themes(
    findings: Sequence[Finding],
    encoder: Encoder,
    *,
    today: dt.date | None,
    weights: Priority,
) -> tuple[list[Finding], list[Theme]]:
    """Group, name and rank; every needs and ideas finding of a theme then carries its id.

    Args:
        findings: all findings of a run.
        encoder: the base encoder.
        today: the day from which recency is reckoned.
        weights: of the priority's parts.

    Returns:
        The findings with their themes, in the order given, and the themes by rank.
    """
    members = [item for item in findings if _is_themed(item)]
    if not members:
        return list(findings), []
    vectors = encoder.sentence_vectors([item.evidence.quote for item in members])
    labels = group(vectors, THEME_DISTANCE)
    groups = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    names = name_groups([[members[at].evidence.quote for at in found] for found in groups])
    areas = _areas(vectors, groups, members)
    ids = _slugs(names)
    at_risk = _units(item for item in findings if item.type == "churn_risk")
    awaited = _units(item for item in findings if isinstance(item, Dependency) and item.when)
    themes = []
    for number, found in enumerate(groups):
        inside = [members[at] for at in found]
        ranking = rank(inside, today=today, at_risk=at_risk, awaited=awaited, weights=weights)
        typical = _typical_first(vectors[found], inside)
        themes.append(
            Theme(
                id=ids[number],
                name=names[number],
                area=areas[number],
                rank=0,
                ranking=ranking,
                findings=tuple(item.evidence.id for item in typical),
                units=tuple(dict.fromkeys(_unit(item) for item in inside)),
                meetings=tuple(dict.fromkeys(item.evidence.meeting for item in inside)),
            )
        )
    ordered = sorted(themes, key=lambda theme: (-theme.ranking.priority, theme.id))
    ranked = [replace(theme, rank=place) for place, theme in enumerate(ordered, 1)]
    theme_of = {finding: theme.id for theme in ranked for finding in theme.findings}
    return [_with_theme(item, theme_of) for item in findings], ranked


def _is_themed(item: Finding) -> bool:
    return isinstance(item, Idea) or (isinstance(item, Need) and item.type in THEMED_NEEDS)


def _with_theme(item: Finding, theme_of: Mapping[str, str]) -> Finding:
    if isinstance(item, Need | Idea):
        return replace(item, theme=theme_of.get(item.evidence.id))
    return item


def _areas(vectors: Floats, groups: Sequence[np.ndarray], members: Sequence[Finding]) -> list[str]:
    centres = np.stack([vectors[found].mean(axis=0) for found in groups])
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    labels = group(np.asarray(centres, np.float32), AREA_DISTANCE)
    quotes: list[list[str]] = [[] for _ in range(labels.max() + 1)]
    for label, found in zip(labels, groups, strict=True):
        quotes[label] += [members[at].evidence.quote for at in found]
    names = name_groups(quotes)
    return [names[label] for label in labels]


def _typical_first(vectors: Floats, members: Sequence[Finding]) -> list[Finding]:
    """`members` by nearness to their centre."""
    nearness = vectors @ vectors.mean(axis=0)
    order = sorted(range(len(members)), key=lambda at: (-round(float(nearness[at]), 5), at))
    return [members[at] for at in order]


def _slugs(names: Sequence[str]) -> list[str]:
    used: dict[str, int] = {}
    slugs = []
    for name in names:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "theme"
        used[slug] = used.get(slug, 0) + 1
        slugs.append(slug if used[slug] == 1 else f"{slug}-{used[slug]}")
    return slugs


def _unit(item: Finding) -> str:
    return item.evidence.unit or item.evidence.meeting


def _units(items: Iterable[Finding]) -> frozenset[str]:
    return frozenset(_unit(item) for item in items)
