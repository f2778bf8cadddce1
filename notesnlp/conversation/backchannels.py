"""Back-channels: what listeners say to show that they listen, without wanting the floor.

Source: Yngve (1970), "On getting a word in edgewise"; Schegloff (1982), "Discourse as an
interactional achievement".
"""

from __future__ import annotations

import re

from notesnlp.model.meeting import Meeting

_LONGEST = 4
"""Words of a back-channel at most: "oh yeah, of course" is one, a longer answer says something."""
_SOUNDS = frozenset(
    """mm mmm mhm hm hmm hmmm mh uh-huh uhuh uh-hu mm-hmm mm-mm mmhmm uh um er ah aha oh ooh wow ha haha
    yeah yep yes yea yup ye aye ya 'kay kay k okay ok o.k okey right alright sure true exactly absolutely
    definitely indeed cool great good nice fine lovely perfect brilliant excellent fantastic really gosh
    no nope well so and but""".split()
)
_PHRASES = re.compile(
    r"\b(?:of course|i see|got it|i know|all right|fair enough|makes sense|that['’]s (?:right|true|it|good|great|fine|fair)"
    r"|that makes sense|no way|oh dear|oh no|oh my|i bet|i understand|go on|very (?:good|nice|true)|for sure"
    r"|quite so|you['’]re right|indeed so|thank you|thanks|my goodness|good grief|not bad)\b",
    re.I,
)
_WORD = re.compile(r"[\w'’.\-]+")
_QUESTION = re.compile(r"\?[\"'”’)]*\s*$")


def is_backchannel(text: str) -> bool:
    """Whether `text` is nothing but a sign of listening.

    Of a question's answer ("Yeah.") the words alone do not tell; `heard_only` looks at what
    stands before it.

    >>> is_backchannel("Mm-hmm. Right."), is_backchannel("Right, the lorries are late.")
    (True, False)
    """
    if "?" in text:
        return False
    words = _WORD.findall(text)
    if not words or len(words) > _LONGEST:
        return not words
    rest = _PHRASES.sub(" ", text.lower())
    return all(word.strip(".'’-_") in _SOUNDS or not word.strip(".'’-_") for word in _WORD.findall(rest))  # fmt: skip


def heard_only(meeting: Meeting) -> frozenset[int]:
    """The turns that are back-channels: not where they may answer another speaker's question."""
    found = set()
    asked_by: str | None = None
    open_question = False
    for turn in meeting.turns:
        answers = open_question and turn.speaker != asked_by
        if is_backchannel(turn.text) and not answers:
            found.add(turn.index)
            continue
        open_question = bool(_QUESTION.search(turn.text))
        asked_by = turn.speaker
    return frozenset(found)
