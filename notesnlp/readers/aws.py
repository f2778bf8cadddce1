"""AWS Transcribe jobs that list words one by one: words into segments of one speaker each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def segments_of_words(results: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The segments of the ``results`` of a job, in the shape of a list of segments.

    Newer jobs hold ``audio_segments`` too, which need none of this. A word's speaker stands with
    the word, or in ``speaker_labels`` under the time at which the word begins; where channels
    were told apart, the channel is the speaker.

    Returns:
        An empty list where `results` lists no words.
    """
    items = results.get("items")
    if not isinstance(items, list):
        return []
    labels = _labels(results)
    segments: list[dict[str, Any]] = []
    for item in items:
        if not isinstance(item, dict):
            continue
        text = _content(item)
        if not text:
            continue
        if item.get("type") == "punctuation" and segments:
            segments[-1]["text"] += text
            continue
        start = item.get("start_time")
        speaker = item.get("speaker_label") or item.get("channel_label") or labels.get(str(start))
        if not segments or segments[-1]["speaker"] != speaker:
            segments.append({"speaker": speaker, "start": start, "end": None, "text": ""})
        segment = segments[-1]
        segment["text"] += f" {text}" if segment["text"] else text
        segment["end"] = item.get("end_time") or segment["end"]
    return segments


def _content(item: Mapping[str, Any]) -> str:
    choices = item.get("alternatives")
    if isinstance(choices, list) and choices and isinstance(choices[0], dict):
        return str(choices[0].get("content") or "")
    return ""


def _labels(results: Mapping[str, Any]) -> dict[str, str]:
    """The speaker of each word by the time at which it begins."""
    return {
        str(word.get("start_time")): str(word.get("speaker_label") or segment.get("speaker_label"))
        for segment in _dicts(results, "speaker_labels", "segments")
        for word in _dicts(segment, "items")
    } | {
        str(word.get("start_time")): str(channel.get("channel_label"))
        for channel in _dicts(results, "channel_labels", "channels")
        for word in _dicts(channel, "items")
    }


def _dicts(value: Any, *keys: str) -> Iterator[dict[str, Any]]:
    """The objects in the list under `keys` of `value`; none where anything is of another shape."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    yield from (
        item for item in (value if isinstance(value, list) else ()) if isinstance(item, dict)
    )
