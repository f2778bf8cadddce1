"""A denial raises a finding: whoever says that IT needn't do anything speaks of something IT should hear of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from notesnlp.language.context import holds
from notesnlp.learn.judge import Judgments
from notesnlp.model.meeting import Sentence

_RAISED = 4.0
"""Odds of a finding where IT's part is denied against those that the judge gives. On corpora/validation
factors up to 6 neither find nor cost anything: the denials there are found without (2026-11-26)."""


def denied_in(sentence: Sentence, after: Sentence | None) -> bool:
    """Whether `sentence`, or the next one of its turn, denies IT's part."""
    return holds(sentence.text, "denied") or (
        after is not None and after.turn == sentence.turn and holds(after.text, "denied")
    )


def raised_by_denial(sentences: Sequence[Sentence], judgments: Judgments) -> Judgments:
    """`judgments` with surer dependencies in sentences that deny IT's part, or before such a one.

    "It's all plug and play" stands in the sentence of the event or in the next of its turn.
    """
    denied = np.array([holds(item.text, "denied") for item in sentences], bool)
    before = np.array(
        [
            later and sentences[at].turn == sentences[at + 1].turn
            for at, later in enumerate(denied[1:])
        ]
        + [False] * bool(len(sentences)),
        bool,
    )
    begins = judgments.begins["dependency"].copy()
    chosen = (denied | before)[: len(begins)]
    odds = _RAISED * begins[chosen] / np.maximum(1 - begins[chosen], 1e-6)
    begins[chosen] = odds / (1 + odds)
    return replace(judgments, begins={**judgments.begins, "dependency": begins})
