"""Planned events: the mentions of one over all meetings, its history, and how it stands."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from notesnlp.catalogue import Event
from notesnlp.language.dates import find_times
from notesnlp.model.finding import Dependency, Evidence
from notesnlp.model.meeting import Meeting
from notesnlp.model.when import OpenWhen, Reason, last_day
from notesnlp.tracking.byname import ByName
from notesnlp.tracking.calloffs import find_calloffs
from notesnlp.tracking.history import Change, History, Status
from notesnlp.tracking.occurrences import occurrences
from notesnlp.tracking.order import place_order
from notesnlp.tracking.works import HeardWork, find_denials, hear_works


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An event that a unit plans, over all meetings.

    Attributes:
        id: 16 hex digits, of the unit, the event and the first mention.
        lead: the mention whose date holds, or the last one; its status is that of the event.
        mentions: all, the oldest first.
        status: after the last meeting.
        by: the words that recognised or cancelled it; None while it is hidden.
        denials: sentences that still deny IT a part in it.
        unresolved: words for a date that name no day, with the reason: ``impossible`` ("31 June"),
            ``event`` ("after the lease"), ``ambiguous``; None where the date is settled.
        changes: its history, beginning with ``heard``.
        works: its work, the longest lead time first, and what was said of it.
        questions: to ask next: on what is open or denied, then those of the catalogue.
    """

    id: str
    lead: Dependency
    mentions: tuple[Dependency, ...]
    status: Status
    by: Evidence | None
    denials: tuple[Evidence, ...]
    unresolved: tuple[str, Reason] | None
    changes: tuple[Change, ...]
    works: tuple[HeardWork, ...]
    questions: tuple[str, ...]

    @property
    def when(self) -> str | None:
        """The ISO date that holds."""
        return self.lead.when

    def is_over(self, today: dt.date | None) -> bool:
        """Whether its date lies before `today`."""
        return bool(self.when and today and last_day(self.when) < today)


def plan_events(
    dependencies: Iterable[Dependency],
    meetings: Sequence[Meeting],
    events: Mapping[str, Event],
) -> tuple[PlannedEvent, ...]:
    """The planned events of all meetings, in the order in which they were first heard of.

    Args:
        dependencies: the findings of all meetings.
        meetings: whose words tell what was denied, called off and spoken of.
        events: the catalogue in force.
    """
    groups = sorted(occurrences(dependencies), key=lambda group: place_order(group[0].evidence))
    by_name = ByName(meetings)
    calloffs = find_calloffs(groups, meetings, events)
    in_meeting: dict[str, list[tuple[int, Dependency]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for item in group:
            in_meeting[item.evidence.meeting].append((number, item))
    planned = []
    for number, (group, called) in enumerate(zip(groups, calloffs, strict=True)):
        names = dict.fromkeys(item.evidence.meeting for item in group)
        others = [item for name in names for at, item in in_meeting[name] if at != number]
        planned.append(_planned(group, others, called, by_name))
    return tuple(planned)


def _planned(
    group: tuple[Dependency, ...],
    others: Sequence[Dependency],
    calloffs: Sequence[Evidence],
    meetings: Mapping[str, Meeting],
) -> PlannedEvent:
    denials = find_denials(group, meetings, others)
    state = History()
    for at, mentions in _by_meeting(group, denials, calloffs):
        told = [item for item in mentions if isinstance(item, Dependency)]
        if told:
            state.tell(told)
        denied = [item for item in denials if item.meeting == at]
        if denied and not any(item.status == "recognised" for item in told):
            state.deny(denied[-1])
        off = [item for item in calloffs if item.meeting == at and not _replanned(item, told)]
        if off:
            state.cancel(off[-1])
    lead = state.lead or group[-1]
    lead = replace(lead, status="hidden" if state.status == "hidden" else "recognised")
    holding = tuple(
        item
        for item in denials
        if state.status == "hidden" or state.by is None or place_order(item) > place_order(state.by)
    )
    unresolved = _unresolved(group, state.lead)
    works = hear_works(lead.workstreams, group, holding, meetings, others)
    return PlannedEvent(
        id=_id(group[0]),
        lead=lead,
        mentions=group,
        status=state.status,
        by=state.by,
        denials=holding,
        unresolved=unresolved,
        changes=tuple(state.changes),
        works=works,
        questions=_questions(lead, works, unresolved),
    )


def _by_meeting(
    group: Sequence[Dependency], denials: Sequence[Evidence], calloffs: Sequence[Evidence]
) -> Iterable[tuple[str, list[Dependency | Evidence]]]:
    said: list[Dependency | Evidence] = [*group, *denials, *calloffs]
    said.sort(key=lambda item: place_order(_place(item)))
    return ((at, list(items)) for at, items in groupby(said, key=lambda item: _place(item).meeting))


def _replanned(calloff: Evidence, told: Sequence[Dependency]) -> bool:
    """Whether a date is told after it: "that was called off, we now move in September"."""
    return any(item.when and place_order(item.evidence) > place_order(calloff) for item in told)


def _place(item: Dependency | Evidence) -> Evidence:
    return item.evidence if isinstance(item, Dependency) else item


def _unresolved(group: Sequence[Dependency], lead: Dependency | None) -> tuple[str, Reason] | None:
    """The last words for a date that name no day, unless a later mention settled it."""
    after = place_order(lead.evidence) if lead else None
    for item in reversed(group):
        if after and place_order(item.evidence) <= after:
            break
        if item.when is None and item.when_text:
            times = find_times(item.when_text, item.evidence.date or dt.date(2000, 1, 1))
            reasons = [time.reason for time in times if isinstance(time, OpenWhen)]
            return item.when_text, reasons[0] if reasons else "event"
    return None


def _questions(
    lead: Dependency, works: Sequence[HeardWork], unresolved: tuple[str, Reason] | None
) -> tuple[str, ...]:
    asked = []
    if unresolved:
        asked.append(f"You said “{unresolved[0]}”: which day is that?")
    denied = next((item for item in works if item.heard == "denied" and item.evidence), None)
    if denied and denied.evidence:
        asked.append(
            f"You said “{denied.evidence.quote}”: who then sees to “{denied.work.name}”, "
            "and by which day?"
        )
    return (*asked, *lead.questions)


def _id(first: Dependency) -> str:
    place = first.evidence
    key = "\x1f".join([place.unit_or_meeting, first.event, place.id])
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:16]
