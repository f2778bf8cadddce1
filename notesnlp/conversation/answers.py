"""What became of a question: answered, put off, or never answered; and how long one waited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from notesnlp.conversation.backchannels import is_backchannel
from notesnlp.conversation.floor import Stretch
from notesnlp.conversation.patterns import DEFERRED
from notesnlp.conversation.questions import Answer, Outcome, Question
from notesnlp.model.meeting import Meeting, Turn

WAIT_S = 3.0
"""Rowe (1986), "Wait time: slowing down may be a way of speeding up": three seconds of silence
after a question bring longer and more thoughtful answers; people mostly leave one."""
_ANSWER_WITHIN = 3
"""Turns after a question in which its answer may begin: side remarks of others come between."""


def answers(
    meeting: Meeting, questions: Sequence[Question], timed: Sequence[Stretch]
) -> tuple[Question, ...]:
    """`questions` with what came after each that asks for an answer.

    Rhetorical questions and those after which the asker goes on in the same breath, on to
    another question say, have none: nobody else was given the floor.
    """
    begins = {stretch.turn: stretch.start_s for stretch in sorted(timed, key=lambda s: -s.start_s)}
    ends = {stretch.turn: stretch.end_s for stretch in sorted(timed, key=lambda s: s.end_s)}
    return tuple(
        replace(question, answer=_answer(meeting, question, begins, ends))
        if question.type != "rhetorical" and question.last
        else question
        for question in questions
    )


def _answer(
    meeting: Meeting,
    question: Question,
    begins: Mapping[int, float],
    ends: Mapping[int, float],
) -> Answer:
    after = [turn for turn in meeting.turns[question.turn + 1 :] if _says(turn, question)]
    next_turn = after[0] if after else None
    wait_s = None
    if next_turn is not None and question.turn in ends and next_turn.index in begins:
        wait_s = round(max(begins[next_turn.index] - ends[question.turn], 0.0), 3)
    stepped_in = next_turn is not None and next_turn.speaker == question.speaker
    return Answer(_outcome(after[:_ANSWER_WITHIN], question), wait_s, stepped_in)


def _says(turn: Turn, question: Question) -> bool:
    """Whether the turn counts as speech after the question: "Mm" does not, but "Yes" answers."""
    if turn.speaker == question.speaker or question.type == "open":
        return not is_backchannel(turn.text)
    return True


def _outcome(after: Sequence[Turn], question: Question) -> Outcome:
    """Answered where another speaks on it before the asker has asked anew or the meeting ends."""
    for turn in after:
        if turn.speaker == question.speaker:
            return "unanswered"
        if turn.text.rstrip().endswith("?") and len(turn.text.split()) <= _SHORT_REPAIR:
            continue
        return "deferred" if DEFERRED.search(_first_words(turn.text)) else "answered"
    return "unanswered"


_SHORT_REPAIR = 8
"""Words of a question back ("The blue one, you mean?") after which the answer may still come."""
_OPENING_WORDS = 14
"""Words of an answer in which it is put off, if it is: later words may be about something else."""


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_OPENING_WORDS]) if len(words) <= 2 * _OPENING_WORDS else ""


def median_wait(questions: Iterable[Question]) -> float | None:
    """The median silence after questions in seconds; None where nothing was timed."""
    replies = [question.answer for question in questions if question.answer]
    waits = [reply.wait_s for reply in replies if reply.wait_s is not None]
    return round(median(waits), 2) if waits else None
