"""The framing detector."""

from __future__ import annotations

from collections.abc import Sequence

from notesnlp.config import Terms
from notesnlp.detectors.framing.advice import RULES, WHY, ask, say_instead
from notesnlp.detectors.framing.terms import technical_terms
from notesnlp.detectors.spans import evidence, find_spans, mean_value
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import Framing
from notesnlp.model.meeting import Meeting, Sentence, Turn

_UNKNOWN_SIDE = 0.8
"""Score that a finding needs where it is not known whose side the speaker is on: a customer's own
tech talk is never framing, and a linter that cries wolf is turned off."""


def find_framing(
    meeting: Meeting,
    sentences: Sequence[Sentence],
    judgments: Judgments,
    threshold: float,
    *,
    terms: Terms,
) -> list[Framing]:
    """The tech-heavy framing of a meeting's IT side, with better wording and a question each."""
    names = [part for person in meeting.people for part in person.name.split()]
    found = []
    for span in find_spans(sentences, judgments, "framing", threshold):
        place, turn = evidence(meeting, sentences, span, "framing")
        if not _may_be_it(meeting, turn, span.score, threshold):
            continue
        values = mean_value(judgments, "framing.type", span)
        kind = judgments.names["framing.type"][int(values.argmax())]
        faults = technical_terms(place.quote, terms, known=names)
        found.append(
            Framing(
                evidence=place,
                type=kind,
                score=span.score,
                terms=faults,
                rule=RULES[kind],
                why=WHY[kind],
                say_instead=say_instead(kind, faults),
                ask=ask(kind, place.quote),
            )
        )
    return found


def _may_be_it(meeting: Meeting, turn: Turn, score: float, threshold: float) -> bool:
    """Whether the words may be the IT side's.

    Of a known side only IT's are; of nobody in typed notes they are the note-taker's, who
    counts as IT; else only where the score is high.
    """
    if turn.side is not None:
        return turn.side == "it"
    if meeting.form == "notes" and turn.speaker is None:
        return True
    return score >= max(_UNKNOWN_SIDE, threshold)
