"""What a run found, in memory and in its output folder."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from notesnlp.catalogue import Event, catalogue_with
from notesnlp.conversation import Conversation
from notesnlp.errors import OutputError
from notesnlp.model.finding import Finding, FollowUp, Idea, Need, finding_from_dict
from notesnlp.model.meeting import Meeting
from notesnlp.report.publish import READY, steady
from notesnlp.themes import Theme
from notesnlp.themes.bands import Alike
from notesnlp.tracking import Item

FINDINGS = "findings.jsonl"
RESULTS = "results.json"

_Found = TypeVar("_Found", bound=Finding)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read: which, why, and what to do."""

    path: str
    reason: str
    place: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """All that a report is made from.

    Attributes:
        meetings: in the order of their names; in a run they are unpacked when they are looked at.
        findings: in the order of the meetings and their text.
        themes: by rank.
        items: follow-ups tied together over the meetings.
        failures: files that could not be read.
        today: the day against which dates are late; None where no meeting has a date.
        own_events: of the catalogue, those that the settings add or change.
        conversations: how each meeting went, in their order; empty for runs before they were measured.
        alike: pairs of themes that may be one, the nearest first.
    """

    meetings: Sequence[Meeting]
    findings: tuple[Finding, ...]
    themes: tuple[Theme, ...] = ()
    items: tuple[Item, ...] = ()
    failures: tuple[Failure, ...] = ()
    today: dt.date | None = None
    own_events: tuple[Event, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    alike: tuple[Alike, ...] = ()

    @property
    def catalogue(self) -> Mapping[str, Event]:
        """The events in force in the run."""
        return catalogue_with(self.own_events)

    def of(self, kind: type[_Found]) -> list[_Found]:
        """The findings of one kind, those of rehearsals among them."""
        return [item for item in self.findings if isinstance(item, kind)]

    def real(self, kind: type[_Found]) -> list[_Found]:
        """The findings of one kind that count: in a rehearsal nobody spoke for a customer."""
        return [item for item in self.of(kind) if not item.evidence.rehearsal]


@dataclass(frozen=True, slots=True)
class _Stored:
    """What `results.json` holds: everything but the findings, which have a file of their own."""

    meetings: tuple[Meeting, ...]
    themes: tuple[Theme, ...]
    items: tuple[Item, ...]
    failures: tuple[Failure, ...]
    today: dt.date | None = None
    own_events: tuple[Event, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    alike: tuple[Alike, ...] = ()


@cache
def _adapter() -> TypeAdapter[_Stored]:
    return TypeAdapter(_Stored)


@cache
def _meetings() -> TypeAdapter[Meeting]:
    return TypeAdapter(Meeting)


def save_results(results: Results, out: Path) -> None:
    """Write `findings.jsonl` and `results.json` into `out`."""
    lines = _lines(item.to_dict() for item in results.findings)
    write_pieces(out / FINDINGS, (line.encode("utf-8", "backslashreplace") for line in lines))
    stored = _Stored(
        (),
        results.themes,
        results.items,
        results.failures,
        results.today,
        results.own_events,
        results.conversations,
        results.alike,
    )
    rest = _adapter().dump_json(stored, exclude={"meetings"})
    write_pieces(out / RESULTS, _with_meetings(results.meetings, rest))


def _with_meetings(meetings: Iterable[Meeting], rest: bytes) -> Iterator[bytes]:
    """The JSON object `rest` with the meetings before it, one at a time."""
    yield b'{"meetings":['
    for number, meeting in enumerate(meetings):
        yield (b"," if number else b"") + _meetings().dump_json(meeting)
    yield b"]," + rest.removeprefix(b"{") + b"\n"


def holds_results(folder: Path) -> bool:
    """Whether a run has written into `folder`, be it that its files are not yet in their places."""
    return all(
        (folder / name).is_file() or (folder / READY / name).is_file()
        for name in (RESULTS, FINDINGS)
    )


def load_results(out: Path) -> Results:
    """The results that a run left in `out`.

    Raises:
        OutputError: `out` holds none, or they are damaged.
    """
    with steady(out):
        return read_results(out)


def read_results(out: Path) -> Results:
    """As `load_results`, for who holds `out` already."""
    remedy = f"run `notesnlp analyze FOLDER -o {out}` first"
    try:
        stored = _adapter().validate_json((out / RESULTS).read_bytes())
        lines = (out / FINDINGS).read_text(encoding="utf-8").splitlines()
        findings = tuple(finding_from_dict(json.loads(line)) for line in lines)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise OutputError("there are no results here", path=out, remedy=remedy) from error
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise OutputError("the results are damaged", path=out, remedy=remedy) from error
    return Results(
        stored.meetings,
        findings,
        stored.themes,
        stored.items,
        stored.failures,
        stored.today,
        stored.own_events,
        stored.conversations,
        stored.alike,
    )


def regrouped(
    findings: Iterable[Finding], themes: Iterable[Theme], items: Iterable[Item]
) -> tuple[Finding, ...]:
    """`findings` with the ids of the themes and items that hold them now."""
    theme_of = {finding: theme.id for theme in themes for finding in theme.findings}
    item_of = {mention: item.id for item in items for mention in item.mentions}
    return tuple(_regrouped(item, theme_of, item_of) for item in findings)


def _regrouped(item: Finding, theme_of: Mapping[str, str], item_of: Mapping[str, str]) -> Finding:
    if isinstance(item, Need | Idea):
        return replace(item, theme=theme_of.get(item.evidence.id))
    if isinstance(item, FollowUp):
        return replace(item, item=item_of.get(item.evidence.id))
    return item


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))  # file names may be no UTF-8


def write_bytes(path: Path, data: bytes) -> None:
    """As `write_pieces`, in one piece."""
    write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    Only its owner may read it: it holds what people said.

    Raises:
        OutputError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave an empty file of the new name
        beside.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}",
            path=path,
            remedy="choose another folder with -o, or free its disk",
        ) from error
    except BaseException:  # the pieces could not be made
        beside.unlink(missing_ok=True)
        raise


_BREAKS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})
"""Line breaks of Unicode that JSON leaves as they are, but at which readers of lines cut."""


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    return (json.dumps(row, ensure_ascii=False).translate(_BREAKS) + "\n" for row in rows)
