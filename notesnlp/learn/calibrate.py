"""Calibration and thresholds, on sets that nothing was trained on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BINS = 10
_LEVELS = np.round(np.arange(0.06, 0.81, 0.02), 2)


def platt(logits: NDArray[np.float32], right: NDArray[np.float32]) -> tuple[float, float]:
    """Slope and intercept that turn logits into probabilities (Platt 1999).

    Args:
        logits: of one flag, shape (sentences,).
        right: 0 or 1, shape (sentences,).
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6).fit(logits.reshape(-1, 1), right.astype(int))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def calibration_error(scores: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """The expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(scores[inside].mean() - right[inside].mean())
    return float(error)


def levels() -> list[float]:
    """The thresholds that are tried."""
    return [float(level) for level in _LEVELS]
