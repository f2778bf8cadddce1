"""Transcripts that are tables of a document: a row is a turn."""

from __future__ import annotations

from notesnlp.model.meeting import Turn
from notesnlp.readers.base import Line, TurnBuilder, build_turns
from notesnlp.readers.columns import WORDS, Columns, seconds_of

Cell = list[Line]


def table_turns(
    rows: list[list[Cell]], columns: Columns
) -> tuple[tuple[Turn, ...], dict[int, str]]:
    """The turns of a transcript's rows, and the lines that are no part of one, with what they are.

    Args:
        rows: the cells of each row as lines; the first row names the columns.
        columns: what the columns hold; further columns with words follow the text.
    """
    declared = {line.number: "column names" for cell in rows[0] for line in cell}
    builders = []
    for row in rows[1:]:
        turn = TurnBuilder(
            _text(row, columns.speaker) or None, start_s=seconds_of(_text(row, columns.start))
        )
        turn.end_s = seconds_of(_text(row, columns.end))
        for at in sorted(range(len(row)), key=lambda at: at != columns.text):
            what = _kind(at, columns) or (None if WORDS.search(_text(row, at)) else "numbers")
            for line in row[at]:
                if what:
                    declared[line.number] = what
                else:
                    turn.add(line.text, line.number, line.column)
        builders.append(turn)
    return build_turns(builders), declared


def _kind(at: int, columns: Columns) -> str | None:
    if at == columns.speaker:
        return "speakers"
    return "times" if at in (columns.start, columns.end) else None


def _text(row: list[Cell], at: int | None) -> str:
    if at is None or at >= len(row):
        return ""
    return " ".join(line.text.strip() for line in row[at]).strip()
