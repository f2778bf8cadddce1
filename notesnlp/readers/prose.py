"""Lines of text into turns: transcripts, typed notes and minutes, whatever file they came in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from notesnlp.model.meeting import Form, Turn
from notesnlp.readers.base import Line, TurnBuilder, build_turns
from notesnlp.readers.labels import (
    INITIALS,
    header_of,
    is_clock,
    is_name,
    is_recorder_s,
    label_of,
    speakers_in,
)
from notesnlp.readers.spoken import is_minutes, reported_speaker

_BULLET = re.compile(
    r"^\s*(?:>\s*)*(?:(?:[-*+•◦▪–—→]|\d{1,2}[.)]|\(?[a-z]\))\s+(?P<box>\[[ xX]?\]\s+)?"
    r"|(?P<bare>\[[ xX]?\]\s+))"
)
_QUOTE = re.compile(r"^\s*(?:>\s*)+")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_CELL = r":?-+:?\s*"
_RULE = re.compile(
    rf"^\s*(?:([-*_=])\1{{2,}}\s*|\|\s*{_CELL}(?:\|\s*{_CELL})*\|?\s*|{_CELL}(?:\|\s*{_CELL})+\|?\s*)$"
)
_WRAP_WIDTH = 60
_WIDEST_WRAP = 100
"""Hard-wrapped text breaks between these columns: mail at 72, editors at 80; a shorter line
ends its paragraph, a file with longer lines is not wrapped."""
_STOP = re.compile(
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bCllr\.)"
    r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])"
)


def read_prose(
    lines: list[Line],
    *,
    blank_separates: bool = False,
    whole_lines: bool = False,
    reported: bool = True,
) -> tuple[Form, tuple[Turn, ...]]:
    """The form of `lines`, and their turns.

    Args:
        lines: text lines, blank ones included.
        blank_separates: lines belong together until a blank one, as in mail, whatever
            their width.
        whole_lines: every line is a paragraph, as in Word documents, whatever its width.
        reported: indirect speech may show that these are minutes.
    """
    speakers = speakers_in(line.text for line in lines)
    if speakers:
        return "transcript", build_turns(_labelled(lines, speakers))
    if sum(header_of(line.text) is not None for line in lines) >= 2:
        return "transcript", build_turns(_headed(lines))
    paragraphs = list(_paragraphs(lines, blank_separates=blank_separates, whole_lines=whole_lines))
    turns = build_turns(paragraphs)
    if reported and is_minutes([turn.text for turn in turns]):
        return "minutes", build_turns(
            part for paragraph in paragraphs for part in _by_reported_speaker(paragraph)
        )
    return "notes", turns


def _labelled(lines: list[Line], speakers: frozenset[str]) -> Iterable[TurnBuilder]:
    turn = TurnBuilder(None)
    after_blank = False
    for line in lines:
        label = label_of(line.text)
        if label and label.name in speakers:
            yield turn
            turn = TurnBuilder(label.name)
            turn.add(line.text[label.end :], line.number, line.column + label.end)
        elif not line.text.strip() or is_clock(line.text) or is_recorder_s(line.text):
            after_blank = True
            continue
        elif after_blank and turn.speaker is None:
            yield turn
            turn = TurnBuilder(None)
            turn.add(line.text, line.number, line.column)
        else:
            turn.add(line.text, line.number, line.column)
        after_blank = False
    yield turn


def _headed(lines: list[Line]) -> Iterable[TurnBuilder]:
    turn = TurnBuilder(None)
    for line in lines:
        header = header_of(line.text)
        if header:
            yield turn
            turn = TurnBuilder(header[0], start_s=header[1])
        elif not is_recorder_s(line.text):
            turn.add(line.text, line.number, line.column)
    yield turn


def _paragraphs(
    lines: list[Line], *, blank_separates: bool, whole_lines: bool
) -> Iterable[TurnBuilder]:
    widest = max((len(line.text) for line in lines), default=0)
    wrap = _WRAP_WIDTH if widest <= _WIDEST_WRAP else widest + 1
    turn = TurnBuilder(None)
    previous = ""
    for line in lines:
        if not line.text.strip() or _RULE.match(line.text):
            previous = ""
            continue
        if whole_lines:
            joins = line.column > 0
        else:
            joins = line.text[0] in " \t" or blank_separates or len(previous) >= wrap
        if joins and _may_continue(previous, line.text):
            body = _end_of(_QUOTE, line.text)
        else:
            yield turn
            turn, body = _begin(line.text)
        turn.add(line.text[body:], line.number, line.column + body)
        previous = line.text
    yield turn


def _may_continue(previous: str, text: str) -> bool:
    """Whether `text` can be of the paragraph whose last line is `previous`."""
    if not previous or _HEADING.match(previous) or _ROW.match(text) or _ROW.match(previous):
        return False
    return not (_BULLET.match(text) or _HEADING.match(text))


def _begin(text: str) -> tuple[TurnBuilder, int]:
    """The turn that begins with the line `text`, and the offset after bullet and initials.

    Initials after a box to tick say who is to do it, not who said it: they stay in the text.
    """
    bullet = _BULLET.match(text)
    body = bullet.end() if bullet else _end_of(_HEADING, text) or _end_of(_QUOTE, text)
    boxed = bullet is not None and bool(bullet["box"] or bullet["bare"])
    initials = None if boxed else INITIALS.match(text[body:])
    if not initials or not is_name(initials["name"]):
        return TurnBuilder(None), body
    return TurnBuilder(initials["name"]), body + initials.end()


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _by_reported_speaker(paragraph: TurnBuilder) -> Iterable[TurnBuilder]:
    """`paragraph` of minutes cut where another person's speech begins."""
    turn = paragraph.build(0)
    if turn is None:
        return
    starts = [0, *(found.end() for found in _STOP.finditer(turn.text))]
    part = TurnBuilder(None)
    for start, end in zip(starts, [*starts[1:], len(turn.text)], strict=True):
        name = reported_speaker(turn.text[start:end])
        if name and name != part.speaker:
            yield part
            part = TurnBuilder(name)
        for piece_start, piece_end in _pieces_within(turn, start, end):
            line, column = turn.place_at(piece_start)
            part.add(turn.text[piece_start:piece_end], line, column)
    yield part


def _pieces_within(turn: Turn, start: int, end: int) -> Iterable[tuple[int, int]]:
    cuts = [piece.start for piece in turn.pieces if start < piece.start < end]
    yield from zip([start, *cuts], [*cuts, end], strict=True)
