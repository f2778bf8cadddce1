"""What the linear head adds up for one sentence.

A linear model's output is the sum of its inputs times their weights. Told against the mean
sentence of the meeting, each product is the Shapley value of its input where inputs are taken as
independent (Lundberg & Lee, "A Unified Approach to Interpreting Model Predictions", NeurIPS 2017,
section 4.1), so the parts add up to the score and nothing is estimated. The 768 numbers of the
encoder mean nothing one by one; they are told as one part, and `trials` says which words they
come from.
"""

from __future__ import annotations

import numpy as np

from notesnlp.embed.encoder import Floats
from notesnlp.embed.windows import POOLED
from notesnlp.explain.explanation import Part
from notesnlp.learn.features import NAMES, words_behind
from notesnlp.learn.judge import Heads
from notesnlp.learn.labels import BEGIN


def weigh(heads: Heads, weighed: Floats, at: int, sentence: str, kind: str) -> tuple[float, list[Part]]:  # fmt: skip
    """The log odds of the mean sentence, and what sentence `at` adds to them.

    Args:
        heads: of the judge.
        weighed: what they weigh of all sentences of the meeting, shape (sentences, 768 + features).
        at: number of the sentence.
        sentence: its text.
        kind: of finding.

    Returns:
        The calibrated log odds of the mean sentence, and all parts, the largest first.
    """
    slope, intercept = heads.arrays["calibration"][list(BEGIN).index(kind)]
    weights = heads.arrays["flags.weight"][BEGIN[kind]]
    bias = heads.arrays["flags.bias"][BEGIN[kind]]
    mean = weighed.mean(axis=0)
    beyond = weighed[at] - mean
    added = slope * weights * beyond
    behind = words_behind(sentence)
    parts = [Part("encoder", float(added[:POOLED].sum()))]
    parts += [
        Part(name, float(value), behind.get(name), bool(more < 0))
        for name, value, more in zip(NAMES, added[POOLED:], beyond[POOLED:], strict=True)
    ]
    parts.sort(key=lambda part: -abs(part.adds))
    return float(slope * (weights @ mean + bias) + intercept), parts


def odds(probability: float) -> float:
    """The log odds of a probability, kept finite.

    >>> round(odds(0.5), 3)
    0.0
    """
    clipped = min(max(probability, 1e-6), 1 - 1e-6)
    return float(np.log(clipped / (1 - clipped)))
