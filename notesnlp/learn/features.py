"""What a sentence shows on its surface: facts beside its vector that the heads weigh.

Measured on two validation organisations and two others with the encoder tuned on five:
mean best F1 of the five kinds .461 by vectors alone, .526 with length, form and side
(2026-11-25, `make models`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

import numpy as np

from notesnlp.embed.encoder import Floats
from notesnlp.language.context import contexts
from notesnlp.language.cues import Category
from notesnlp.model.meeting import Form, Meeting, Sentence, Side

_FORMS: tuple[Form, ...] = get_args(Form)
_SIDES = (*get_args(Side), None)
_CONTEXTS: tuple[Category, ...] = get_args(Category)
_PATTERNS: dict[str, re.Pattern[str]] = {
    "question": re.compile(r"\?\s*[\"'”’)]*$"),
    "undertakes": re.compile(
        r"\b(?:I['’]ll|I will|we['’]ll|we will|let me|I can|leave (?:it|that) with|undertook|agreed to|will|would|shall|to send|to bring)\b",
        re.I,
    ),
    "what if": re.compile(
        r"\b(?:what if|why (?:not|don['’]t|can['’]t|couldn['’]t)|how about|couldn['’]t (?:we|you|they)|suggest\w*|propos\w+|maybe we|wonder\w*|idea|imagine)\b",
        re.I,
    ),
    "asks for": re.compile(
        r"\b(?:could (?:we|you|I)|can (?:we|you|I)|I['’]d (?:like|love)|we['’]d (?:like|love)|wish|would help|would be (?:nice|good|grand|lovely)|if only|asked (?:that|for|whether|if))\b",
        re.I,
    ),
    "still": re.compile(r"\b(?:still|again|yet|since|ages|waiting|months?|never)\b", re.I),
    "time": re.compile(
        r"\d|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july"
        r"|august|september|october|november|december|spring|summer|autumn|fall|winter|next|week|month|year|tomorrow|easter|christmas)\b",
        re.I,
    ),
    "i": re.compile(r"\b(?:I|me|my|I['’]\w+)\b"),
    "we": re.compile(r"\b(?:we|us|our|we['’]\w+)\b", re.I),
    "you": re.compile(r"\b(?:you|your|yous|ye|you['’]\w+)\b", re.I),
    "acronym": re.compile(r"\b[A-Z]{2,6}s?\b"),
}
_TURN_LONG = 5.0

NAMES: tuple[str, ...] = (
    "log characters",
    "log words of the turn",
    "first of the turn",
    "last of the turn",
    *_FORMS,
    *(f"side {side}" for side in _SIDES),
    *_PATTERNS,
    *_CONTEXTS,
)
"""The features in their order."""


def words_behind(sentence: str) -> dict[str, str]:
    """The words of `sentence` that make each of the patterns among `NAMES` true.

    >>> words_behind("We wait.")
    {'we': 'We'}
    """
    return {
        name: found[0]
        for name, pattern in _PATTERNS.items()
        if (found := pattern.search(sentence)) is not None
    }


def surface(meeting: Meeting, sentences: Sequence[Sentence], *, sides: bool = True) -> Floats:
    """The surface features of all sentences.

    Args:
        meeting: gives form and sides.
        sentences: of all its turns, in order.
        sides: False shows every speaker as of an unknown side.

    Returns:
        Array of shape (sentences, len(NAMES)).
    """
    rows = np.zeros((len(sentences), len(NAMES)), np.float32)
    forms = [float(meeting.form == form) for form in _FORMS]
    lengths = [min(np.log(1 + len(turn.text.split())), _TURN_LONG) for turn in meeting.turns]
    known_sides = meeting.telling_sides if sides else (None,) * len(meeting.turns)
    for number, sentence in enumerate(sentences):
        side = known_sides[sentence.turn]
        held = contexts(sentence.text)
        before = sentences[number - 1].turn if number else -1
        after = sentences[number + 1].turn if number + 1 < len(sentences) else -1
        rows[number] = [
            np.log(len(sentence.text)),
            lengths[sentence.turn],
            before != sentence.turn,
            after != sentence.turn,
            *forms,
            *(side == known for known in _SIDES),
            *(pattern.search(sentence.text) is not None for pattern in _PATTERNS.values()),
            *(category in held for category in _CONTEXTS),
        ]
    return rows
