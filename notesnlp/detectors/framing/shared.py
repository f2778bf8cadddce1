"""Terms that need no explanation any more: the customer used them first, or they were explained."""

from __future__ import annotations

import re

from notesnlp.config import Terms
from notesnlp.detectors.framing.terms import bare, terms_by_turn
from notesnlp.model.meeting import Meeting, Turn

_AFTER = re.compile(
    r"^[\"”’']?\s*+(?:\((?=[^)]*\s[^)]*\))|[,;:–—-]{0,2}\s*+(?:so\s+|or\s+|basically\s+)?(?:that['’]?s\s+(?:the|a|an|what|where|how|just|when|basically)\b|that\s+is\b|which\s+(?:is|means|just\s+means)\s+(?:the|a|an|that|what|where|how|just|you|we)\b"
    r"|meaning\b|i\.?\s?e\.?\b|in\s+other\s+words\b|in\s+plain\s+(?:words|english)\b|is\s+(?:just|simply|basically)?\s*(?:the|what|how|where|when|our\s+name\s+for)\b|means\s+(?:that|the|you|we|it)\b|stands\s+for\b|by\s+which\s+(?:i|we)\s+mean\b)"
    r"|\s*[–—]\s*(?:the|a|an|your)\s)",
    re.I,
)
_BEFORE = re.compile(
    r"(?:what\s+(?:we|they|people|it)\s+calls?|(?:which|that)\s+(?:we|they|people)\s+call|(?:is|are|it['’]s)\s+called|known\s+as|the\s+(?:word|term|jargon)\s+(?:for\s+(?:it|that)\s+)?is|in\s+our\s+language)\s+(?:a\s+|an\s+|the\s+)?[\"“‘']?$",
    re.I,
)
_ASIDE_CHARACTERS = 60
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_SHORTEST_ACRONYM = 3
"""Letters of an acronym that is looked for as words: of two, chance finds too many."""


class SharedTerms:
    """From which turn on each term of a meeting needs no explanation.

    Args:
        meeting: the meeting.
        terms: the organisation's own, for this audience.
    """

    def __init__(self, meeting: Meeting, terms: Terms) -> None:
        self._from: dict[str, int] = {}
        self._words: dict[str, int] = {}
        for turn, found in zip(meeting.turns, terms_by_turn(meeting, terms), strict=True):
            if turn.side == "customer":
                for word in _WORD.findall(turn.text):
                    self._words.setdefault(bare(word), turn.index + 1)
            for term in found:
                if turn.side == "customer":
                    self._from.setdefault(bare(term), turn.index + 1)
                elif explained(term, turn):
                    self._from.setdefault(bare(term), turn.index)

    def said(self, word: str, turn: Turn) -> bool:
        """Whether a customer used `word`, technical or not, before `turn`."""
        return self._words.get(bare(word), turn.index + 1) <= turn.index

    def free(self, term: str, turn: Turn) -> bool:
        """Whether `term` needs no explanation in `turn`."""
        return self._from.get(bare(term), turn.index + 1) <= turn.index


def explained(term: str, turn: Turn) -> bool:
    """Whether `turn` says what `term` is: in words beside it, or an acronym's own words.

    >>> from notesnlp.model.meeting import Piece
    >>> said = "It needs MFA, that's the code on your phone, and SAML."
    >>> turn = Turn(0, None, said, (Piece(0, 1, 0),))
    >>> explained("MFA", turn), explained("SAML", turn)
    (True, False)
    """
    for found in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", turn.text):
        before = turn.text[max(0, found.start() - _ASIDE_CHARACTERS) : found.start()]
        after = turn.text[found.end() : found.end() + _ASIDE_CHARACTERS]
        if _AFTER.match(after) or _BEFORE.search(before):
            return True
    return _spelt_out(term, turn.text)


def _spelt_out(term: str, text: str) -> bool:
    """Whether words whose first letters make up the acronym stand in `text`."""
    letters = term.rstrip("s").lower()
    if not term[:2].isupper() or len(letters) < _SHORTEST_ACRONYM:
        return False
    words = [word for word in re.split(r"[\s-]+", text) if _WORD.match(word)]
    initials = "".join(word[0].lower() for word in words)
    at = initials.find(letters)
    while at >= 0:
        if all(word[0].isalpha() and not word.isupper() for word in words[at : at + len(letters)]):
            return True
        at = initials.find(letters, at + 1)
    return False
