"""Questions and their types: open, closed, leading, rhetorical.

An **open** question asks for an account in the other's words; a **closed** one for a yes, a no, a
choice or a fact; a **leading** one carries the answer that it wants (tags, negative questions,
suggestions put as questions); a **rhetorical** one wants none, or is answered by the speaker at
once. Greetings ("How are you?") and repairs ("Sorry?") are none.

Source of the types: Freed (1994), "The form and function of questions in informal dyadic
conversation"; for leading questions Loftus and Palmer (1974). By rules over words, no model:
measured in docs/explanation/conversations.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notesnlp.conversation import patterns as say
from notesnlp.model.meeting import Meeting, Sentence, Side

Outcome = Literal["answered", "deferred", "unanswered"]
QuestionType = Literal["open", "closed", "leading", "rhetorical"]

_MARKED = re.compile(r"\?[\"'”’)\]]*\s*$")
_STOPPED = re.compile(r"[.!…][\"'”’)\]]*\s*$")
_FEW_WORDS = 14
"""A question without its mark is short; a longer run that begins like one mostly goes on as a
statement ("what we do is …")."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came after a question that another was to answer.

    Attributes:
        wait_s: silence until somebody spoke again, 0 where they spoke at once or before its end;
            None where the file has no times.
        stepped_in: the asker spoke first, before anybody else.
    """

    outcome: Outcome
    wait_s: float | None
    stepped_in: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question and where it stands in its turn's text (half-open).

    Attributes:
        discovery: an open question about how the other works, lives with it, or feels.
        last: whether the turn ends with it, so that another is to speak.
        answer: what came after it; None where nobody else was given the floor.
    """

    turn: int
    start: int
    end: int
    text: str
    type: QuestionType
    discovery: bool
    last: bool
    speaker: str | None
    side: Side | None
    answer: Answer | None = None


def find_questions(meeting: Meeting, sentences: Sequence[Sentence]) -> list[Question]:
    """The questions among a meeting's sentences, in the order of its text."""
    found = []
    for sentence in sentences:
        turn = meeting.turns[sentence.turn]
        after = turn.text[sentence.end :].strip()
        type = question_type(sentence.text, after)
        if type is None or turn.language:
            continue
        found.append(
            Question(
                turn=turn.index,
                start=sentence.start,
                end=sentence.end,
                text=sentence.text,
                type=type,
                discovery=type == "open" and is_discovery(sentence.text),
                last=not after,
                speaker=turn.speaker,
                side=turn.side,
            )
        )
    return found


def question_type(sentence: str, after: str = "") -> QuestionType | None:
    """The type of a question, or None where `sentence` is none.

    Args:
        sentence: one sentence, with its punctuation or without any.
        after: what the same speaker goes on to say.

    >>> question_type("How do you use our products?"), question_type("It's faster now, isn't it?")
    ('open', 'leading')
    >>> question_type("And what did we get?", "Nothing."), question_type("Sorry?")
    ('rhetorical', None)
    """
    text = _fluent(sentence.strip())
    marked = bool(_MARKED.search(text))
    bare = _without_lead_in(text)
    if say.REPAIR.match(bare) or say.REPAIR.match(text) or say.SOCIAL.match(bare):
        return None
    if say.NO_PROMPT.match(bare):
        return None
    if marked:
        return _marked(text, bare, after)
    if say.RHETORICAL.match(bare):
        return None
    if say.OPEN_PROMPT.match(bare) or say.OPEN_WISH.match(bare):
        return "open"
    if _STOPPED.search(text) or len(bare.split()) > _FEW_WORDS:
        return None
    if say.TAG_WITHOUT_MARK.search(bare) or say.NEGATED_WITHOUT_MARK.match(bare):
        return "leading"
    return _unmarked(bare)


def _marked(text: str, bare: str, after: str) -> QuestionType:
    if say.RHETORICAL.match(bare) or (after and say.SELF_ANSWER.match(after)):
        return "rhetorical"
    if say.OPEN_PROMPT.match(bare) or say.OPEN_WISH.match(bare):
        return "open"
    if say.TAG.search(text) or say.TAG_UNMARKED.search(text) or say.LEADING.match(bare):
        return "leading"
    if say.CLOSED_WH.match(bare):
        return "open" if say.OPEN_IN_CLOSED.search(bare) else "closed"
    if say.OPEN_WH_MARKED.match(bare) or say.OPEN_WH_MARKED.match(_introduced(bare)):
        return "open"
    return "closed"


def _unmarked(bare: str) -> QuestionType | None:
    if say.WH_UNMARKED_OPEN.match(bare) or say.WH_UNMARKED_HAPPENS.match(bare):
        return "open"
    if say.WH_UNMARKED_CLOSED.match(bare) or say.AUX_UNMARKED.match(bare):
        return "closed"
    return None


def _fluent(text: str) -> str:
    """`text` without hesitations, and without what was begun twice.

    >>> _fluent("And how are the, uh, how are the others?")
    'And how are the others?'
    """
    return say.AGAIN.sub(r"\1", say.HESITATION.sub("", text))


def _without_lead_in(text: str) -> str:
    """`text` from where the question itself begins."""
    before = None
    while before != text:
        before = text
        text = say.VOCATIVE.sub("", say.LEAD_IN.sub("", text))
    return text


def _introduced(bare: str) -> str:
    """The question after a few words and a comma: "And the chairs, how …"."""
    return say.INTRODUCED.sub("", bare)


def is_discovery(text: str) -> bool:
    """Whether an open question asks how the other works or fares: "Tell me how you use …".

    >>> is_discovery("Tell me how you use our products."), is_discovery("Why is the port closed?")
    (True, False)
    """
    return bool(say.SOMEBODY_S.search(text) and say.DISCOVERY.search(text))
