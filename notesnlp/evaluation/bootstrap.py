"""How sure the figures are: confidence intervals by drawing meetings anew.

Findings of one meeting hang together, so whole meetings are drawn, with replacement, and
the figures taken of each draw (Efron & Tibshirani 1993, section 13.3: percentiles).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from notesnlp.evaluation.scores import Scores
from notesnlp.model.finding import KINDS

_DRAWS = 2000
_SEED = 7
_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 of 100 draws."""

    low: float
    high: float


def intervals(parts: Sequence[Scores]) -> dict[str, Interval]:
    """Intervals of the F1 of each kind, ``macro_f1``, ``hidden_recall`` and each attribute's accuracy.

    Args:
        parts: the figures of each meeting.

    Returns:
        By the figure's name; without those that no meeting has a case of.
    """
    if not parts:
        return {}
    draws = np.random.default_rng(_SEED).multinomial(
        len(parts), np.full(len(parts), 1 / len(parts)), size=_DRAWS
    )
    figures: dict[str, NDArray[np.float64]] = {}
    for kind in KINDS:
        counts = draws @ np.array(
            [
                (part.kinds[kind].hits, part.kinds[kind].predicted, part.kinds[kind].gold)
                for part in parts
            ]
        )
        figures[kind] = _ratio(2 * counts[:, 0], counts[:, 1] + counts[:, 2])
    figures["macro_f1"] = np.mean([np.nan_to_num(figures[kind]) for kind in KINDS], axis=0)
    figures["hidden_recall"] = _share([part.hidden for part in parts], draws)
    for name in sorted({name for part in parts for name in part.attributes}):
        figures[name] = _share([part.attributes.get(name, []) for part in parts], draws)
    return {
        name: Interval(*(float(bound) for bound in np.nanpercentile(values, _PERCENTILES)))
        for name, values in figures.items()
        if not np.isnan(values).all()
    }


def _share(cases: Sequence[Sequence[bool]], draws: NDArray[np.int64]) -> NDArray[np.float64]:
    counts = draws @ np.array([(sum(right), len(right)) for right in cases])
    return _ratio(counts[:, 0], counts[:, 1])


def _ratio(upper: NDArray[np.int64], lower: NDArray[np.int64]) -> NDArray[np.float64]:
    """Upper by lower, not a number where there is no case."""
    shares = np.full(len(upper), np.nan)
    np.divide(upper, lower, out=shares, where=lower > 0)
    return shares
