"""JSON transcripts: a list of segments with text, and speaker and times where known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from notesnlp.errors import ReadError
from notesnlp.readers.base import Document, TurnBuilder, build_turns
from notesnlp.readers.text import decode

_LISTS = ("segments", "sentences", "utterances", "transcript", "results")
_TEXTS = ("text", "transcript", "raw_text", "content")
_SPEAKERS = ("speaker", "speaker_name", "speaker_label", "name")
_STARTS = ("start", "start_time", "begin", "from")
_ENDS = ("end", "end_time", "to")
_DATES = ("recorded", "date", "recorded_at", "created", "created_at", "start_time")
_SHAPES = (
    "expected a list of segments like "
    '{"start": 0.0, "end": 2.5, "speaker": "…", "text": "…"}, or an object with such a list under '
    + ", ".join(_LISTS)
)


class Segments:
    """``.json``; a line is a segment."""

    format = "json"
    suffixes: tuple[str, ...] = (".json",)

    def read(self, data: bytes, path: Path) -> Document:
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
        except RecursionError as error:
            raise ReadError("nested too deeply", path=path, remedy=_SHAPES) from error
        segments = _segments(content, path)
        about = content if isinstance(content, dict) else {}
        title = about.get("title")
        return Document(
            format=self.format,
            form="transcript",
            turns=build_turns(_turns(segments, path)),
            title=title if isinstance(title, str) else None,
            date=_date(about),
        )


def _segments(content: object, path: Path) -> list[dict[str, Any]]:
    found = content
    if isinstance(content, dict):
        found = next((content[key] for key in _LISTS if isinstance(content.get(key), list)), None)
    if not isinstance(found, list) or not found:
        raise ReadError("a shape of JSON that is not known", path=path, remedy=_SHAPES)
    for number, segment in enumerate(found, 1):
        if not isinstance(segment, dict) or not any(
            isinstance(segment.get(key), str) for key in _TEXTS
        ):
            raise ReadError(
                "a segment without text", path=path, place=f"segment {number}", remedy=_SHAPES
            )
    return found


def _turns(segments: list[dict[str, Any]], path: Path) -> Iterator[TurnBuilder]:
    """Segments of one named speaker in a row make a turn; without names each stands alone."""
    turn: TurnBuilder | None = None
    for number, segment in enumerate(segments, 1):
        speaker = _first(segment, _SPEAKERS)
        name = str(speaker).strip() if speaker not in (None, "") else None
        if turn is None or name is None or name != turn.speaker:
            if turn is not None:
                yield turn
            turn = TurnBuilder(name, start_s=_seconds(segment, _STARTS, path, number))
        turn.add(str(_first(segment, _TEXTS)), number)
        turn.end_s = _seconds(segment, _ENDS, path, number)
    if turn is not None:
        yield turn


def _first(segment: dict[str, Any], keys: tuple[str, ...]) -> object:
    return next((segment[key] for key in keys if segment.get(key) is not None), None)


def _seconds(
    segment: dict[str, Any], keys: tuple[str, ...], path: Path, number: int
) -> float | None:
    value = _first(segment, keys)
    if value is None:
        return None
    try:
        return float(str(value))
    except ValueError as error:
        raise ReadError(
            f"{value!r} is no time in seconds", path=path, place=f"segment {number}", remedy=_SHAPES
        ) from error


def _date(about: dict[str, Any]) -> dt.date | None:
    for key in _DATES:
        value = about.get(key)
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value[:10])
            except ValueError:
                continue
    return None
