"""The plan as a flat table: one row a piece of work, by unit and event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notesnlp.report.history import in_one_line, said_at, standing, unresolved
from notesnlp.report.horizon import UnitHorizon
from notesnlp.report.plan import URGENCY_NAMES, Planned
from notesnlp.report.tables import Row

PLAN_COLUMNS = (
    "unit",
    "id",
    "type",
    "event",
    "when",
    "status",
    "state",
    "history",
    "unresolved",
    "urgency",
    "work",
    "lead_days",
    "start_by",
    "work_urgency",
    "heard",
    "said",
    "lead_source",
    "quote",
)
"""The columns of the plan, in order."""


def plan_rows(units: Iterable[UnitHorizon]) -> list[Row]:
    """One row a piece of work; an event without known work has one row."""
    return [row for unit in units for item in unit.events for row in _rows(item)]


def _rows(item: Planned) -> Iterator[Row]:
    entry = item.entry
    about: Row = {
        "unit": item.finding.evidence.unit,
        "id": entry.id,
        "type": entry.lead.event,
        "event": item.name,
        "when": entry.when,
        "status": entry.status,
        "state": standing(entry),
        "history": in_one_line(entry.changes) or None,
        "unresolved": unresolved(entry.unresolved) if entry.unresolved else None,
        "urgency": URGENCY_NAMES[item.urgency],
        "quote": said_at(item.finding.evidence),
    }
    none = dict.fromkeys(PLAN_COLUMNS)
    if not item.works:
        yield none | about
    for work in item.works:
        yield about | {
            "work": work.work.name,
            "lead_days": list(work.work.lead_days),
            "start_by": work.start_by.isoformat() if work.start_by else None,
            "work_urgency": URGENCY_NAMES[work.urgency],
            "heard": work.heard,
            "said": said_at(work.evidence) if work.evidence else None,
            "lead_source": work.work.source,
        }
