"""Dependencies as to-dos for a calendar, due on the day by which work must begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Todo

from notesnlp.catalogue import load_catalogue
from notesnlp.model.finding import Dependency
from notesnlp.report.results import Results
from notesnlp.report.words import shortened, source, speaker

_MIDNIGHT = dt.time(tzinfo=dt.UTC)


def calendar(results: Results) -> bytes:
    """An iCalendar file with one to-do for each dependency whose date is known.

    The stamp is the meeting's day, so that the same results give the same bytes.
    """
    found = Calendar()
    found.add("prodid", "-//notesnlp//dependencies//EN")
    found.add("version", "2.0")
    for todo in _todos(results):
        found.add_component(todo)
    return bytes(found.to_ical())


def _todos(results: Results) -> Iterable[Todo]:
    events = load_catalogue()
    for item in results.of(Dependency):
        first = item.workstreams[0] if item.workstreams else None
        if first is None or first.start_by is None or item.evidence.date is None:
            continue
        place = item.evidence
        todo = Todo()
        todo.add("uid", f"{place.id}@notesnlp")
        todo.add("dtstamp", dt.datetime.combine(item.evidence.date, _MIDNIGHT))
        todo.add("due", dt.date.fromisoformat(first.start_by))
        name = events[item.event].name if item.event in events else item.event
        unit = f" ({place.unit})" if place.unit else ""
        todo.add("summary", shortened(f"{first.name}: {name}{unit}", 200))
        works = "\n".join(
            f"- {work.name}: begin by {work.start_by}, {work.lead_days[0]}–{work.lead_days[1]} days"
            for work in item.workstreams
        )
        todo.add(
            "description",
            f"“{shortened(place.quote, 1_000)}”\n{shortened(speaker(place), 100)}, "
            f"{shortened(source(place), 300)}\n{works}",
        )
        todo.add("categories", [item.status])
        yield todo
