"""WebVTT, SubRip and SubViewer: cues into turns.

Own parser: webvtt-py keeps only the first ``<v>`` of a cue, leaves entities, and drops
cues with a decimal comma without a word; pysubs2 drops the speakers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.account import solid, solid_of
from notesnlp.readers.base import LIMITS, Document, Line, TurnBuilder, build_turns
from notesnlp.readers.labels import Label, label_of
from notesnlp.readers.markup import plain
from notesnlp.readers.text import decode, read_lines

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?"
ARROW_TIMING = re.compile(rf"^\s*{_CLOCK}\s*--?>\s*{_CLOCK}")
"""The timing of a cue in WebVTT and SubRip."""
COMMA_TIMING = re.compile(
    r"^\s*(?:(\d{1,4}):)(\d{1,2}):(\d{1,2})\.(\d{1,9})\s*,\s*(?:(\d{1,4}):)(\d{1,2}):(\d{1,2})\.(\d{1,9})\s*$"
)
"""The timing of a cue in SubViewer, as YouTube exports it."""
_ARROW = re.compile(r"^\s*[\d:.,]*\d\s*-->|-->\s*\d[\d:.,]*\s*$")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_LOOSE = re.compile(r"\s*(?P<name>[^\W_][^:<>.!?]{0,60}(?:\.[^:<>.!?]{0,40})?):\s+")
_LABELLED_SHARE = 0.95
"""Zoom labels every cue; of subtitles that show names now and then, two in three at most do."""
_NEW_TURN_PAUSE_S = 2.5
"""Where a file names nobody, a silence of this length begins a new turn: pauses inside a
turn are mostly under one second, between turns of a conversation seldom above two."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one line of a cue, with the speaker where the line names one."""

    speaker: str | None
    text: str
    line: int
    column: int
    start_s: float
    end_s: float
    labelled: bool = False


class WebVtt:
    """``.vtt``, as Teams (``<v Name>``) and Zoom (``Name:``) export it."""

    format = "webvtt"
    suffixes: tuple[str, ...] = (".vtt",)

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        return _document(self.format, data, path, limits)


class SubRip:
    """``.srt``."""

    format = "subrip"
    suffixes: tuple[str, ...] = (".srt",)

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        return _document(self.format, data, path, limits)


class SubViewer:
    """``.sbv``, as YouTube exports it: two times and a comma between them above each cue."""

    format = "sbv"
    suffixes: tuple[str, ...] = (".sbv",)

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        return _document(self.format, data, path, limits)


def timing_of(line: str) -> re.Match[str] | None:
    """The timing that `line` is, in any of the formats."""
    return ARROW_TIMING.match(line) or COMMA_TIMING.match(line)


def _document(format: str, data: bytes, path: Path, limits: Limits) -> Document:
    lines = read_lines(decode(data, path), path, limits)
    left_out: Counter[str] = Counter()
    spoken = list(_spoken(lines, _labels(lines), left_out))
    if not spoken:
        raise ReadError(
            "no cue with a time and words was found",
            path=path,
            remedy="export the transcript again, or rename it to .txt if it is plain text",
        )
    return Document(
        format=format,
        form="transcript",
        turns=build_turns(_turns(spoken)),
        characters=solid_of(line.text for line in lines),
        left_out=left_out,
    )


def _labels(lines: list[Line]) -> frozenset[str]:
    """The ``Name:`` labels of cues that are speakers: full names, and words that recur as labels.

    Where nearly every cue begins with a label, as Zoom exports them, all of these are speakers,
    whatever people call themselves: ``Ann | Besu``, ``zoom user``.
    """
    texts = [plain(line.text, 0, len(line.text))[0] for line in lines]
    found = Counter(label.name for text in texts if (label := label_of(text)))
    names = {name for name, count in found.items() if count > 1 or " " in name}
    openings = [
        text
        for line, text in zip(lines, texts[1:], strict=False)
        if timing_of(line.text) and text.strip() and not _VOICE.search(text)
    ]
    labelled = [label.name for text in openings if (label := _loose_label(text))]
    if len(labelled) >= _LABELLED_SHARE * len(openings):
        names |= set(labelled)
    return frozenset(names)


def _loose_label(text: str) -> Label | None:
    found = _LOOSE.match(text)
    return Label(found["name"].strip(), found.end()) if found else None


def _spoken(lines: list[Line], labels: frozenset[str], left_out: Counter[str]) -> Iterator[Said]:
    """The words of all cues in order; what comes before the first timing is left out.

    A timing that cannot be read counts as the one before it, so that no words are lost.
    """
    times: tuple[float, float] | None = None
    last = (0.0, 0.0)
    skipping = False
    for position, line in enumerate(lines):
        timing = timing_of(line.text)
        if timing:
            clock = timing.groups()
            times = last = _seconds(clock[:4]), _seconds(clock[4:])
            skipping = False
            left_out["times"] += solid(line.text)
        elif _ARROW.search(line.text):
            times, skipping = last, False
            left_out["times"] += solid(line.text)
        elif _is_number(line) and timing_of(_text_at(lines, position + 1)):
            times = None
            left_out["cue names"] += solid(line.text)
        elif not line.text.strip():
            skipping = False
            if times and not _continues(lines, position):
                times = None
        elif times is None and _BLOCK.match(line.text):
            skipping = True
            left_out["comments and styles"] += solid(line.text)
        elif times is not None and not skipping:
            yield from _words(line, times, labels, left_out)
        elif skipping:
            left_out["comments and styles"] += solid(line.text)
        else:
            what = "cue names" if timing_of(_text_at(lines, position + 1)) else "file header"
            left_out[what] += solid(line.text)


def _continues(lines: list[Line], position: int) -> bool:
    """Whether the cue goes on after the blank line at `position`: words, and no timing next."""
    following = [line.text for line in lines[position + 1 : position + 3]]
    if not following or not following[0].strip() or _BLOCK.match(following[0]):
        return False
    if any(timing_of(text) for text in following):
        return False
    return not _is_number(lines[position + 1])


def _is_number(line: Line) -> bool:
    return line.text.strip().isdigit()


def _text_at(lines: list[Line], position: int) -> str:
    return lines[position].text if position < len(lines) else ""


def _words(
    line: Line, times: tuple[float, float], labels: frozenset[str], left_out: Counter[str]
) -> Iterator[Said]:
    """What `line` of a cue says: one stretch for each voice tag, else one."""
    voices = list(_VOICE.finditer(line.text))
    starts = [(None, 0), *((unescape(voice[1]).strip() or None, voice.end()) for voice in voices)]
    ends = [*(voice.start() for voice in voices), len(line.text)]
    left_out["tags"] += solid(line.text)
    for (speaker, start), end in zip(starts, ends, strict=True):
        text, columns = plain(line.text, start, end)
        left_out["tags"] -= solid(text)
        if not text.strip():
            continue
        label = None if voices else label_of(text) or _loose_label(text)
        begin = 0
        if label and label.name in labels:
            speaker, begin = label.name, label.end
            left_out["speakers"] += solid(text[:begin])
        said = text[begin:].lstrip()
        column = columns[len(text) - len(said)]
        yield Said(speaker, said, line.number, column, *times, labelled=begin > 0)


def _turns(spoken: list[Said]) -> Iterable[TurnBuilder]:
    """Cues of one speaker in a row make a turn; a cue that names nobody goes on with the last."""
    named = any(said.speaker for said in spoken)
    turn: TurnBuilder | None = None
    for said in spoken:
        paused = turn is not None and said.start_s - (turn.end_s or 0.0) >= _NEW_TURN_PAUSE_S
        other = said.speaker is not None and turn is not None and said.speaker != turn.speaker
        if turn is None or other or (not named and paused):
            if turn is not None:
                yield turn
            turn = TurnBuilder(said.speaker, start_s=said.start_s)
        turn.add(
            said.text,
            said.line,
            said.column,
            label_before=said.labelled,
            start_s=said.start_s,
            end_s=said.end_s,
        )
        turn.end_s = said.end_s
    if turn is not None:
        yield turn


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = clock
    whole = 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0)
    return whole + float(f"0.{fraction or 0}")
