"""The idea detector."""

from __future__ import annotations

from collections.abc import Sequence

from notesnlp.detectors.spans import evidence, find_spans
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import Idea
from notesnlp.model.meeting import Meeting, Sentence


def find_ideas(
    meeting: Meeting, sentences: Sequence[Sentence], judgments: Judgments, threshold: float
) -> list[Idea]:
    """The ideas of a meeting, from anybody; their themes are found over all meetings later."""
    return [
        Idea(evidence=evidence(meeting, sentences, span, "idea")[0], type="idea", score=span.score)
        for span in find_spans(sentences, judgments, "idea", threshold)
    ]
