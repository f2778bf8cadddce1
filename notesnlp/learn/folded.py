"""A meeting's text folded, so that quotes are found in it however they were typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from notesnlp.model.meeting import Meeting

_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "}
)
_LABEL = re.compile(r"^\s*[A-Z][\w.'’ \-]{0,40}(?::|\s[-–—])\s+")
"""An annotator may have copied the speaker's label with the words."""
_MARKUP = re.compile(r"[*_`>#]")


class FoldedText:
    """A meeting's text with typography, markup, case and white space folded, and the way back.

    Two quotes of one passage compare equal here however they were typed.
    """

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        parts: list[str] = []
        self._turns: list[int] = []
        self._starts: list[int] = []
        self._maps: list[list[int]] = []
        length = 0
        for turn in meeting.turns:
            folded, places = fold_with_places(turn.text)
            if not folded:
                continue
            length += bool(parts)
            self._turns.append(turn.index)
            self._starts.append(length)
            self._maps.append(places)
            parts.append(folded)
            length += len(folded)
        self.text = " ".join(parts)

    @cached_property
    def _lines(self) -> list[int]:
        return [self._meeting.turns[turn].line for turn in self._turns]

    def find(self, quote: str, line: int | None) -> tuple[int, int] | None:
        """Where `quote` stands, the occurrence nearest to `line` of the file; None if nowhere."""
        for wanted in (fold(quote), fold(_LABEL.sub("", quote))):
            found = [match.start() for match in re.finditer(re.escape(wanted), self.text)]
            if wanted and found:
                break
        else:
            return None
        start = min(found, key=lambda at: abs(self._line_at(at) - line) if line else at)
        return start, start + len(wanted)

    def span_of(self, turn: int, start: int, end: int) -> tuple[int, int]:
        """Where the stretch of a turn's own text stands in the folded text."""
        if turn not in self._turns:
            return -1, -1
        number = self._turns.index(turn)
        places = self._maps[number]
        inside = [at for at, place in enumerate(places) if start <= place < end]
        if not inside:
            return -1, -1
        return self._starts[number] + inside[0], self._starts[number] + inside[-1] + 1

    def ranges(self, span: tuple[int, int]) -> tuple[tuple[int, int, int], ...]:
        """The stretches of the turns' own text that make up `span` of the folded text."""
        found = []
        for number, start in enumerate(self._starts):
            places = self._maps[number]
            first, last = max(span[0], start) - start, min(span[1], start + len(places)) - start
            if first < last:
                found.append((self._turns[number], places[first], places[last - 1] + 1))
        return tuple(found)

    def _line_at(self, at: int) -> int:
        number = max(bisect_right(self._starts, at) - 1, 0)
        places = self._maps[number]
        offset = places[min(at - self._starts[number], len(places) - 1)]
        return self._meeting.turns[self._turns[number]].line_at(offset)


def fold(text: str) -> str:
    """`text` with typography, markup, case and white space folded.

    >>> fold("It’s  *late*")
    "it's late"
    """
    return fold_with_places(text)[0]


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset in `text` that it comes from."""
    characters: list[str] = []
    places: list[int] = []
    gap = False
    for offset, character in enumerate(text):
        for piece in character.translate(_FOLD):
            if piece.isspace() or _MARKUP.match(piece):
                gap = bool(characters)
                continue
            for folded in piece.casefold():
                if gap:
                    characters.append(" ")
                    places.append(offset)
                    gap = False
                characters.append(folded)
                places.append(offset)
    return "".join(characters), places
