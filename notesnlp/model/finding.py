"""Findings: what the detectors return, one class a kind, written out as the schema says."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar, Literal

from notesnlp.model.meeting import Meeting, Side, Turn, UnitKind

SCHEMA = 1

Kind = Literal["framing", "need", "dependency", "idea", "followup"]
KINDS: tuple[Kind, ...] = ("framing", "need", "dependency", "idea", "followup")

TYPES: dict[Kind, tuple[str, ...]] = {
    "framing": ("jargon", "solution_first", "it_vs_business"),
    "need": ("pain", "request", "goal", "loyalty", "churn_risk"),
    "dependency": (),  # the type repeats the event
    "idea": ("idea",),
    "followup": ("action", "stuck"),
}

THEMED_NEEDS = frozenset({"pain", "request", "goal"})
"""Types of need that a piece of work could serve, and that are grouped into themes."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and its place: the fields common to all kinds.

    Attributes:
        rehearsal: whether colleagues acted as customers there; what is found there counts for no
            customer.
    """

    id: str
    meeting: str
    date: dt.date | None
    unit: str | None
    unit_kind: UnitKind | None
    quote: str
    turn: int
    start: int
    end: int
    line: int
    speaker: str | None
    side: Side | None
    rehearsal: bool = False

    @property
    def unit_or_meeting(self) -> str:
        """The customer or unit that tells it; the meeting where none is known."""
        return self.unit or self.meeting


def quote(meeting: Meeting, turn: Turn, start: int, end: int, *, kind: Kind) -> Evidence:
    """The evidence for a finding of `kind` in `turn` from `start` to `end`.

    Its id depends on the file's name, the kind, the place and the words alone, so it is
    the same on every run over the same text.
    """
    text = turn.text[start:end]
    key = "\x1f".join([meeting.name, kind, str(turn.index), str(start), str(end), text])
    return Evidence(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        meeting=meeting.name,
        date=meeting.date,
        unit=meeting.unit,
        unit_kind=meeting.unit_kind,
        quote=text,
        turn=turn.index,
        start=start,
        end=end,
        line=turn.line_at(start),
        speaker=turn.speaker,
        side=turn.side,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: its evidence, its type, and how sure the model is (0 to 1)."""

    kind: ClassVar[Kind]

    evidence: Evidence
    type: str
    score: float

    @property
    def counts(self) -> bool:
        """Whether it counts: of a rehearsal only how IT talked does, which it is held for."""
        return self.kind == "framing" or not self.evidence.rehearsal

    def to_dict(self) -> dict[str, Any]:
        """The finding as the schema's JSON object, keys in the schema's order."""
        place = self.evidence
        common: dict[str, Any] = {
            "schema": SCHEMA,
            "id": place.id,
            "meeting": place.meeting,
            "date": place.date.isoformat() if place.date else None,
            "unit": place.unit,
            "unit_kind": place.unit_kind,
            "kind": self.kind,
            "type": self.type,
            "quote": place.quote,
            "turn": place.turn,
            "start": place.start,
            "end": place.end,
            "line": place.line,
            "speaker": place.speaker,
            "side": place.side,
            "score": self.score,
        }
        if place.rehearsal:
            common["rehearsal"] = True
        own = {
            item.name: _plain(getattr(self, item.name))
            for item in fields(self)
            if item.name not in {"evidence", "type", "score"}
        }
        return common | own


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Workstream):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing(Finding):
    """Tech-heavy framing by the IT side, with a better wording and an opening question."""

    kind: ClassVar[Kind] = "framing"

    terms: tuple[str, ...] = ()
    rule: str
    why: str
    say_instead: str
    ask: str
    severity: str = "warning"
    """``hint``, ``warning`` or ``error``, as the settings weigh the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Finding):
    """Something a customer struggles with, asks for, is after, values or fears."""

    kind: ClassVar[Kind] = "need"

    customer: UnitKind
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Workstream:
    """A piece of IT work that an event needs.

    Attributes:
        name: what is done.
        lead_days: shortest and longest time from order to use, in calendar days.
        start_by: ISO day by which it must begin at the latest, or None where the
            event's date is not known.
        source: where the lead time comes from.
    """

    name: str
    lead_days: tuple[int, int]
    start_by: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Finding):
    """A business event that IT will have to do work for."""

    kind: ClassVar[Kind] = "dependency"

    event: str
    status: Literal["hidden", "recognised"]
    when: str | None
    when_text: str | None
    tentative: bool
    workstreams: tuple[Workstream, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea(Finding):
    """A proposed change, improvement, product or way of working."""

    kind: ClassVar[Kind] = "idea"

    theme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Finding):
    """A commitment, or something promised that has not moved."""

    kind: ClassVar[Kind] = "followup"

    owner: str | None
    due: str | None
    item: str | None = None
    state: Literal["open", "done", "stuck", "dropped"] = "open"


_CLASSES: dict[str, type[Finding]] = {
    item.kind: item for item in (Framing, Need, Dependency, Idea, FollowUp)
}


def finding_from_dict(row: Mapping[str, Any]) -> Finding:
    """The finding whose `to_dict` is `row`.

    Raises:
        KeyError: a key is missing, or the kind is unknown.
    """
    place = {
        item.name: row[item.name]
        for item in fields(Evidence)
        if item.name in row or item.default is MISSING
    }
    place["date"] = dt.date.fromisoformat(row["date"]) if row["date"] else None
    own = {
        item.name: _rebuilt(item.name, row[item.name])
        for item in fields(_CLASSES[row["kind"]])
        if item.name != "evidence" and (item.name in row or item.default is MISSING)
    }
    return _CLASSES[row["kind"]](evidence=Evidence(**place), **own)


def _rebuilt(name: str, value: Any) -> Any:
    if name == "workstreams":
        return tuple(
            Workstream(work["name"], tuple(work["lead_days"]), work["start_by"], work["source"])
            for work in value
        )
    return tuple(value) if isinstance(value, list) else value
