"""The need detector."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from notesnlp.detectors.spans import Span, evidence, find_spans, mean_value
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import TYPES, Need
from notesnlp.model.meeting import Meeting, Sentence, UnitKind

_KINDS: tuple[UnitKind, UnitKind] = ("external", "internal")


def find_needs(
    meeting: Meeting, sentences: Sequence[Sentence], judgments: Judgments, threshold: float
) -> list[Need]:
    """The needs of a meeting, with their type and whose they are."""
    spans = list(find_spans(sentences, judgments, "need", threshold))
    customer = _customer(meeting, judgments, spans)
    return [
        Need(
            evidence=evidence(meeting, sentences, span, "need")[0],
            type=TYPES["need"][int(mean_value(judgments, "need.type", span).argmax())],
            score=span.score,
            customer=customer,
        )
        for span in spans
    ]


def _customer(meeting: Meeting, judgments: Judgments, spans: Sequence[Span]) -> UnitKind:
    """Whose needs are told: the roster's word, else what the meeting's needs as a whole sound like.

    One kind a meeting: customers from outside and from inside are hardly ever met together.
    """
    if meeting.unit_kind:
        return meeting.unit_kind
    if not spans:
        return "external"
    votes = np.mean([mean_value(judgments, "need.customer", span) for span in spans], axis=0)
    return _KINDS[int(votes.argmax())]
