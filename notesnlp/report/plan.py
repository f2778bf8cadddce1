"""The plan: each planned event with its work, by when each piece must begin, and how urgent it is."""

from __future__ import annotations

import datetime as dt

from notesnlp.catalogue import Event
from notesnlp.model.finding import Dependency
from notesnlp.report.results import Results
from notesnlp.report.sections import URGENCIES, Planned, PlannedWork, Urgency
from notesnlp.tracking import HeardWork, PlannedEvent, plan_events

SOON_DAYS = 42
"""A start day this near is at risk: six weeks are two cycles of a monthly steering meeting."""


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
