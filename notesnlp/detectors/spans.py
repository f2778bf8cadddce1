"""From probabilities of sentences to stretches of text: where a finding begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import Evidence, Kind, quote
from notesnlp.model.meeting import Meeting, Sentence, Turn

LONGEST = 3
"""Sentences of a quote at most, as the annotation guidelines have it."""
_GOES_ON = 0.5
_SCORE_DIGITS = 4
_LOOSE_ENDS = " ,;:–—-"
"""Marks that end a clause but no quote."""


@dataclass(frozen=True, slots=True)
class Span:
    """Sentences `first` up to but not including `last`, all of one turn, and the score."""

    first: int
    last: int
    score: float


def find_spans(
    sentences: Sequence[Sentence], judgments: Judgments, kind: Kind, threshold: float
) -> Iterator[Span]:
    """The stretches in which a finding of `kind` begins with at least `threshold`.

    A sentence that rather goes on with the finding before it than begins one of its own
    belongs to that one.
    """
    begins, goes_on = judgments.begins[kind], judgments.goes_on[kind]
    number = 0
    while number < len(sentences):
        score = round(float(begins[number]), _SCORE_DIGITS)
        last = number + 1
        if score >= threshold:
            while (
                last < len(sentences)
                and last - number < LONGEST
                and sentences[last].turn == sentences[number].turn
                and goes_on[last] >= max(_GOES_ON, begins[last])
            ):
                last += 1
            yield Span(number, last, score)
        number = last


def evidence(
    meeting: Meeting, sentences: Sequence[Sentence], span: Span, kind: Kind
) -> tuple[Evidence, Turn]:
    """The quote of a span, and its turn."""
    turn = meeting.turns[sentences[span.first].turn]
    start, end = _findable(turn, sentences[span.first].start, sentences[span.last - 1].end)
    end = start + len(turn.text[start:end].rstrip(_LOOSE_ENDS))
    return quote(meeting, turn, start, end, kind=kind), turn


def _findable(turn: Turn, start: int, end: int) -> tuple[int, int]:
    """The longest part of the range that stands in the file as one string.

    Where every cue repeats its speaker's label, words on both sides of a label could not
    be found in the file by searching for the quote.
    """
    cuts = [
        piece.start for piece in turn.pieces if piece.label_before and start < piece.start < end
    ]
    if not cuts:
        return start, end
    bounds = [start, *cuts, end]
    first, last = max(pairwise(bounds), key=lambda part: part[1] - part[0])
    text = turn.text[first:last]
    return first + len(text) - len(text.lstrip()), first + len(text.rstrip())


def mean_value(judgments: Judgments, attribute: str, span: Span) -> np.ndarray:
    """The probabilities of an attribute's values over the sentences of a span.

    Returns:
        Array of shape (values,).
    """
    return np.asarray(judgments.values[attribute][span.first : span.last].mean(axis=0))
