"""From findings to ranked themes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

import numpy as np

from notesnlp.config import Priority
from notesnlp.embed import Encoder
from notesnlp.embed.encoder import Floats
from notesnlp.embed.passages import passage_vectors
from notesnlp.model.finding import THEMED_NEEDS, Dependency, Finding, Idea, Need
from notesnlp.model.meeting import Meeting
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
    meetings: Sequence[Meeting],
    encoder: Encoder,
    *,
    today: dt.date | None,
    weights: Priority,
) -> tuple[list[Finding], list[Theme]]:
    """Group, name and rank; every needs and ideas finding of a theme then carries its id.

    Args:
        findings: all findings of a run.
        meetings: all its meetings, for the words around the quotes.
        encoder: the base encoder.
        today: the day from which recency is reckoned.
        weights: of the priority's parts.

    Returns:
        The findings with their themes, in the order given, and the themes by rank.
    """
    members = [item for item in findings if _is_themed(item)]
    if not members:
        return list(findings), []
    vectors = passage_vectors(
        [item.evidence for item in members], {item.name: item for item in meetings}, encoder
    )
    labels = group(vectors, THEME_DISTANCE)
    groups = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    quotes = [[members[at].evidence.quote for at in found] for found in groups]
    centres = _centres(vectors, groups)
    names = name_groups(quotes, centres, encoder)
    areas = _areas(quotes, centres, encoder)
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


def _centres(vectors: Floats, groups: Sequence[np.ndarray]) -> Floats:
    """The groups' mean vectors at unit length, shape (groups, 384)."""
    centres = np.stack([vectors[found].mean(axis=0) for found in groups])
    lengths = np.linalg.norm(centres, axis=1, keepdims=True)
    return np.asarray(centres / np.maximum(lengths, 1e-12), np.float32)


def _areas(quotes: Sequence[Sequence[str]], centres: Floats, encoder: Encoder) -> list[str]:
    """The name of the area that each theme lies in."""
    labels = group(centres, AREA_DISTANCE)
    areas = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    inside = [[quote for at in found.tolist() for quote in quotes[at]] for found in areas]
    names = name_groups(inside, _centres(centres, areas), encoder)
    return [names[label] for label in labels]


def _typical_first(vectors: Floats, members: Sequence[Finding]) -> list[Finding]:
    """`members` by nearness to their centre."""
    nearness = vectors @ vectors.mean(axis=0)
    order = sorted(range(len(members)), key=lambda at: (-round(float(nearness[at]), 5), at))
    return [members[at] for at in order]


def _slugs(names: Sequence[str]) -> list[str]:
    slugs: dict[str, None] = {}
    for name in names:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "theme"
        numbered = (f"{slug}-{number}" for number in count(2))
        slugs[next(item for item in chain([slug], numbered) if item not in slugs)] = None
    return list(slugs)


def _unit(item: Finding) -> str:
    return item.evidence.unit or item.evidence.meeting


def _units(items: Iterable[Finding]) -> frozenset[str]:
    return frozenset(_unit(item) for item in items)
