"""The framing detector."""

from __future__ import annotations

from collections.abc import Sequence

from notesnlp.config import FramingRules, Terms
from notesnlp.detectors.framing.advice import RULES, WHY, say_instead
from notesnlp.detectors.framing.apart import phrases_apart
from notesnlp.detectors.framing.asking import ask
from notesnlp.detectors.framing.ignored import ignored_rules
from notesnlp.detectors.framing.shared import SharedTerms
from notesnlp.detectors.framing.terms import name_words, rare_words, technical_terms, tools_named
from notesnlp.detectors.framing.topics import topic_of
from notesnlp.detectors.spans import evidence, find_spans, mean_value
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import Framing
from notesnlp.model.meeting import Meeting, Sentence, Turn

_UNKNOWN_SIDE = 0.8
"""Score that a finding needs where it is not known whose side the speaker is on: a customer's own
tech talk is never framing, and a linter that cries wolf is turned off."""

_TURNS_BEFORE = 2
"""Turns that tell what the talk is about, besides the one in which a finding stands."""
_CHARACTERS_BEFORE = 500
"""What was said longer ago may have been about something else."""


def find_framing(
    meeting: Meeting,
    sentences: Sequence[Sentence],
    judgments: Judgments,
    threshold: float,
    *,
    terms: Terms,
    rules: FramingRules = FramingRules(),  # noqa: B008 - frozen
) -> list[Framing]:
    """The tech-heavy framing of a meeting's IT side, with better wording and a question each.

    Jargon whose every term the customer used first, or was explained on the spot, gives no
    finding. Where none is known for one, the words that are rare in general English are named. Rules that
    the settings switch off, or that a mark in the notes ignores, give no finding.
    """
    spans = list(find_spans(sentences, judgments, "framing", threshold))
    if not spans:
        return []
    names = name_words(meeting)
    own = terms.heard_by(meeting.unit, meeting.unit_kind)
    shared = SharedTerms(meeting, own)
    ignored = ignored_rules(meeting)
    found = []
    for span in spans:
        place, turn = evidence(meeting, sentences, span, "framing")
        if not may_be_it(meeting, turn, span.score, threshold):
            continue
        values = mean_value(judgments, "framing.type", span)
        kind = judgments.names["framing.type"][int(values.argmax())]
        rule = RULES[kind]
        if rules.severity(rule) == "off" or rule in ignored.get(turn.index, ()):
            continue
        if kind == "it_vs_business":
            faults = phrases_apart(place.quote)
        else:
            told = technical_terms(place.quote, Terms(technical=own.technical), known=names)
            kept = technical_terms(place.quote, own, known=names)
            faults = tuple(term for term in kept if not shared.free(term, turn))
            if kind == "jargon" and told and not faults:
                continue
            if not told:
                words = (
                    rare_words(place.quote, names) if kind == "jargon" else tools_named(place.quote)
                )
                faults = tuple(word for word in words if not shared.said(word, turn))
        topic = topic_of(kind, place.quote, faults, _before(meeting, turn, place.end))
        found.append(
            Framing(
                evidence=place,
                type=kind,
                score=span.score,
                terms=faults,
                rule=rule,
                why=WHY[kind],
                say_instead=say_instead(kind, faults, place.quote, topic),
                ask=ask(kind, topic),
                severity=rules.severity(rule),
            )
        )
    return found


def _before(meeting: Meeting, turn: Turn, end: int) -> str:
    """What was said before `end` of the turn; bullets and paragraphs stand for themselves."""
    first = max(turn.index - _TURNS_BEFORE, 0) if meeting.form == "transcript" else turn.index
    said = [other.text for other in meeting.turns[first : turn.index]]
    return " ".join([*said, turn.text[:end]])[-_CHARACTERS_BEFORE:]


def may_be_it(meeting: Meeting, turn: Turn, score: float, threshold: float) -> bool:
    """Whether the words may be the IT side's.

    Of a known side only IT's are; of nobody in typed notes they are the note-taker's, who
    counts as IT; else only where the score is high.
    """
    if turn.side is not None:
        return turn.side == "it"
    if meeting.form == "notes" and turn.speaker is None:
        return True
    return score >= max(_UNKNOWN_SIDE, threshold)
