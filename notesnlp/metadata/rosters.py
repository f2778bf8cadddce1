"""The rosters that may lie beside the notes: ``people`` and ``meetings``, as CSV or JSON Lines."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from notesnlp.config.files import read_written
from notesnlp.errors import ConfigError
from notesnlp.model.meeting import Side, Speaker, UnitKind

ROSTER_FILES = frozenset(
    f"{stem}.{ending}" for stem in ("people", "meetings") for ending in ("csv", "jsonl")
) | {"priorities.csv"}
"""Names of the roster files, and of people's estimates of themes, which are no notes either."""

_ROW = 'write one object a line, such as {"name": "Dana Reyes", "side": "customer"}'


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """What a roster says of a meeting; None where it says nothing."""

    date: dt.date | None
    unit: str | None
    unit_kind: UnitKind | None


@dataclass(frozen=True, slots=True)
class Rosters:
    """People, and meetings by file name or by path below the roster."""

    people: tuple[Speaker, ...] = ()
    meetings: dict[str, MeetingEntry] = field(default_factory=dict)

    def entry(self, name: str) -> MeetingEntry | None:
        """The entry of the meeting called `name` (a path), by its whole path or its last parts."""
        parts = name.split("/")
        tails = ("/".join(parts[first:]) for first in range(len(parts)))
        return next((self.meetings[tail] for tail in tails if tail in self.meetings), None)


def load_rosters(folder: Path) -> Rosters:
    """The rosters that lie in `folder`.

    Raises:
        ConfigError: a roster cannot be read or is malformed; names file, line, reason and the allowed values.
    """
    people: list[Speaker] = []
    meetings: dict[str, MeetingEntry] = {}
    for ending in ("csv", "jsonl"):
        path = folder / f"people.{ending}"
        people += [_speaker(row, path, line) for line, row in _rows(path)]
        path = folder / f"meetings.{ending}"
        for line, row in _rows(path):
            name = _required(row, "meeting", path, line)
            meetings[name] = _entry(row, path, line)
    return Rosters(tuple(people), meetings)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows of a roster with their lines; none where there is no such file."""
    text = read_written(path)
    if text is None:
        return
    if path.suffix == ".csv":
        reader = csv.DictReader(io.StringIO(text))
        try:
            for row in reader:
                named = {str(key).strip().lower(): value for key, value in row.items()}
                yield reader.line_num, named
        except csv.Error as error:
            raise ConfigError(
                f"not CSV: {error}",
                path=path,
                place=f"line {reader.line_num + 1}",
                remedy="save it again as CSV with commas",
            ) from error
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigError(
                f"not JSON: {error}", path=path, place=f"line {number}", remedy=_ROW
            ) from error
        if not isinstance(row, dict):
            raise ConfigError("not a JSON object", path=path, place=f"line {number}", remedy=_ROW)
        yield number, row


def _speaker(row: dict[str, object], path: Path, line: int) -> Speaker:
    aliases = row.get("aliases") or ()
    if isinstance(aliases, str):
        aliases = aliases.replace(";", ",").split(",")
    if not isinstance(aliases, Iterable) or isinstance(aliases, dict):
        raise ConfigError(
            f"{aliases!r} is no list",
            path=path,
            place=f"line {line}, key 'aliases'",
            remedy='write ["DR", "Dee"], in CSV DR; Dee',
        )
    return Speaker(
        name=_required(row, "name", path, line),
        role=_text(row.get("role")),
        side=cast("Side | None", _one_of(row, "side", get_args(Side), path, line)),
        aliases=tuple(str(alias).strip() for alias in aliases if str(alias).strip()),
    )


def _entry(row: dict[str, object], path: Path, line: int) -> MeetingEntry:
    date = _text(row.get("date"))
    try:
        day = dt.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise ConfigError(
            f"{date!r} is no date",
            path=path,
            place=f"line {line}, key 'date'",
            remedy="write it as 2016-03-08",
        ) from error
    return MeetingEntry(
        date=day,
        unit=_text(row.get("unit")),
        unit_kind=cast(
            "UnitKind | None", _one_of(row, "unit_kind", get_args(UnitKind), path, line)
        ),
    )


def _required(row: dict[str, object], key: str, path: Path, line: int) -> str:
    value = _text(row.get(key))
    if not value:
        raise ConfigError(
            f"no {key!r}", path=path, place=f"line {line}", remedy=f"give every line a {key!r}"
        )
    return value


def _one_of(
    row: dict[str, object], key: str, allowed: tuple[str, ...], path: Path, line: int
) -> str | None:
    value = _text(row.get(key))
    if value is None:
        return None
    if value.lower() not in allowed:
        raise ConfigError(
            f"{value!r} is not known",
            path=path,
            place=f"line {line}, key {key!r}",
            remedy="one of " + ", ".join(allowed),
        )
    return value.lower()


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None
