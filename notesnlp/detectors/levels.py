"""From which score a finding is reported: each meeting's own scores say what can be expected of it.

The F1 of a set of sentences is best where those are reported whose probability is at least half
of the F1 that can be reached (Lipton, Elkan & Naryanaswamy, "Optimal Thresholding of Classifiers
to Maximize F1 Measure", ECML PKDD 2014). In plain public talk less can be reached than in an IT
liaison's notes, and one threshold for both misses most of the first.
"""

from __future__ import annotations

import numpy as np

from notesnlp.embed.encoder import Floats

PRIOR_FINDINGS = 0.5
"""Findings that the shipped threshold counts for against those expected in the meeting; best on
corpora/validation and the real meetings of validation among 0, 0.5, 1, 2 and 6."""
LEAST, MOST = 0.05, 0.6


def level(scores: Floats, shipped: float) -> float:
    """The score from which findings of one kind are reported in one meeting.

    Args:
        scores: calibrated probabilities that a finding begins, shape (sentences,).
        shipped: the threshold that did best over all validation meetings.

    Returns:
        The mean of `shipped` and half the F1 that the scores let expect, the latter weighed
        by how many findings they let expect; between `LEAST` and `MOST`.
    """
    expected = float(scores.sum())
    ordered = np.sort(scores)[::-1]
    reported = np.arange(1, len(ordered) + 1)
    reach = float(np.max(2 * np.cumsum(ordered) / (reported + expected), initial=0.0))
    mean = (expected * reach / 2 + PRIOR_FINDINGS * shipped) / (expected + PRIOR_FINDINGS)
    return float(np.clip(mean, LEAST, MOST))
