"""A finding as a person corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from notesnlp.catalogue import Event
from notesnlp.detectors.dependencies.plan import plan, replan
from notesnlp.errors import LedgerError
from notesnlp.model.finding import TYPES, Dependency, Finding, FollowUp
from notesnlp.model.meeting import Meeting
from notesnlp.model.when import first_day
from notesnlp.themes.build import is_themed

CHANGEABLE = ("type", "quote", "theme", "owner", "date")
"""What of a finding a person can correct."""


def correct(
    item: Finding, changes: Mapping[str, str], meeting: Meeting, events: Mapping[str, Event]
) -> Finding:
    """`item` with `changes`; its id stays what it was.

    Args:
        item: the finding.
        changes: new values by the names in `CHANGEABLE`; an empty owner or date is none at all.
            The theme is left to `themes.move_findings`, for it needs the themes of a run.
        meeting: the finding's.
        events: the catalogue in force, with the organisation's own.

    Raises:
        LedgerError: a value does not fit the finding; says which would.
    """
    for name in changes:
        if name not in CHANGEABLE:
            raise _fault(item, name, f"a {name} cannot be corrected", ", ".join(CHANGEABLE))
    if "type" in changes:
        item = _with_type(item, changes["type"], events)
    if "quote" in changes:
        item = _with_quote(item, changes["quote"], meeting)
    if changes.get("theme") and not is_themed(item):
        raise _fault(
            item, "theme", f"this {item.type} belongs to no theme", "leave the theme empty"
        )
    if "owner" in changes:
        if not isinstance(item, FollowUp):
            raise _fault(item, "owner", f"a {item.kind} has no owner", "leave the owner empty")
        item = replace(item, owner=changes["owner"] or None)
    if "date" in changes:
        item = _with_date(item, changes["date"])
    return item


def corrected(
    item: Finding, changes: Mapping[str, str], meeting: Meeting, events: Mapping[str, Event]
) -> Finding:
    """`item` with those of `changes` that can still be made.

    A corrected quote may stand in the text no more, an event in the catalogue.
    """
    found, fitting = item, dict[str, str]()
    for name, value in changes.items():
        try:
            found = correct(item, fitting | {name: value}, meeting, events)
        except LedgerError:
            continue
        fitting[name] = value
    return found


def _with_type(item: Finding, type: str, events: Mapping[str, Event]) -> Finding:
    if isinstance(item, Dependency):
        if type not in events:
            raise _fault(item, "type", f"unknown event {type!r}", "one of " + ", ".join(events))
        event = events[type]
        return replace(
            item,
            type=type,
            event=type,
            workstreams=plan(event, item.when),
            questions=event.questions,
        )
    if type not in TYPES[item.kind]:
        known = "one of " + ", ".join(TYPES[item.kind])
        raise _fault(item, "type", f"unknown type {type!r} of {item.kind}", known)
    return replace(item, type=type)


def _with_quote(item: Finding, quote: str, meeting: Meeting) -> Finding:
    place = item.evidence
    turn = meeting.turns[place.turn]
    found = [at for at in range(len(turn.text)) if quote and turn.text.startswith(quote, at)]
    if not found:
        remedy = "copy it from the same turn of the meeting"
        raise _fault(item, "quote", f"{quote[:60]!r} is not what was said there", remedy)
    start = min(found, key=lambda at: (abs(at - place.start), at))
    return replace(
        item,
        evidence=replace(
            place, quote=quote, start=start, end=start + len(quote), line=turn.line_at(start)
        ),
    )


def _with_date(item: Finding, date: str) -> Finding:
    if date:
        try:
            first_day(date)
        except ValueError as error:
            remedy = "write 2016-03-08, 2016-03, 2016-Q1 or 2016"
            raise _fault(item, "date", f"{date!r} is no date", remedy) from error
    when = date or None
    if isinstance(item, FollowUp):
        return replace(item, due=when)
    if isinstance(item, Dependency):
        works = replan(item.workstreams, when)  # lead times as they were in force in the run
        return replace(item, when=when, workstreams=works)
    raise _fault(item, "date", f"a {item.kind} has no date", "leave the date empty")


def _fault(item: Finding, name: str, reason: str, remedy: str) -> LedgerError:
    return LedgerError(reason, place=f"finding {item.evidence.id}, {name}", remedy=remedy)
