"""What is known of a theme that a priority can be made of, each fact with the findings that tell it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from notesnlp.model.finding import Dependency, Finding, FollowUp, Need
from notesnlp.model.when import first_day

_Item = TypeVar("_Item")

NEAR_TURNS = 6
"""Turns of the same meeting within which two findings are about one matter, as a rule: passages of
talk on one matter are about as long."""


@dataclass(frozen=True, slots=True)
class Around:
    """What was found besides needs and ideas, by unit and by meeting.

    Attributes:
        today: the day from which days are reckoned; None where no meeting has a date.
        risks: churn risks of each unit.
        events: dependencies of each unit that have a date.
        stuck: follow-ups of each meeting that somebody says are stuck.
    """

    today: dt.date | None
    risks: Mapping[str, tuple[Finding, ...]]
    events: Mapping[str, tuple[Dependency, ...]]
    stuck: Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """A theme's facts.

    Attributes:
        findings: of the theme.
        units: units, or meetings where no unit is known, with the theme's findings in each.
        external: findings from customers outside.
        meetings: meetings that tell of it.
        risks: churn risks near one of its findings, and others of its units.
        events: dated dependencies near one of its findings, and others of its units.
        stuck: stuck follow-ups near one of its findings.
        age_days: since it was told last; None where no day is known.
        due_days: to the first date, from today on, of an event near it; None where there is none.
    """

    findings: tuple[Finding, ...]
    units: Mapping[str, tuple[str, ...]]
    external: tuple[str, ...]
    meetings: tuple[str, ...]
    risks: tuple[tuple[Finding, ...], tuple[Finding, ...]]
    events: tuple[tuple[Dependency, ...], tuple[Dependency, ...]]
    stuck: tuple[Finding, ...]
    age_days: int | None
    due_days: int | None

    @property
    def types(self) -> Counter[str]:
        """How many findings there are of each type."""
        return Counter(item.type for item in self.findings)

    @property
    def customers(self) -> tuple[str, ...]:
        """The units outside."""
        outside = {
            item.evidence.unit_or_meeting
            for item in self.findings
            if item.evidence.unit_kind == "external"
        }
        return tuple(unit for unit in self.units if unit in outside)


def look_around(findings: Iterable[Finding], today: dt.date | None) -> Around:
    """What the findings of all real meetings tell besides needs and ideas."""
    risks: dict[str, list[Finding]] = defaultdict(list)
    events: dict[str, list[Dependency]] = defaultdict(list)
    stuck: dict[str, list[Finding]] = defaultdict(list)
    for item in findings:
        if item.evidence.rehearsal:
            continue
        if isinstance(item, Need) and item.type == "churn_risk":
            risks[item.evidence.unit_or_meeting].append(item)
        elif isinstance(item, Dependency) and item.when:
            events[item.evidence.unit_or_meeting].append(item)
        elif isinstance(item, FollowUp) and item.type == "stuck":
            stuck[item.evidence.meeting].append(item)
    return Around(today, _frozen(risks), _frozen(events), _frozen(stuck))


def gather(findings: Sequence[Finding], around: Around) -> Facts:
    """The facts of the theme that `findings` make up."""
    units: dict[str, list[str]] = defaultdict(list)
    turns: dict[str, list[int]] = defaultdict(list)
    for item in findings:
        units[item.evidence.unit_or_meeting].append(item.evidence.id)
        turns[item.evidence.meeting].append(item.evidence.turn)
    risks = [item for unit in units for item in around.risks.get(unit, ())]
    events = [item for unit in units for item in around.events.get(unit, ())]
    stuck = [item for meeting in turns for item in around.stuck.get(meeting, ())]
    near_events = tuple(item for item in events if _is_near(item, turns))
    newest = max((item.evidence.date for item in findings if item.evidence.date), default=None)
    return Facts(
        findings=tuple(findings),
        units=_frozen(units),
        external=tuple(
            item.evidence.id for item in findings if item.evidence.unit_kind == "external"
        ),
        meetings=tuple(turns),
        risks=(
            tuple(item for item in risks if _is_near(item, turns)),
            tuple(item for item in risks if not _is_near(item, turns)),
        ),
        events=(near_events, tuple(item for item in events if not _is_near(item, turns))),
        stuck=tuple(item for item in stuck if _is_near(item, turns)),
        age_days=max((around.today - newest).days, 0) if around.today and newest else None,
        due_days=_due_days(near_events, around.today),
    )


def _is_near(item: Finding, turns: Mapping[str, Sequence[int]]) -> bool:
    mine = item.evidence.turn
    return any(abs(mine - turn) <= NEAR_TURNS for turn in turns.get(item.evidence.meeting, ()))


def _due_days(events: Iterable[Dependency], today: dt.date | None) -> int | None:
    if today is None:
        return None
    days = [(first_day(item.when) - today).days for item in events if item.when]
    return min((number for number in days if number >= 0), default=None)


def _frozen(lists: Mapping[str, list[_Item]]) -> dict[str, tuple[_Item, ...]]:
    return {key: tuple(items) for key, items in lists.items()}
