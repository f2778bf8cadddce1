"""Annotated sets: a folder of meetings with their gold findings, read through the package's own readers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notesnlp.catalogue import Event, catalogue_with, own_events
from notesnlp.config import Settings, load_settings
from notesnlp.errors import AnnotationError
from notesnlp.learn.folded import FoldedText
from notesnlp.metadata import describe, load_rosters
from notesnlp.metadata.rosters import ROSTER_FILES
from notesnlp.model.finding import KINDS, TYPES
from notesnlp.model.meeting import Meeting
from notesnlp.readers import open_notes, readable

GOLD = "gold.jsonl"

_ONE_OBJECT = "write one JSON object a line"


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """One annotated finding.

    Attributes:
        kind: as the schema's.
        span: where its quote lies in `FoldedText.text` of its meeting.
        row: the annotation as written.
        ranges: (turn, start, end) of the quote in the turns' own text.
    """

    kind: str
    type: str
    span: tuple[int, int]
    ranges: tuple[tuple[int, int, int], ...]
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AnnotatedMeeting:
    """A meeting, its folded text and its gold findings in order."""

    meeting: Meeting
    folded: FoldedText
    findings: tuple[GoldFinding, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """One organisation's annotated meetings, and the settings that lie beside them."""

    name: str
    folder: Path
    meetings: tuple[AnnotatedMeeting, ...]
    settings: Settings


def load_set(folder: Path, *, gold: str = GOLD) -> AnnotatedSet:
    """Read an annotated set.

    Args:
        folder: the meetings with their rosters, their findings, and ``notesnlp.toml`` where the
            organisation has events of its own.
        gold: the file of findings; another than gold.jsonl for a second annotation.

    Raises:
        AnnotationError: there is no gold, a line is no JSON, or a finding is not in its meeting.
        ConfigError: settings or rosters are wrong.
        ReadError: a meeting cannot be read.
    """
    path = folder / gold
    if not path.is_file():
        raise AnnotationError(
            f"no {gold} in this folder", path=folder, remedy="name an annotated set"
        )
    rows = list(read_jsonl(path))
    settings = load_settings(folder)
    events = catalogue_with(own_events(settings))
    rosters = load_rosters(folder)
    files = sorted(
        file
        for file in folder.iterdir()
        if file.is_file()
        and readable(file)
        and file.name not in ROSTER_FILES
        and not file.name.startswith(("README", "SOURCE"))
    )
    meetings = []
    for file in files:
        meeting = describe(open_notes(file, settings.limits), file.name, rosters, settings)
        folded = FoldedText(meeting)
        findings = [
            _locate(row, folded, events, path, number)
            for number, row in rows
            if row.get("meeting") == file.name
        ]
        meetings.append(AnnotatedMeeting(meeting, folded, tuple(findings)))
    known = {file.name for file in files}
    for number, row in rows:
        if row.get("meeting") not in known:
            raise AnnotationError(
                f"there is no meeting {row.get('meeting')!r}",
                path=path,
                place=f"line {number}",
                remedy="name a file of the folder",
            )
    return AnnotatedSet(folder.name, folder, tuple(meetings), settings)


def load_sets(folders: Iterable[Path]) -> list[AnnotatedSet]:
    """The sets in `folders`; a folder that holds folders with gold stands for all of them."""
    found: list[Path] = []
    for folder in folders:
        if (folder / GOLD).is_file():
            found.append(folder)
        else:
            found += sorted(path.parent for path in folder.glob(f"*/{GOLD}"))
    if not found:
        names = ", ".join(str(folder) for folder in folders)
        raise AnnotationError(
            f"no annotated set in {names}", remedy="name folders with a gold.jsonl"
        )
    return [load_set(folder) for folder in found]


def read_jsonl(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with their line numbers.

    Raises:
        AnnotationError: the file is no UTF-8, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(
            f"cannot be read: {error}", path=path, remedy="save it as UTF-8"
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise AnnotationError(
                f"not JSON: {error.msg}", path=path, place=f"line {number}", remedy=_ONE_OBJECT
            ) from error
        if not isinstance(row, dict):
            raise AnnotationError(
                "not a JSON object", path=path, place=f"line {number}", remedy=_ONE_OBJECT
            )
        yield number, row


def _locate(
    row: dict[str, Any], folded: FoldedText, events: Mapping[str, Event], path: Path, number: int
) -> GoldFinding:
    fault, known = _fault(row, events)
    if fault:
        raise AnnotationError(
            fault, path=path, place=f"line {number}", remedy="one of " + ", ".join(known)
        )
    line = row.get("line")
    span = folded.find(str(row.get("quote", "")), line if isinstance(line, int) else None)
    if span is None:
        raise AnnotationError(
            f"the quote is not in {row['meeting']}: {str(row.get('quote'))[:60]!r}",
            path=path,
            place=f"line {number}",
            remedy="copy it from one turn of the file",
        )
    type = row["event"] if row["kind"] == "dependency" else row["type"]
    return GoldFinding(row["kind"], type, span, folded.ranges(span), row)


def _fault(row: Mapping[str, Any], events: Mapping[str, Event]) -> tuple[str | None, Sequence[str]]:
    """What is wrong with a finding's kind, type or event, and what is known instead."""
    kind, type = row.get("kind"), row.get("type")
    if kind not in KINDS:
        return f"unknown kind {kind!r}", KINDS
    if kind != "dependency":
        return (None if type in TYPES[kind] else f"unknown type {type!r} of {kind}"), TYPES[kind]
    event = row.get("event")
    return (None if event in events else f"unknown event {event!r}"), tuple(events)
