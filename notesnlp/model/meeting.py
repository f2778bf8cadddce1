"""The meeting model: Meeting, Turn, Sentence, Speaker.

Everything is frozen: readers build it, detectors read it, nobody changes it.
Offsets are half-open character ranges of a turn's own text.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Side = Literal["it", "customer", "sales", "other"]
UnitKind = Literal["external", "internal"]
Form = Literal["transcript", "notes", "minutes", "mail"]

PSEUDONYMS: Mapping[Side | None, str] = {
    "it": "IT",
    "customer": "Customer",
    "sales": "Sales",
    "other": "Person",
    None: "Person",
}
"""What people are called in redacted runs, with a number behind it: "Customer 3"."""
_PSEUDONYM = re.compile(rf"(?:{'|'.join(sorted(set(PSEUDONYMS.values())))}) \d+\b")


def is_pseudonym(name: str) -> bool:
    """Whether somebody is called so by redaction.

    >>> is_pseudonym("Customer 3, Parks"), is_pseudonym("Dana Reyes")
    (True, False)
    """
    return _PSEUDONYM.match(name) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn's text that stands unbroken on one line of the file.

    Attributes:
        start: offset in the turn's text at which the stretch begins.
        line: 1-based line of the file (of its extracted text for docx, eml, json).
        column: 0-based character of that line at which the stretch begins.
        label_before: a speaker's label stands in the file between this stretch and
            the one before it, so the two are not found there as one string.
        start_s: second at which its words begin, where the file times them apart from the
            turn's other words: one cue or segment.
        end_s: second at which they end.
    """

    start: int
    line: int
    column: int
    label_before: bool = False
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without interruption, one bullet, or one paragraph."""

    index: int
    speaker: str | None
    text: str
    pieces: tuple[Piece, ...]
    side: Side | None = None
    start_s: float | None = None
    end_s: float | None = None
    language: str | None = None
    """ISO 639 code where it is surely not English: such turns are read, and not judged."""

    @property
    def line(self) -> int:
        """The 1-based line at which the turn's text begins."""
        return self.pieces[0].line

    def piece_at(self, offset: int) -> Piece:
        """The piece that holds the character at `offset` of the turn's text."""
        found = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        return self.pieces[max(found, 0)]

    def line_at(self, offset: int) -> int:
        """The file's line on which the character at `offset` stands."""
        return self.piece_at(offset).line

    def place_at(self, offset: int) -> tuple[int, int]:
        """The file's 1-based line and 0-based column of the character at `offset`."""
        piece = self.piece_at(offset)
        return piece.line, piece.column + offset - piece.start


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a clause of unpunctuated speech: `text` is the turn's from `start` to `end`."""

    turn: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks or is listed as present."""

    name: str
    role: str | None = None
    side: Side | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the characters of a file; blanks do not count.

    Attributes:
        characters: of the file's text, labels and times included.
        modelled: that are part of a turn.
        left_out: that are none, by what they are: ``speakers``, ``times``, ``signatures``.
        warnings: what a person should know of the file, such as pages without text.
    """

    characters: int
    modelled: int
    left_out: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        """Characters of which nobody can say what became of them; below 0 where some count twice."""
        return self.characters - self.modelled - sum(size for _, size in self.left_out)

    @property
    def share(self) -> float:
        """Of the characters, modelled or left out with a reason (0 to 1)."""
        return 1 - max(self.lost, 0) / self.characters if self.characters else 1.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, as its file tells it.

    Attributes:
        name: the path below the folder that was analysed, with forward slashes.
        format: the reader that read it, such as ``webvtt``.
        form: how it was written down.
        date: the day it was held, or None where nothing tells.
        unit: the customer or business unit met.
        unit_kind: ``external`` pays for products or services, ``internal`` is served inside.
    """

    name: str
    format: str
    form: Form
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...] = ()
    date: dt.date | None = None
    unit: str | None = None
    unit_kind: UnitKind | None = None
    title: str | None = None
    people: tuple[Speaker, ...] = field(default=(), repr=False)
    """Everybody who may be named in it: the roster's people, present or not."""
    reading: Reading | None = None
    """How much of its file is in the turns; None where the meeting was not read from one."""

    @property
    def telling_sides(self) -> tuple[Side | None, ...]:
        """Each turn's side as the models read it: unknown throughout where nobody is from IT.

        Among customers alone a side tells nothing, and it would set such meetings apart from
        the same ones without a roster.
        """
        sides = tuple(turn.side for turn in self.turns)
        return sides if "it" in sides else (None,) * len(sides)

    @property
    def languages(self) -> dict[str, int]:
        """Characters of turns that are not English, by language."""
        found: dict[str, int] = {}
        for turn in self.turns:
            if turn.language:
                found[turn.language] = found.get(turn.language, 0) + len(turn.text)
        return found

    @property
    def words(self) -> int:
        """Whitespace-separated words of all turns."""
        return sum(len(turn.text.split()) for turn in self.turns)
