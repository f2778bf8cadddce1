"""Comma-separated values: transcripts with columns for speaker and text, or any other table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.account import solid, solid_of
from notesnlp.readers.base import LIMITS, Document, Line, TurnBuilder, build_turns, head_of
from notesnlp.readers.columns import WORDS, Columns, seconds_of, transcript_columns
from notesnlp.readers.text import decode, read_lines

_SEPARATORS = ",;\t|"
_OPENING = re.compile(r" *\"")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, and each line of it with its place in the file."""

    parts: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines of the cell, joined by blanks."""
        return " ".join(part.text for part in self.parts).strip()


class Csv:
    """``.csv`` and ``.tsv``; a line is a line of the file, and a row is a turn.

    Of a transcript the text column is what was said, other columns with words follow it. Of any
    other table all cells with words are read, row by row.
    """

    format = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        lines = read_lines(decode(data, path), path, limits)
        rows = list(_rows(lines, _separator(lines)))
        if not any(WORDS.search(line.text) for line in lines):
            raise ReadError("the table holds no words", path=path, remedy="export it with its text")
        left_out: Counter[str] = Counter()
        columns = transcript_columns([cell.text for cell in rows[0]])
        if columns:
            left_out["column names"] += solid_of(cell.text for cell in rows[0])
            turns = build_turns(_spoken(rows[1:], columns, left_out))
        else:
            turns = build_turns(_row(row, left_out) for row in rows)
        total = solid_of(line.text for line in lines)
        left_out["marks"] += total - solid_of(cell.text for row in rows for cell in row)
        return Document(
            format=self.format,
            form="transcript" if columns and columns.speaker is not None else "notes",
            turns=turns,
            head=head_of(lines),
            characters=total,
            left_out=left_out,
        )


def _separator(lines: list[Line]) -> str:
    """The separator that divides the first lines most often, a comma where none does."""
    sample = "\n".join(line.text for line in lines[:20])
    outside = re.sub(r'"[^"]*"', "", sample)
    return max(_SEPARATORS, key=lambda mark: (outside.count(mark), mark == ","))


def _rows(lines: list[Line], separator: str) -> Iterable[list[Cell]]:
    """The rows with a cell each; a quoted cell may run over several lines (RFC 4180).

    A quote that is never closed ends with its line, so that it cannot swallow the file.
    """
    row: list[Cell] = []
    parts: list[Line] = []
    quoted = False
    for position, line in enumerate(lines):
        text, at, start = line.text, 0, 0
        while True:
            opening = None if quoted or parts else _OPENING.match(text, at)
            if opening:
                quoted = True
                at = start = opening.end()
            if quoted:
                end = _closing(text, at)
                if end is None and _closes_later(lines, position):
                    parts.append(Line(line.number, text[start:], start))
                    break
                end = len(text) if end is None else end
                parts.append(Line(line.number, text[start:end], start))
                quoted = False
                at = end + 1
                stop = text.find(separator, at)
            else:
                stop = text.find(separator, at)
                end = len(text) if stop < 0 else stop
                if not parts:
                    parts.append(Line(line.number, text[at:end], at))
            row.append(Cell(tuple(parts)))
            parts = []
            if stop < 0:
                if any(cell.text for cell in row):
                    yield row
                row = []
                break
            at = start = stop + 1
    if parts:
        row.append(Cell(tuple(parts)))
    if row:
        yield row


def _closing(text: str, at: int) -> int | None:
    """Where the quote that ends a cell stands; two in a row are one that is meant."""
    while (found := text.find('"', at)) >= 0:
        if text[found + 1 : found + 2] != '"':
            return found
        at = found + 2
    return None


_FURTHEST = 200
"""Lines that a cell may run over."""


def _closes_later(lines: list[Line], position: int) -> bool:
    following = lines[position + 1 : position + 1 + _FURTHEST]
    return any(_closing(line.text, 0) is not None for line in following)


def _spoken(
    rows: list[list[Cell]], columns: Columns, left_out: Counter[str]
) -> Iterable[TurnBuilder]:
    for row in rows:
        texts = {at: cell.text for at, cell in enumerate(row)}
        start = texts.get(columns.start, "") if columns.start is not None else ""
        end = texts.get(columns.end, "") if columns.end is not None else ""
        speaker = texts.get(columns.speaker, "") if columns.speaker is not None else ""
        turn = TurnBuilder(speaker or None, start_s=seconds_of(start))
        turn.end_s = seconds_of(end)
        left_out["times"] += solid(start) + solid(end)
        left_out["speakers"] += solid(speaker)
        known = {columns.start, columns.end, columns.speaker}
        order = sorted(range(len(row)), key=lambda at: at != columns.text)
        _add(turn, (row[at] for at in order if at not in known), left_out)
        yield turn


def _row(row: list[Cell], left_out: Counter[str]) -> TurnBuilder:
    turn = TurnBuilder(None)
    _add(turn, row, left_out)
    return turn


def _add(turn: TurnBuilder, cells: Iterable[Cell], left_out: Counter[str]) -> None:
    for cell in cells:
        if WORDS.search(cell.text):
            for part in cell.parts:
                turn.add(part.text, part.number, part.column)
        else:
            left_out["numbers"] += solid(cell.text)
