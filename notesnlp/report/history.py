"""A planned event's history and state in words."""

from __future__ import annotations

from collections.abc import Sequence

from notesnlp.model.finding import Evidence
from notesnlp.model.when import Reason
from notesnlp.report.words import short_day, source, speaker, when_words
from notesnlp.tracking import Change, PlannedEvent

UNRESOLVED = {
    "impossible": "names no day",
    "event": "is reckoned from an event without a date",
    "ambiguous": "may be either of two days",
}
"""Why words for a date are not one, by `Reason`."""


def history(changes: Sequence[Change]) -> tuple[str, ...]:
    """Each change as a line.

    ``first June 2016 (Dana Reyes, 8 Mar 2016)``, ``now September 2016 (…)``,
    ``recognised (…)``, ``called off (…)``.
    """
    lines = []
    for at, change in enumerate(changes):
        when = when_words(change.when) if change.when else "no date"
        said = {
            "heard": f"first {when}",
            "dated": f"now {when}",
            "recognised": "recognised as IT's work",
            "denied": "said to need nothing of IT",
            "cancelled": "called off",
            "planned again": f"planned again, {when}",
        }[change.what]
        if at == 0 and len(changes) == 1:
            said = f"heard of, {when}"
        lines.append(f"{said} ({who(change.evidence)})")
    return tuple(lines)


def in_one_line(changes: Sequence[Change]) -> str:
    """The dates it has had: ``first June 2016, now September 2016``; empty where it has had one."""
    dates = [change.when for change in changes if change.when]
    moved = [when for at, when in enumerate(dates) if at == 0 or when != dates[at - 1]]
    if len(moved) < 2:
        return ""
    first, *between, last = (when_words(when) for when in moved)
    return ", ".join([f"first {first}", *(f"then {when}" for when in between), f"now {last}"])


def standing(entry: PlannedEvent) -> str:
    """How it stands, and who said so."""
    if entry.by and entry.status == "cancelled":
        return f"called off by {who(entry.by)}"
    if entry.by and entry.status == "recognised":
        return f"recognised by {who(entry.by)}"
    if entry.denials:
        return f"hidden; denied by {who(entry.denials[-1])}"
    return entry.status


def unresolved(found: tuple[str, Reason]) -> str:
    """Words for a date that is not settled, and why."""
    return f"“{found[0]}” {UNRESOLVED[found[1]]}"


def who(place: Evidence) -> str:
    """Who said it and when."""
    return f"{speaker(place)}, {short_day(place.date)}" if place.date else speaker(place)


def said_at(place: Evidence) -> str:
    """A quote with who said it, when and where."""
    return f"“{place.quote}” ({who(place)}, {source(place)})"
