"""The order in which a CIO would look at themes: a weighted sum whose parts are shown.

Each part lies between 0 and 1; its weight is a setting. The reasons: a theme weighs more
the worse it hurts, the more different units tell of it, where paying customers do, where
one of them may leave, the fresher it is, and where a dated event depends on it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from notesnlp.config import Priority
from notesnlp.model.finding import Finding

SEVERITY: Mapping[str, float] = {"pain": 1.0, "request": 0.7, "goal": 0.6, "idea": 0.4}
"""What lives with a customer now comes before what they ask for, before what they are after,
before what somebody suggests."""
_HALF_LIFE_DAYS = 180.0
_MANY_UNITS = 4
_MANY_FINDINGS = 8
"""Numbers at which a theme counts as widely told; more adds nothing."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A theme's priority and what it is made of: each part's value times its weight."""

    priority: float
    parts: Mapping[str, float]


def rank(
    findings: Sequence[Finding],
    *,
    today: dt.date | None,
    at_risk: frozenset[str],
    awaited: frozenset[str],
    weights: Priority,
) -> Ranking:
    """The priority of the theme that `findings` make up.

    Args:
        findings: of one theme.
        today: the day from which recency is reckoned; None where no meeting has a date.
        at_risk: units in which a churn risk was found.
        awaited: units that expect a dated event.
        weights: of the parts.
    """
    units = {item.evidence.unit or item.evidence.meeting for item in findings}
    severity = sum(SEVERITY[item.type] for item in findings)
    external = sum(item.evidence.unit_kind == "external" for item in findings) / len(findings)
    newest = max((item.evidence.date for item in findings if item.evidence.date), default=None)
    age = (today - newest).days if today and newest else None
    values = {
        "severity": min(1.0, math.log1p(severity) / math.log1p(_MANY_FINDINGS)),
        "reach": min(1.0, math.log1p(len(units) - 1) / math.log(_MANY_UNITS)),
        "external": external,
        "churn": len(units & at_risk) / len(units),
        "recency": 0.5 ** (max(age, 0) / _HALF_LIFE_DAYS) if age is not None else 0.0,
        "dependency": len(units & awaited) / len(units),
    }
    parts = {name: round(value * getattr(weights, name), 4) for name, value in values.items()}
    return Ranking(round(sum(parts.values()), 4), parts)
