"""Lines of text into turns: transcripts, typed notes and minutes, whatever file they came in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from notesnlp.model.meeting import Form, Turn
from notesnlp.readers.base import Line, TurnBuilder, build_turns
from notesnlp.readers.labels import header_of, label_of, speakers_in
from notesnlp.readers.spoken import is_minutes, reported_speaker

_BULLET = re.compile(r"^\s*(?:[-*+•◦▪–—→]|\d{1,2}[.)]|\(?[a-z]\)|\[[ xX]?\])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_INITIALS = re.compile(r"^(?P<name>[A-Z]{2,3})\s*(?::|[-–—]\s)\s*")
_RULE = re.compile(r"^\s*([-*_=])\1{2,}\s*$")
_WRAP_WIDTH = 60
_WIDEST_WRAP = 100
"""Hard-wrapped text breaks between these columns: mail at 72, editors at 80; a shorter line
ends its paragraph, a file with longer lines is not wrapped."""
_STOP = re.compile(
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bCllr\.)"
    r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])"
)


def read_prose(
    lines: list[Line], *, blank_separates: bool = False
) -> tuple[Form, tuple[Turn, ...]]:
    """The form of `lines`, and their turns.

    Args:
        lines: text lines, blank ones included.
        blank_separates: lines belong together until a blank one, as in mail, whatever
            their width.
    """
    speakers = speakers_in(line.text for line in lines)
    if speakers:
        return "transcript", build_turns(_labelled(lines, speakers))
    if sum(header_of(line.text) is not None for line in lines) >= 2:
        return "transcript", build_turns(_headed(lines))
    paragraphs = list(_paragraphs(lines, blank_separates=blank_separates))
    turns = build_turns(paragraphs)
    if is_minutes([turn.text for turn in turns]):
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
            turn.add(line.text[label.end :], line.number, label.end)
        elif not line.text.strip():
            after_blank = True
            continue
        elif after_blank and turn.speaker is None:
            yield turn
            turn = TurnBuilder(None)
            turn.add(line.text, line.number)
        else:
            turn.add(line.text, line.number)
        after_blank = False
    yield turn


def _headed(lines: list[Line]) -> Iterable[TurnBuilder]:
    turn = TurnBuilder(None)
    for line in lines:
        header = header_of(line.text)
        if header:
            yield turn
            turn = TurnBuilder(header[0], start_s=header[1])
        else:
            turn.add(line.text, line.number)
    yield turn


def _paragraphs(lines: list[Line], *, blank_separates: bool) -> Iterable[TurnBuilder]:
    widest = max((len(line.text) for line in lines), default=0)
    wrapped = blank_separates or widest <= _WIDEST_WRAP
    turn = TurnBuilder(None)
    previous = ""
    for line in lines:
        text = line.text
        mark = _BULLET.match(text) or _HEADING.match(text)
        continues = (
            not mark
            and previous.strip()
            and not _HEADING.match(previous)
            and (
                text.startswith((" ", "\t"))
                or blank_separates
                or (wrapped and len(previous) >= _WRAP_WIDTH)
            )
        )
        if not text.strip() or _RULE.match(text):
            previous = ""
            continue
        if not continues:
            yield turn
            body = mark.end() if mark else 0
            initials = _INITIALS.match(text[body:])
            turn = TurnBuilder(initials["name"] if initials else None)
            body += initials.end() if initials else 0
            turn.add(text[body:], line.number, body)
        else:
            turn.add(text, line.number)
        previous = text
    yield turn


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
