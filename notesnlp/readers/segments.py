"""JSON transcripts: a list of segments with text, and speaker and times where known."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.account import solid_of
from notesnlp.readers.aws import segments_of_words
from notesnlp.readers.base import LIMITS, Document, TurnBuilder, build_turns
from notesnlp.readers.columns import clock_seconds
from notesnlp.readers.text import check_length, decode

_LISTS = (
    "segments", "sentences", "utterances", "transcript", "results", "audio_segments", "Transcript",
    "transcription",
)  # fmt: skip
_TEXTS = ("text", "transcript", "raw_text", "content", "Content")
_SPEAKERS = ("speaker", "speaker_name", "speaker_label", "name", "ParticipantRole")
_STARTS = ("start", "start_time", "begin", "from")
_ENDS = ("end", "end_time", "to")
_START_MS = ("BeginOffsetMillis", "start_timestamp_millis")
_END_MS = ("EndOffsetMillis", "end_timestamp_millis")
_DATES = ("recorded", "date", "recorded_at", "created", "created_at", "start_time")
_SHAPES = (
    "expected a list of segments like "
    '{"start": 0.0, "end": 2.5, "speaker": "…", "text": "…"}, or an object with such a list under '
    + ", ".join(_LISTS)
)


class Segments:
    """``.json``; a line is a segment.

    Whisper, WhisperX and whisper.cpp, AWS Transcribe (``audio_segments`` or words of a job, turns
    of Call Analytics), and lists of segments under the names that other recognisers give them.
    """

    format = "json"
    suffixes: tuple[str, ...] = (".json",)

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        try:
            content = json.loads(decode(data, path))
        except json.JSONDecodeError as error:
            raise ReadError(
                f"not JSON: {error.msg}",
                path=path,
                place=f"line {error.lineno}, column {error.colno}",
                remedy="export the transcript again",
            ) from error
        except (RecursionError, ValueError) as error:
            raise ReadError(
                "nested too deeply, or with a number too long", path=path, remedy=_SHAPES
            ) from error
        segments = _segments(content, path)
        check_length(sum(len(_text(segment)) for segment in segments), path, limits)
        about = content if isinstance(content, dict) else {}
        title = about.get("title")
        return Document(
            format=self.format,
            form="transcript",
            turns=build_turns(_turns(segments, path)),
            title=_clean(title) if isinstance(title, str) else None,
            date=_date(about),
            characters=solid_of(_text(segment) for segment in segments),
        )


def _segments(content: object, path: Path) -> list[dict[str, Any]]:
    found = content
    if isinstance(content, dict):
        inner = content.get("results")
        places = (content, inner) if isinstance(inner, dict) else (content,)
        lists = (place[key] for place in places for key in _LISTS if key in place)
        found = next((item for item in lists if isinstance(item, list)), None)
        if found is None and isinstance(inner, dict):
            found = segments_of_words(inner)
        if found is None and isinstance(content.get("text"), str) and "language" in content:
            found = [content]  # Whisper without times
    if not isinstance(found, list) or not found:
        raise ReadError("a shape of JSON that is not known", path=path, remedy=_SHAPES)
    for number, segment in enumerate(found, 1):
        if not isinstance(segment, dict) or _said(segment) is None:
            raise ReadError(
                "a segment without text", path=path, place=f"segment {number}", remedy=_SHAPES
            )
    return found


def _turns(segments: list[dict[str, Any]], path: Path) -> Iterator[TurnBuilder]:
    """Segments of one named speaker in a row make a turn; without names each stands alone."""
    turn: TurnBuilder | None = None
    for number, segment in enumerate(segments, 1):
        name = _speaker(segment)
        start_s = _seconds(segment, _STARTS, _START_MS, path, number)
        end_s = _seconds(segment, _ENDS, _END_MS, path, number)
        if turn is None or name is None or name != turn.speaker:
            if turn is not None:
                yield turn
            turn = TurnBuilder(name, start_s=start_s)
        turn.add(_text(segment), number, start_s=start_s, end_s=end_s)
        turn.end_s = end_s
    if turn is not None:
        yield turn


def _speaker(segment: dict[str, Any]) -> str | None:
    """The name; some exports wrap it into an object of its own."""
    speaker = _first(segment, _SPEAKERS)
    if isinstance(speaker, dict):
        speaker = _first(speaker, _SPEAKERS)
    return _clean(str(speaker)).strip() or None if speaker is not None else None


def _text(segment: dict[str, Any]) -> str:
    return _clean(_said(segment) or "")


def _said(segment: dict[str, Any]) -> str | None:
    """What was said; some exports wrap it into a list of alternatives, the best one first."""
    said = next((segment[key] for key in _TEXTS if isinstance(segment.get(key), str)), None)
    choices = segment.get("alternatives")
    if said is None and isinstance(choices, list) and choices and isinstance(choices[0], dict):
        return _said({key: choices[0].get(key) for key in _TEXTS})
    return said


def _clean(text: str) -> str:
    """`text` without halves of surrogate pairs, which JSON can hold and no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _first(segment: dict[str, Any], keys: tuple[str, ...]) -> object:
    return next((segment[key] for key in keys if segment.get(key) is not None), None)


def _seconds(
    segment: dict[str, Any],
    keys: tuple[str, ...],
    keys_ms: tuple[str, ...],
    path: Path,
    number: int,
) -> float | None:
    inner = segment.get("timestamps")
    if isinstance(inner, dict):
        segment = inner
    milliseconds = _first(segment, keys_ms)
    value = _first(segment, keys) if milliseconds is None else milliseconds
    if value is None or value == "":
        return None
    clock = clock_seconds(str(value))
    if clock is not None:
        return clock
    try:
        seconds = float(str(value))
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise ReadError(
            f"{str(value)[:40]!r} is no time in seconds",
            path=path,
            place=f"segment {number}",
            remedy=_SHAPES,
        )
    return seconds if milliseconds is None else seconds / 1000


def _date(about: dict[str, Any]) -> dt.date | None:
    for key in _DATES:
        value = about.get(key)
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value[:10])
            except ValueError:
                continue
    return None
