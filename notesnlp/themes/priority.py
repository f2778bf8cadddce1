"""The order in which a CIO would look at themes: a weighted sum whose parts are shown.

No part falls when a finding is added, so that what is told more never comes later for it. The
reasons for parts and weights are in docs/explanation/priorities.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from notesnlp.config import Priority
from notesnlp.model.finding import Finding
from notesnlp.themes.facts import Facts

SEVERITY: Mapping[str, float] = {"pain": 1.0, "request": 0.8, "goal": 0.8, "idea": 0.5}
"""What lives with a customer now comes before what they ask for or are after, before what
somebody suggests."""
_HALF_LIFE_DAYS = 180.0
_DUE_HALF_DAYS = 90.0
"""A date a quarter away presses half as much as one today."""
_MANY_UNITS = 4
_MANY_MEETINGS = 4
_MANY_FINDINGS = 8
"""Numbers at which a theme counts as widely told, and the part is 1."""
_ELSEWHERE = 0.5
"""What a risk or an event counts that is the unit's, but was not spoken of near the theme."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A theme's priority and what it is made of.

    Attributes:
        priority: the sum of the parts.
        parts: each part's value times its weight.
        values: each part's value; 1 is much, and only numbers of findings and units go beyond.
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
    """Each part's value."""
    hurt = sum(SEVERITY[item.type] for item in facts.findings)
    recency = 0.0 if facts.age_days is None else 0.5 ** (facts.age_days / _HALF_LIFE_DAYS)
    date = 0.0 if facts.due_days is None else 0.5 ** (facts.due_days / _DUE_HALF_DAYS)
    told = math.log(len(facts.meetings)) / math.log(_MANY_MEETINGS)
    return {
        "severity": math.log1p(hurt) / math.log1p(_MANY_FINDINGS),
        "reach": math.log(len(facts.units)) / math.log(_MANY_UNITS),
        "external": math.log1p(len(facts.customers)) / math.log1p(_MANY_UNITS),
        "churn": _near(*facts.risks),
        "again": 1.0 if facts.stuck else min(1.0, told),
        "date": date,
        "recency": recency,
        "dependency": _near(*facts.events),
    }


def _near(near: tuple[Finding, ...], other: tuple[Finding, ...]) -> float:
    """1 where one was spoken of near the theme, half where its units have one elsewhere."""
    return 1.0 if near else _ELSEWHERE if other else 0.0


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
