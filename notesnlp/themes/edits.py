"""What people change about the grouping: two themes made one, one made two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed.encoder import Floats
from notesnlp.themes.group import renumber

_OF_PART = 1 / 3
_OF_GROUP = 1 / 2
"""A group is the home of findings if it holds this share of them, or they are this share of it."""


@dataclass(frozen=True, slots=True)
class Regrouping:
    """A person's word on how findings belong together.

    Attributes:
        action: ``merge``: the findings of both parts are one theme; ``split``: those of the first
            are a theme by themselves, apart from those of the second.
        theme: the id of the theme that comes of it.
        first, second: ids of the findings as they were grouped when the person spoke.
    """

    action: Literal["merge", "split"]
    theme: str
    first: frozenset[str]
    second: frozenset[str]


def regroup(
    labels: NDArray[np.int64], ids: Sequence[str], vectors: Floats, edits: Sequence[Regrouping]
) -> NDArray[np.int64]:
    """`labels` as people want them; findings that are new since follow those they are nearest to.

    Args:
        labels: a group's number for each finding.
        ids: of the findings.
        vectors: of the findings at unit length, shape (findings, dimensions).
        edits: the oldest first.

    Returns:
        Numbers of groups, by first appearance.
    """
    found = labels.copy()
    at = {id: place for place, id in enumerate(ids)}
    for edit in edits:
        first = [at[id] for id in sorted(edit.first) if id in at]
        second = [at[id] for id in sorted(edit.second) if id in at]
        if edit.action == "merge":
            homes = _homes(found, first) | _homes(found, second)
            if homes:
                found[np.isin(found, sorted(homes))] = min(homes)
        elif first:
            _split(found, vectors, first, second)
    return renumber(found)


def _homes(labels: NDArray[np.int64], part: Sequence[int]) -> set[int]:
    groups, counts = np.unique(labels[list(part)], return_counts=True)
    return {
        int(group)
        for group, count in zip(groups, counts, strict=True)
        if count >= _OF_PART * len(part) or count >= _OF_GROUP * np.sum(labels == group)
    }


def _split(
    labels: NDArray[np.int64], vectors: Floats, first: Sequence[int], second: Sequence[int]
) -> None:
    """Put `first`, and what is nearer to them than to `second`, into a group by themselves."""
    new = int(labels.max()) + 1
    for group in np.unique(labels[list(first)]):
        mine = [place for place in first if labels[place] == group]
        theirs = [place for place in second if labels[place] == group]
        members = np.flatnonzero(labels == group)
        if theirs:
            nearness = vectors[members] @ (vectors[mine].mean(0) - vectors[theirs].mean(0))
            moving = set(members[nearness > 0].tolist()) - set(theirs) | set(mine)
        elif len(mine) >= _OF_GROUP * len(members):
            moving = set(members.tolist())
        else:
            moving = set(mine)
        labels[sorted(moving)] = new
