"""A part of a run's results: of some units, of a stretch of time, of one person's promises.

Whatever leaves the house goes through here, so no word of another unit's meetings may be left:
no quote, no name of a file, no theme's name made of their words, no reason that quotes them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from notesnlp.conversation import Conversation
from notesnlp.errors import ConfigError
from notesnlp.model.finding import Evidence, Finding, FollowUp
from notesnlp.model.when import first_day, last_day
from notesnlp.report.results import Results, regrouped
from notesnlp.report.words import folded
from notesnlp.themes import Theme
from notesnlp.themes.label import name_left
from notesnlp.tracking import Item

_ELSEWHERE = "told in a meeting that is not part of this report"
_RANGE = re.compile(r"(\S+)\s*(?:\.\.|–)\s*(\S+)")

_Thing = TypeVar("_Thing", Theme, Item)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is on; by default everything.

    Attributes:
        units: names of customers and units; None for all, those not known included.
        only: ``everything``, or the ``promises`` alone.
        owner: of the promises.
        first: the first day of meetings.
        last: the last one.
    """

    units: tuple[str, ...] | None = None
    only: str = "everything"
    owner: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, unit: str | None, date: dt.date | None) -> bool:
        """Whether a meeting with `unit` on `date` is part of it."""
        if not self.holds_unit(unit):
            return False
        if self.first is None and self.last is None:
            return True
        return date is not None and (self.first or date) <= date <= (self.last or date)

    def holds_unit(self, unit: str | None) -> bool:
        """Whether meetings with `unit` are part of it; of a unit that is not known only in the whole."""
        if self.units is None:
            return True
        return folded(unit) in {folded(item) for item in self.units} - {""}

    @property
    def whole(self) -> bool:
        """Whether it is everything."""
        return self == Scope()


def period(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a period: a year, quarter, month or day, or two of them.

    >>> period("2024-Q4")
    (datetime.date(2024, 10, 1), datetime.date(2024, 12, 31))
    >>> period("2024-11-19..2025-01")
    (datetime.date(2024, 11, 19), datetime.date(2025, 1, 31))

    Raises:
        ConfigError: it is none.
    """
    both = _RANGE.fullmatch(text.strip())
    first, last = both.groups() if both else (text.strip(), text.strip())
    try:
        found = first_day(first), last_day(last)
    except ValueError as error:
        raise ConfigError(
            f"{text!r} is no period",
            remedy="write 2024, 2024-Q4, 2024-11, 2024-11-19, or two of them with .. between",
        ) from error
    if found[0] > found[1]:
        raise ConfigError(f"{text!r} ends before it begins", remedy="swap the two days")
    return found


def units_of(results: Results) -> tuple[str, ...]:
    """The names of the customers and units in `results`."""
    return tuple(sorted({meeting.unit for meeting in results.meetings if meeting.unit}))


def known_units(results: Results, names: Sequence[str]) -> tuple[str, ...]:
    """`names` as the meetings spell them.

    Raises:
        ConfigError: no meeting is with one of them.
    """
    spelt = {folded(unit): unit for unit in units_of(results)}
    for name in names:
        if folded(name) not in spelt:
            raise ConfigError(
                f"no meeting is with {name!r}",
                remedy=f"units are {', '.join(spelt.values()) or 'not known in this run'}",
            )
    return tuple(spelt[folded(name)] for name in names)


def scoped(results: Results, scope: Scope) -> Results:
    """The part of `results` that `scope` holds."""
    if scope.whole:
        return results
    meetings = tuple(item for item in results.meetings if scope.holds(item.unit, item.date))
    gone = {item.name for item in results.meetings} - {item.name for item in meetings}
    inside = [item for item in results.findings if _holds(scope, item.evidence)]
    if scope.only == "promises":
        inside = [item for item in inside if isinstance(item, FollowUp)]
    by_id = {item.evidence.id: item for item in inside}
    items = _parts(results.items, lambda item: _item(item, by_id, gone))
    if scope.owner is not None:
        items = {
            id: item for id, item in items.items() if folded(item.owner) == folded(scope.owner)
        }
    themes = _parts(results.themes, lambda theme: _theme(theme, by_id))
    whole = {theme.id for theme in results.themes} & set(themes)
    if scope.owner is not None:
        told = {mention for item in items.values() for mention in item.mentions}
        inside = [item for item in inside if item.evidence.id in told]
    return Results(
        meetings=meetings,
        findings=regrouped(inside, themes.values(), items.values()),
        themes=tuple(replace(theme, rank=rank) for rank, theme in enumerate(themes.values(), 1)),
        items=tuple(items.values()),
        failures=results.failures if scope.units is None and scope.only == "everything" else (),
        today=results.today,
        own_events=results.own_events,
        conversations=_conversations(results, scope),
        alike=tuple(pair for pair in results.alike if {pair.theme, pair.other} <= whole),
    )


def _conversations(results: Results, scope: Scope) -> tuple[Conversation, ...]:
    """How the meetings of the part went; none where it is on promises alone."""
    if scope.only == "promises":
        return ()
    return tuple(item for item in results.conversations if scope.holds(item.unit, item.date))


def _holds(scope: Scope, place: Evidence) -> bool:
    return scope.holds(place.unit, place.date)


def _parts(things: Sequence[_Thing], part: Callable[[_Thing], _Thing | None]) -> dict[str, _Thing]:
    found = (part(thing) for thing in things)
    return {thing.id: thing for thing in found if thing is not None}


def _theme(theme: Theme, by_id: Mapping[str, Finding]) -> Theme | None:
    """A theme with the findings left; its words only where one of their quotes says them."""
    inside = [by_id[id] for id in theme.findings if id in by_id]
    if not inside:
        return None
    told = {
        part: tuple(id for id in ids if id in by_id) for part, ids in theme.ranking.evidence.items()
    }
    theme = replace(theme, ranking=replace(theme.ranking, evidence=told))
    if len(inside) == len(theme.findings):
        quotes = [item.evidence.quote for item in inside]
        return replace(theme, area=name_left(theme.area, quotes))
    quotes = [item.evidence.quote for item in inside]
    return replace(
        theme,
        id=f"theme-{theme.rank}",
        name=name_left(theme.name, quotes),
        area=name_left(theme.area, quotes),
        findings=tuple(item.evidence.id for item in inside),
        units=tuple(dict.fromkeys(item.evidence.unit_or_meeting for item in inside)),
        meetings=tuple(dict.fromkeys(item.evidence.meeting for item in inside)),
    )


def _item(item: Item, by_id: Mapping[str, Finding], gone: set[str]) -> Item | None:
    """A commitment with the mentions left; of the others neither words, owner nor day."""
    inside = [found for id in item.mentions if isinstance(found := by_id.get(id), FollowUp)]
    if not inside:
        return None
    if any(f"({name}, line" in item.reason for name in gone):
        item = replace(item, reason=_ELSEWHERE)
    if len(inside) == len(item.mentions):
        return item
    owners = [mention.owner for mention in inside if mention.owner]
    days = [mention.due for mention in inside if mention.due]
    due = days[-1] if days else None
    return replace(
        item,
        id=f"item-{inside[0].evidence.id}",
        owner=owners[-1] if owners else None,
        due=due,
        reason=item.reason if due == item.due else _ELSEWHERE,
        mentions=tuple(mention.evidence.id for mention in inside),
    )
