"""From which score a finding is reported: each meeting's own scores say what can be expected of it.

The F score of a set of sentences is best where those are reported whose probability is at least a
share of the score that can be reached: half of it for F1 (Lipton, Elkan & Naryanaswamy, "Optimal Thresholding of Classifiers
to Maximize F1 Measure", ECML PKDD 2014). In plain public talk less can be reached than in an IT
liaison's notes, and one threshold for both misses most of the first.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from notesnlp.embed.encoder import Floats

PRIOR_FINDINGS = 0.5
"""Findings that the shipped threshold counts for against those expected in the meeting; best on
corpora/validation and the real meetings of validation among 0, 0.5, 1, 2 and 6."""
LEAST, MOST = 0.05, 0.6
BETA: Mapping[str, float] = {"framing": 1.5, "dependency": 2.0}
"""How many times recall counts as much as precision, where not once; measured on corpora/validation,
corpora/benchmark and corpora/demo together (2026-11-26).

Framing is told apart so well that precision hardly falls: F1 .897 with 1.5 and .900 with 1, recall .88 and
.86. A dependency that is missed costs a move without a network, one that is none a glance: 2 is the
least of 1, 1.5, 2 and 3 with which more than .87 of the hidden ones are found (.804, .866, .892,
.928), at F1 .852, .847, .821 and .784. Other kinds gain nothing."""


def level(scores: Floats, shipped: float, beta: float = 1.0) -> float:
    """The score from which findings of one kind are reported in one meeting.

    Args:
        scores: calibrated probabilities that a finding begins, shape (sentences,).
        shipped: the threshold that did best over all validation meetings.
        beta: see `BETA`.

    Returns:
        The mean of `shipped` and 1 / (1 + beta²) of the F score that the scores let expect, the
        latter weighed by how many findings they let expect; between `LEAST` and `MOST`.
    """
    expected = float(scores.sum())
    ordered = np.sort(scores)[::-1]
    reported = np.arange(1, len(ordered) + 1)
    # What is left of F_beta / (1 + beta²) where true findings are expected ones.
    reach = float(np.max(np.cumsum(ordered) / (reported + beta**2 * expected), initial=0.0))
    mean = (expected * reach + PRIOR_FINDINGS * shipped) / (expected + PRIOR_FINDINGS)
    return float(np.clip(mean, LEAST, MOST))
