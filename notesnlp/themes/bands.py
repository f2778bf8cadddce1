"""Themes that may be one: pairs whose centres lie near each other, in bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from notesnlp.embed.encoder import Floats

Band = Literal["same", "merge?", "related"]
_BANDS: tuple[tuple[Band, float], ...] = (("same", 0.70), ("merge?", 0.50), ("related", 0.40))
"""The least cosine of two themes' centres for each band. Over eight annotated sets that the space was
not learned on (corpora/validation, benchmark and demo, 2026-11-26), both groups were mostly of one
annotated theme in 17 of 54 pairs from .50 on and in one of eight from .40 on; no pair reached .60
but four. The first band is for what a graph or a person has parted."""
_AT_ONCE = 2048
_MOST = 5
"""Pairs that are told of one theme."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two themes that may be one.

    Attributes:
        theme, other: their ids, the one that ranks first first.
        band: how near they are.
        cosine: of their centres.
    """

    theme: str
    other: str
    band: Band
    cosine: float


def near_pairs(centres: Floats) -> list[tuple[int, int, Band, float]]:
    """Pairs of centres in a band, the nearest first: numbers, band, cosine.

    Args:
        centres: unit vectors, shape (themes, dimensions).
    """
    least = _BANDS[-1][1]
    found: dict[tuple[int, int], float] = {}
    for first in range(0, len(centres), _AT_ONCE):
        cosines = centres[first : first + _AT_ONCE] @ centres.T
        for row, values in enumerate(cosines, first):
            values[row] = -1.0
            near = np.argsort(-values, kind="stable")[:_MOST]
            for at in near[values[near] >= least].tolist():
                found[min(row, at), max(row, at)] = round(float(values[at]), 4)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(*pair, band_of(cosine), cosine) for pair, cosine in ordered]


def band_of(cosine: float) -> Band:
    """The band of two centres that are at least related.

    >>> band_of(0.6)
    'merge?'
    """
    return next((band for band, least in _BANDS if cosine >= least), "related")


def alike(ids: Sequence[str], pairs: Sequence[tuple[int, int, Band, float]]) -> tuple[Alike, ...]:
    """`near_pairs` with the themes' ids in place of numbers."""
    return tuple(Alike(ids[one], ids[two], band, cosine) for one, two, band, cosine in pairs)
