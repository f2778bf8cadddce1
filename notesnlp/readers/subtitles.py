"""WebVTT and SubRip: cues into turns.

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

from notesnlp.errors import ReadError
from notesnlp.readers.base import Document, Line, TurnBuilder, build_turns
from notesnlp.readers.labels import label_of
from notesnlp.readers.text import decode, split_lines

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_CLOCK}\s*-->\s*{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:_\- ]*[^>]*>")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
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

    def read(self, data: bytes, path: Path) -> Document:
        """See `Reader.read`."""
        return _document(self.format, data, path)


class SubRip:
    """``.srt``."""

    format = "subrip"
    suffixes: tuple[str, ...] = (".srt",)

    def read(self, data: bytes, path: Path) -> Document:
        """See `Reader.read`."""
        return _document(self.format, data, path)


def _document(format: str, data: bytes, path: Path) -> Document:
    lines = split_lines(decode(data, path))
    spoken = list(_spoken(lines, _labels(lines)))
    if not spoken:
        raise ReadError(
            "no cue with a time and words was found",
            path=path,
            remedy="export the transcript again, or rename it to .txt if it is plain text",
        )
    return Document(format=format, form="transcript", turns=build_turns(_turns(spoken)))


def _labels(lines: list[Line]) -> frozenset[str]:
    """The ``Name:`` labels of cues that are speakers: full names, and words that recur as labels."""
    found = Counter(label.name for line in lines if (label := label_of(line.text)))
    return frozenset(name for name, count in found.items() if count > 1 or " " in name)


def _spoken(lines: list[Line], labels: frozenset[str]) -> Iterator[Said]:
    """The words of all cues in order; what comes before the first timing is left out."""
    times: tuple[float, float] | None = None
    skipping = False
    for position, line in enumerate(lines):
        timing = _TIMING.match(line.text)
        if timing:
            clock = timing.groups()
            times = _seconds(clock[:4]), _seconds(clock[4:])
            skipping = False
        elif not line.text.strip():
            skipping = False
            if times and not _continues(lines, position):
                times = None
        elif times is None and _BLOCK.match(line.text):
            skipping = True
        elif times is not None and not skipping:
            yield from _words(line, times, labels)


def _continues(lines: list[Line], position: int) -> bool:
    """Whether the cue goes on after the blank line at `position`: words, and no timing next."""
    following = [line.text for line in lines[position + 1 : position + 3]]
    if not following or not following[0].strip() or _BLOCK.match(following[0]):
        return False
    if any(_TIMING.match(text) for text in following):
        return False
    return not following[0].strip().isdigit()


def _words(line: Line, times: tuple[float, float], labels: frozenset[str]) -> Iterator[Said]:
    """What `line` of a cue says: one stretch for each voice tag, else one."""
    voices = list(_VOICE.finditer(line.text))
    starts = [(None, 0), *((unescape(voice[1]).strip() or None, voice.end()) for voice in voices)]
    ends = [*(voice.start() for voice in voices), len(line.text)]
    for (speaker, start), end in zip(starts, ends, strict=True):
        raw = line.text[start:end]
        text = unescape(_TAG.sub("", raw))
        if not text.strip():
            continue
        column = start + len(raw) - len(raw.lstrip())
        label = None if voices else label_of(text)
        if label and label.name in labels:
            said = text[label.end :]
            yield Said(label.name, said, line.number, column + label.end, *times, labelled=True)
        else:
            yield Said(speaker, text, line.number, column, *times)


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
        turn.add(said.text, said.line, said.column, label_before=said.labelled)
        turn.end_s = said.end_s
    if turn is not None:
        yield turn


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = clock
    whole = 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000
