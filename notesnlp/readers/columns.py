"""Which column of a table holds what: transcripts as CSV files and as tables of Word documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SPEAKERS = frozenset(
    "speaker|speaker name|speakername|name|participant|participant name|user|author|from|who|sender"
    "|speaker label|person".split("|")
)
_TEXTS = frozenset(
    "text|transcript|transcription|content|message|words|utterance|sentence|comment|comments|caption"
    "|said|note|notes|what was said|dialogue|detected text".split("|")
)
_STARTS = frozenset(
    "start|start time|start_time|time|timestamp|begin|in|turn time|start timestamp|offset".split(
        "|"
    )
)
_ENDS = frozenset("end|end time|end_time|out|end timestamp".split("|"))
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)", re.ASCII)
WORDS = re.compile(r"[^\W\d_]{2,}")
"""A word, by which text is told from figures and marks."""
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Columns:
    """The positions of a transcript's columns, from 0."""

    text: int
    speaker: int | None = None
    start: int | None = None
    end: int | None = None


def transcript_columns(header: Sequence[str]) -> Columns | None:
    """The columns that `header` names, where one holds text and another a speaker or a time.

    >>> transcript_columns(["Start", "Speaker", "Transcription"])
    Columns(text=2, speaker=1, start=0, end=None)
    >>> transcript_columns(["Item", "Owner"]) is None
    True
    """
    names = [re.sub(r"[\s_]+", " ", cell).strip(" :*").lower() for cell in header]
    text = _first(names, _TEXTS)
    speaker, start = _first(names, _SPEAKERS), _first(names, _STARTS)
    if text is None or (speaker is None and start is None):
        return None
    return Columns(text, speaker, start, _first(names, _ENDS))


def clock_seconds(text: str) -> float | None:
    """The seconds of a time such as ``0:05`` or ``00:00:05.2``; None for anything else."""
    clock = _CLOCK.fullmatch(text.strip())
    if clock is None:
        return None
    return 3600 * int(clock[1] or 0) + 60 * int(clock[2]) + float(clock[3].replace(",", "."))


def seconds_of(cell: str) -> float | None:
    """The seconds of a cell such as ``0:05``, ``00:00:05.2`` or ``5.2``; None for anything else.

    >>> seconds_of("0:01:02.5")
    62.5
    """
    clock = clock_seconds(cell)
    if clock is not None:
        return clock
    return float(cell.strip().replace(",", ".")) if _NUMBER.fullmatch(cell.strip()) else None


def _first(names: list[str], known: frozenset[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in known), None)
