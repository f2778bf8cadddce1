"""A denial raises a finding: whoever says that IT needn't do anything speaks of something IT should hear of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from notesnlp.language.context import holds
from notesnlp.learn.judge import Judgments
from notesnlp.model.meeting import Sentence

_RAISED = 4.0
"""Odds of a finding where IT's part is denied against those that the judge gives. On corpora/validation
factors up to 6 neither find nor cost anything: the denials there are found without (2026-11-26)."""


def denials(sentences: Sequence[Sentence]) -> NDArray[np.bool_]:
    """For each sentence whether it, or the next one of its turn, denies IT's part.

    "It's all plug and play" stands in the sentence of the event or right after it.
    """
    denied = [holds(item.text, "denied") for item in sentences]
    turns = [item.turn for item in sentences]
    after = zip(denied[1:], turns, turns[1:], strict=False)
    before = [*(later and turn == following for later, turn, following in after), False]
    return np.array([here or later for here, later in zip(denied, before, strict=False)], bool)


def raised_by_denial(sentences: Sequence[Sentence], judgments: Judgments) -> Judgments:
    """`judgments` with surer dependencies in sentences that deny IT's part, or before such a one."""
    begins = judgments.begins["dependency"].copy()
    chosen = denials(sentences)[: len(begins)]
    odds = _RAISED * begins[chosen] / np.maximum(1 - begins[chosen], 1e-6)
    begins[chosen] = odds / (1 + odds)
    return replace(judgments, begins={**judgments.begins, "dependency": begins})
