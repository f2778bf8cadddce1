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
from notesnlp.embed.encoder import Floats, unit
from notesnlp.embed.known import Passages
from notesnlp.language.slug import slug
from notesnlp.model.finding import THEMED_NEEDS, Finding, Idea, Need
from notesnlp.model.meeting import Meeting, is_pseudonym
from notesnlp.themes.bands import Alike, alike, near_pairs
from notesnlp.themes.edits import Regrouping, regroup
from notesnlp.themes.facts import gather, look_around
from notesnlp.themes.group import AREA_DISTANCE, THEME_DISTANCE, group
from notesnlp.themes.label import Namer
from notesnlp.themes.priority import Ranking, rank
from notesnlp.themes.space import in_theme_space

_MOST_NAMED = 30
"""The most typical findings of a theme that its name is made from; more of them change no name and
cost most of the time."""


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
        pinned: a person keeps it at the top.
    """

    id: str
    name: str
    area: str
    rank: int
    ranking: Ranking
    findings: tuple[str, ...]
    units: tuple[str, ...]
    meetings: tuple[str, ...]
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes of a run.

    Attributes:
        findings: all findings, needs and ideas with the ids of their themes.
        themes: by rank.
        alike: pairs of themes that may be one.
    """

    findings: tuple[Finding, ...]
    themes: tuple[Theme, ...] = ()
    alike: tuple[Alike, ...] = ()


def build_themes(
    findings: Sequence[Finding],
    meetings: Sequence[Meeting],
    encoder: Encoder,
    projection: Floats,
    *,
    today: dt.date | None,
    weights: Priority,
    edits: Sequence[Regrouping] = (),
    passages: Passages | None = None,
    phrases: Mapping[str, Sequence[str]] | None = None,
) -> Themes:
    """Group, name and rank; every needs and ideas finding of a theme then carries its id.

    Args:
        findings: all findings of a run.
        meetings: all its meetings, for the words around the quotes.
        encoder: the base encoder.
        projection: into the space of themes, see `space.load_projection`.
        today: the day from which recency is reckoned.
        weights: of the priority's parts.
        edits: what people said about the grouping, the oldest first.
        passages: vectors of the findings, where they are there already.
        phrases: noun phrases of quotes, where they are there already.
    """
    members = [item for item in findings if is_themed(item)]
    if not members:
        return Themes(tuple(findings))
    passages = passages or Passages(meetings, encoder)
    vectors = passages.around([item.evidence for item in members])
    placed = in_theme_space(vectors, [item.evidence.meeting for item in members], projection)
    ids = [item.evidence.id for item in members]
    labels = regroup(group(placed, THEME_DISTANCE), ids, placed, edits)
    groups = _members(labels, placed)
    quotes = [[members[at].evidence.quote for at in found[:_MOST_NAMED]] for found in groups]
    namer = Namer(encoder, _people(meetings), phrases)
    names = namer.name_groups(quotes, _centres(vectors, groups))
    centres = _centres(placed, groups)
    areas = _areas(quotes, centres, _centres(vectors, groups), namer)
    slugs = _slugs(names)
    around = look_around(findings, today)
    themes = []
    for number, found in enumerate(groups):
        inside = [members[at] for at in sorted(found.tolist())]
        themes.append(
            Theme(
                id=slugs[number],
                name=names[number],
                area=areas[number],
                rank=0,
                ranking=rank(gather(inside, around), weights),
                findings=tuple(ids[at] for at in found.tolist()),
                units=tuple(dict.fromkeys(item.evidence.unit_or_meeting for item in inside)),
                meetings=tuple(dict.fromkeys(item.evidence.meeting for item in inside)),
            )
        )
    ranked = in_order(themes)
    theme_of = {finding: theme.id for theme in ranked for finding in theme.findings}
    return Themes(
        tuple(_with_theme(item, theme_of) for item in findings),
        tuple(ranked),
        alike(slugs, near_pairs(centres)),
    )


def in_order(themes: Iterable[Theme]) -> list[Theme]:
    """The themes by rank, which is set: pinned ones first, then by priority."""
    ordered = sorted(
        themes, key=lambda theme: (not theme.pinned, -theme.ranking.priority, theme.id)
    )
    return [replace(theme, rank=place) for place, theme in enumerate(ordered, 1)]


def is_themed(item: Finding) -> bool:
    """Whether findings like it are grouped into themes: what is said in a rehearsal is no customer's."""
    if item.evidence.rehearsal:
        return False
    return isinstance(item, Idea) or (isinstance(item, Need) and item.type in THEMED_NEEDS)


def _with_theme(item: Finding, theme_of: Mapping[str, str]) -> Finding:
    if isinstance(item, Need | Idea):
        return replace(item, theme=theme_of.get(item.evidence.id))
    return item


def _members(labels: np.ndarray, vectors: Floats) -> list[np.ndarray]:
    """The members of each group, those nearest to its centre first."""
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    found = []
    for part in parts:
        nearness = np.round(vectors[part] @ vectors[part].mean(axis=0), 5)
        found.append(part[np.lexsort((part, -nearness))])
    return found


def _centres(vectors: Floats, groups: Sequence[np.ndarray]) -> Floats:
    """The groups' mean vectors at unit length, shape (groups, 384)."""
    return unit(np.stack([vectors[found].mean(axis=0) for found in groups]))


def _areas(
    quotes: Sequence[Sequence[str]],
    centres: Floats,
    meanings: Floats,
    namer: Namer,
) -> list[str]:
    """The name of the area that each theme lies in.

    Args:
        quotes: of each theme.
        centres: of the themes in their space.
        meanings: of the themes in the encoder's space, in which phrases lie too.
        namer: that has named the themes.
    """
    labels = group(centres, AREA_DISTANCE)
    areas = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    most = max(_MOST_NAMED // 10, 1)
    inside = [[quote for at in found.tolist() for quote in quotes[at][:most]] for found in areas]
    names = namer.name_groups(inside, _centres(meanings, areas))
    return [names[label] for label in labels]


_TITLES = frozenset("mr mrs ms miss dr prof sir madam".split())


def _people(meetings: Iterable[Meeting]) -> frozenset[str]:
    """The words of the names of everybody who speaks or is listed, and titles, in lower case."""
    names = {person.name for meeting in meetings for person in (*meeting.speakers, *meeting.people)}
    own = (name.lower() for name in names if not is_pseudonym(name))
    return frozenset(word for name in own for word in re.findall(r"[^\W\d_]{2,}", name)) | _TITLES


def _slugs(names: Sequence[str]) -> list[str]:
    slugs: dict[str, None] = {}
    for name in names:
        plain = id_of(name)
        numbered = (f"{plain}-{number}" for number in count(2))
        slugs[next(item for item in chain([plain], numbered) if item not in slugs)] = None
    return list(slugs)


def id_of(name: str) -> str:
    """The id that a theme of that name has, if no other has it."""
    return slug(name) or "theme"
