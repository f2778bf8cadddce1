"""What IT must do for an event, and the day by which each piece of work must begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from notesnlp.catalogue import Event
from notesnlp.model.finding import Workstream
from notesnlp.model.when import first_day


def plan(event: Event, when: str | None) -> tuple[Workstream, ...]:
    """The event's workstreams, the longest lead time first.

    A piece of work must begin its longest lead time before the first day on which the event
    can be: who plans with the shortest is late in half the cases.

    Args:
        event: of the catalogue.
        when: the event's ISO day, month, quarter or year, or None where it is not known.
    """
    works = [Workstream(work.name, work.lead_days, None, work.source) for work in event.works]
    ordered = sorted(works, key=lambda work: (-work.lead_days[1], work.name))
    return replan(ordered, when)


def replan(works: Iterable[Workstream], when: str | None) -> tuple[Workstream, ...]:
    """`works` with the days by which they must begin for an event at `when`."""
    start = first_day(when) if when else None
    return tuple(
        replace(
            work,
            start_by=(start - dt.timedelta(days=work.lead_days[1])).isoformat() if start else None,
        )
        for work in works
    )
