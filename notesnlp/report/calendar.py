"""Planned events as to-dos for a calendar, due on the day by which work must begin.

RFC 5545: a to-do is known again by its UID, and one with a higher SEQUENCE takes the place of
what was imported before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from icalendar import Calendar, Todo

from notesnlp.report.history import history
from notesnlp.report.plan import Planned, PlannedWork
from notesnlp.report.words import shortened, source, speaker

_MIDNIGHT = dt.time(tzinfo=dt.UTC)
_DOMAIN = "notesnlp"
_COMPARED = ("due", "status", "summary", "description")


def calendar(plan: Iterable[Planned], before: bytes | None = None) -> bytes:
    """An iCalendar file with one to-do for each planned event whose date is known.

    A to-do's UID is that of its event; its SEQUENCE counts the event's changes, and goes on
    from that of `before` where something else changed it, a correction say. A cancelled event
    is cancelled in the calendar; so is one that `before` has and the plan no more. Stamps are
    days of meetings, so that the same arguments give the same bytes.

    Args:
        plan: all planned events, also those that are over or cancelled.
        before: the file that may have been imported already.
    """
    earlier = _by_uid(before)
    made = Calendar()
    made.add("prodid", "-//notesnlp//dependencies//EN")
    made.add("version", "2.0")
    for todo in _todos(plan):
        old = earlier.pop(str(todo["uid"]), None)
        sequence = int(str(todo["sequence"]))
        if old is not None:
            last = int(old.get("sequence", 0))
            sequence = max(sequence, last if _same(old, todo) else last + 1)
        todo["sequence"] = sequence
        made.add_component(todo)
    for uid in sorted(earlier):
        made.add_component(_withdrawn(earlier[uid]))
    return bytes(made.to_ical())


def _by_uid(data: bytes | None) -> dict[str, Todo]:
    if not data:
        return {}
    try:
        found = Calendar.from_ical(data).walk("VTODO")
        return {str(todo["uid"]): todo for todo in found if isinstance(todo, Todo)}
    except (ValueError, KeyError):
        return {}  # not ours, or damaged: nothing can be said of what was imported


def _same(old: Todo, new: Todo) -> bool:
    return all(_text(old, key) == _text(new, key) for key in _COMPARED)


def _text(todo: Todo, key: str) -> str:
    value = todo.get(key)
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)


def _todos(plan: Iterable[Planned]) -> Iterator[Todo]:
    for item in sorted(plan, key=lambda item: item.entry.id):
        first = next((work for work in item.works if work.start_by == item.start_by), None)
        dates = [change.evidence.date for change in item.entry.changes if change.evidence.date]
        if first is None or item.start_by is None or not dates:
            continue
        yield _todo(item, first, item.start_by, max(dates))


def _todo(item: Planned, first: PlannedWork, start: dt.date, changed: dt.date) -> Todo:
    place = item.finding.evidence
    todo = Todo()
    todo.add("uid", f"{item.entry.id}@{_DOMAIN}")
    todo.add("dtstamp", dt.datetime.combine(changed, _MIDNIGHT))
    todo.add("sequence", len(item.entry.changes) - 1)
    todo.add("status", "CANCELLED" if item.entry.status == "cancelled" else "NEEDS-ACTION")
    todo.add("due", start)
    unit = f" ({place.unit})" if place.unit else ""
    todo.add("summary", shortened(f"{first.work.name}: {item.name}{unit}", 200))
    todo.add("description", "\n".join(_description(item)))
    todo.add("categories", [item.entry.status])
    return todo


def _description(item: Planned) -> Iterator[str]:
    place = item.finding.evidence
    yield f"“{shortened(place.quote, 1_000)}”"
    yield f"{shortened(speaker(place), 100)}, {shortened(source(place), 300)}"
    yield from (shortened(line, 300) for line in history(item.entry.changes)[1:])
    for work in item.works:
        days = f"{work.work.lead_days[0]}–{work.work.lead_days[1]} days"
        yield f"- {work.work.name}: begin by {work.start_by}, {days} ({work.heard})"


def _withdrawn(old: Todo) -> Todo:
    """What was in the calendar and is planned no more, without what was said of it."""
    if str(old.get("status")) == "CANCELLED" and "description" not in old:
        return old
    todo = Todo()
    todo.add("uid", str(old["uid"]))
    todo.add("dtstamp", old.decoded("dtstamp"))
    todo.add("sequence", int(old.get("sequence", 0)) + 1)
    todo.add("status", "CANCELLED")
    if "due" in old:
        todo.add("due", old.decoded("due"))
    todo.add("summary", "No longer planned")
    return todo
