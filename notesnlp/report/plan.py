"""The plan: each planned event with its work, by when each piece must begin, and how urgent it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from notesnlp.catalogue import Event
from notesnlp.model.finding import Dependency, Evidence, Workstream
from notesnlp.report.results import Results
from notesnlp.tracking import HeardWork, PlannedEvent, plan_events
from notesnlp.tracking.works import Heard

Urgency = Literal["late", "soon", "later", "undated"]
URGENCIES: tuple[Urgency, ...] = ("late", "soon", "later", "undated")
URGENCY_NAMES: dict[Urgency, str] = {
    "late": "late",
    "soon": "at risk",
    "later": "on time",
    "undated": "no date known",
}
SOON_DAYS = 42
"""A start day this near is at risk: six weeks are two cycles of a monthly steering meeting."""


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """A piece of an event's work, when it must begin, and what was said of it.

    Attributes:
        start_by: the last day on which it can begin, or None where the event has no date.
        urgency: against the report's day.
        heard: ``mentioned``, ``denied`` or ``silent``.
        evidence: the words that mention or deny it.
    """

    work: Workstream
    start_by: dt.date | None
    urgency: Urgency
    heard: Heard
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned event with what it means for the calendar.

    Attributes:
        entry: its mentions, history and state.
        name: the event in plain words.
        consequence: what the catalogue says of finding it late; empty for an unknown event.
        start_by: the day by which the longest work must begin, or None.
        urgency: against the report's day.
        works: its work, the longest lead time first.
    """

    entry: PlannedEvent
    name: str
    consequence: str
    start_by: dt.date | None
    urgency: Urgency
    works: tuple[PlannedWork, ...]

    @property
    def finding(self) -> Dependency:
        """The mention whose date holds; its status is that of the event."""
        return self.entry.lead

    def is_ahead(self, today: dt.date | None) -> bool:
        """Whether it is still planned: neither over nor called off."""
        return self.entry.status != "cancelled" and not self.entry.is_over(today)

    @property
    def other_mentions(self) -> tuple[Dependency, ...]:
        """The further findings of the same event, the oldest first."""
        lead = self.finding.evidence.id
        return tuple(item for item in self.entry.mentions if item.evidence.id != lead)


def build_plan(results: Results, *, today: dt.date | None = None) -> tuple[Planned, ...]:
    """The planned events of a run, the most urgent first; also those that are over or cancelled.

    Args:
        results: of the run.
        today: the day against which they are late; the run's by default.
    """
    day = today or results.today
    catalogue = results.catalogue
    entries = plan_events(results.real(Dependency), results.meetings, catalogue)
    planned = [_planned(entry, catalogue.get(entry.lead.event), day) for entry in entries]
    return tuple(sorted(planned, key=_order))


def _planned(entry: PlannedEvent, event: Event | None, today: dt.date | None) -> Planned:
    works = tuple(_work(item, today) for item in entry.works)
    starts = [work.start_by for work in works if work.start_by]
    start = min(starts, default=None)
    return Planned(
        entry=entry,
        name=event.name if event else entry.lead.event,
        consequence=event.consequence if event else "",
        start_by=start,
        urgency=_urgency(start, today),
        works=works,
    )


def _work(item: HeardWork, today: dt.date | None) -> PlannedWork:
    start = dt.date.fromisoformat(item.work.start_by) if item.work.start_by else None
    return PlannedWork(item.work, start, _urgency(start, today), item.heard, item.evidence)


def _order(item: Planned) -> tuple[int, bool, dt.date, str]:
    """By urgency; what somebody denies IT a part in comes first, for nobody else will raise it."""
    return (
        URGENCIES.index(item.urgency),
        not item.entry.denials,
        item.start_by or dt.date.max,
        item.finding.evidence.id,
    )


def _urgency(start: dt.date | None, today: dt.date | None) -> Urgency:
    if start is None or today is None:
        return "undated"
    if start < today:
        return "late"
    return "soon" if (start - today).days <= SOON_DAYS else "later"
