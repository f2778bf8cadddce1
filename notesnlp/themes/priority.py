"""The order in which a CIO would look at themes: a weighted sum whose parts are shown.

Each part lies between 0 and 1; its weight is a setting. The reasons for parts and weights are in
docs/explanation/priorities.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from notesnlp.config import Priority
from notesnlp.model.finding import Finding
from notesnlp.themes.facts import Facts

SEVERITY: Mapping[str, float] = {"pain": 1.0, "request": 0.7, "goal": 0.6, "idea": 0.4}
"""What lives with a customer now comes before what they ask for, before what they are after,
before what somebody suggests."""
_HALF_LIFE_DAYS = 180.0
_DUE_HALF_DAYS = 90.0
"""A date a quarter away presses half as much as one today."""
_MANY_UNITS = 4
_MANY_MEETINGS = 4
_MANY_FINDINGS = 8
"""Numbers at which a theme counts as widely told; more adds nothing."""
_ELSEWHERE = 0.5
"""What a risk or an event counts that is the unit's, but was not spoken of near the theme."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A theme's priority and what it is made of.

    Attributes:
        priority: the sum of the parts.
        parts: each part's value times its weight.
        values: each part's value, 0 to 1.
        evidence: ids of the findings that each part is reckoned from.
    """

    priority: float
    parts: Mapping[str, float]
    values: Mapping[str, float] = field(default_factory=dict)
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rank(facts: Facts, weights: Priority) -> Ranking:
    """The product's own priority of a theme.

    Args:
        facts: of the theme.
        weights: of the parts.
    """
    values = {name: round(value, 4) for name, value in _values(facts).items()}
    parts = {name: round(value * getattr(weights, name), 4) for name, value in values.items()}
    evidence = {name: ids for name, ids in _evidence(facts).items() if values[name]}
    return Ranking(round(sum(parts.values()), 4), parts, values, evidence)


def _values(facts: Facts) -> dict[str, float]:
    """Each part's value.

    Who tells of it and when makes the hurt weigh more, and is no hurt itself: an idea in passing
    does not rise because a customer mentions it. So those parts are shares of the severity.
    """
    severity = _grown(sum(SEVERITY[item.type] for item in facts.findings), _MANY_FINDINGS)
    recency = 0.0 if facts.age_days is None else 0.5 ** (facts.age_days / _HALF_LIFE_DAYS)
    date = 0.0 if facts.due_days is None else 0.5 ** (facts.due_days / _DUE_HALF_DAYS)
    return {
        "severity": severity,
        "reach": min(1.0, math.log(len(facts.units)) / math.log(_MANY_UNITS)),
        "external": severity * len(facts.external) / len(facts.findings),
        "churn": severity * _share(facts, *facts.risks),
        "again": 1.0 if facts.stuck else min(1.0, math.log(len(facts.meetings)) / math.log(_MANY_MEETINGS)),
        "date": severity * date,
        "recency": severity * recency,
        "dependency": severity * _share(facts, *facts.events),
    }  # fmt: skip


def _grown(value: float, many: float) -> float:
    """0 to 1, quickly at first: the second telling says more than the ninth."""
    return min(1.0, math.log1p(value) / math.log1p(many))


def _share(facts: Facts, near: tuple[Finding, ...], other: tuple[Finding, ...]) -> float:
    """The share of the theme's units that have one; those that have it only elsewhere count half."""
    close = {item.evidence.unit_or_meeting for item in near}
    away = {item.evidence.unit_or_meeting for item in other} - close
    return (len(close) + _ELSEWHERE * len(away)) / len(facts.units)


def _evidence(facts: Facts) -> dict[str, tuple[str, ...]]:
    ids = tuple(item.evidence.id for item in facts.findings)
    dated = [item.evidence for item in facts.findings if item.evidence.date]
    newest = max((place.date for place in dated if place.date), default=None)
    return {
        "severity": ids,
        "reach": tuple(found[0] for found in facts.units.values()),
        "external": facts.external,
        "churn": _ids(*facts.risks),
        "again": _ids(facts.stuck)
        or tuple({item.evidence.meeting: item.evidence.id for item in facts.findings}.values()),
        "date": _ids(facts.events[0]),
        "recency": tuple(place.id for place in dated if place.date == newest),
        "dependency": _ids(*facts.events),
    }


def _ids(*groups: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.evidence.id for group in groups for item in group))
