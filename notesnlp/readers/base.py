"""What every reader shares: the Document it returns and the builder of its turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from notesnlp.config import Limits
from notesnlp.model.meeting import Form, Piece, Turn

_LONGEST_IN_HEAD = 20_000
"""Characters: no title, date or list of those present is longer."""
LIMITS = Limits()
"""The default limits."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file's text, or a part of one.

    Attributes:
        number: 1-based, in the file or its extracted text.
        text: what stands there.
        column: 0-based character of that line at which `text` begins: not 0 after a soft
            break within a paragraph of a Word document.
    """

    number: int
    text: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader finds in a file: turns with speakers as written, and what the format tells.

    Attributes:
        head: the first lines as text, where title, date and those present are announced.
        date: from the format's own metadata (a mail's Date, a recording's start), never guessed.
        fields: front matter, headers and the like, keys in lower case.
        attendees: names that the format lists, such as a mail's addressees.
        characters: of the file's text, blanks not counted, whether or not they are modelled.
        left_out: of these, the characters that are no part of a turn, by what they are.
        warnings: what a person should know of the file, such as pages without text.
    """

    format: str
    form: Form
    turns: tuple[Turn, ...]
    head: str = ""
    title: str | None = None
    date: dt.date | None = None
    fields: dict[str, str] = field(default_factory=dict)
    attendees: tuple[str, ...] = ()
    characters: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """Turns a file's bytes into a Document.

    Attributes:
        format: its name, as in ``meetings.csv``.
        suffixes: the file name endings it takes.
    """

    format: str
    suffixes: tuple[str, ...]

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """Read `data`.

        Raises:
            ReadError: `data` is not of the format, or breaks a limit; says where, why and
                what to do.
        """


class TurnBuilder:
    """Collects the stretches of one turn, joined by single spaces, and remembers their places."""

    def __init__(self, speaker: str | None, start_s: float | None = None) -> None:
        self.speaker = speaker
        self.start_s = start_s
        self.end_s: float | None = None
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def add(
        self,
        text: str,
        line: int,
        column: int = 0,
        *,
        label_before: bool = False,
        start_s: float | None = None,
        end_s: float | None = None,
    ) -> None:
        """Append `text`, which stands at `line` and `column` of the file and has times of its own or none."""
        column += len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return
        if self._parts:
            self._length += 1
        labelled = label_before and bool(self._parts)
        self._pieces.append(Piece(self._length, line, column, labelled, start_s, end_s))
        self._parts.append(text)
        self._length += len(text)

    def build(self, index: int) -> Turn | None:
        """The turn, or None where nothing was said."""
        if not self._parts:
            return None
        return Turn(
            index=index,
            speaker=self.speaker,
            text=" ".join(self._parts),
            pieces=tuple(self._pieces),
            start_s=self.start_s,
            end_s=self.end_s,
        )


def build_turns(builders: Iterable[TurnBuilder]) -> tuple[Turn, ...]:
    """The turns of `builders`, numbered from 0, empty ones left out."""
    turns: list[Turn] = []
    for builder in builders:
        turn = builder.build(len(turns))
        if turn is not None:
            turns.append(turn)
    return tuple(turns)


def in_a_row(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """`turns` of several parts of a file, numbered from 0 anew."""
    return tuple(replace(turn, index=index) for index, turn in enumerate(turns))


def head_of(lines: Iterable[Line], *, limit: int = 12) -> str:
    """The first `limit` lines that hold anything, as one text, long ones cut."""
    solid = (line.text.strip()[:_LONGEST_IN_HEAD] for line in lines if line.text.strip())
    return "\n".join(_take(solid, limit))


def _take(items: Iterator[str], limit: int) -> Iterator[str]:
    for _, item in zip(range(limit), items, strict=False):
        yield item
