"""RICE, WSJF, ICE and MoSCoW on themes, beside the product's own priority.

Each is reckoned from a theme's facts and from what people have estimated. What a formula needs and
nobody knows is named as unknown, and the score is that of the known part: never a guess. Themes
whose scores are whole come before those whose are not, for the two cannot be compared.
Formulas and sources: docs/explanation/priorities.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from notesnlp.config import Priority
from notesnlp.themes.estimates import CLASSES, Class, Estimate
from notesnlp.themes.facts import Facts
from notesnlp.themes.priority import SEVERITY, Ranking, rank

Method = Literal["default", "rice", "wsjf", "ice", "moscow"]
METHODS: tuple[Method, ...] = get_args(Method)

_STEPS = (1, 2, 3, 5, 8, 13, 20)
"""SAFe's scale of relative sizes."""
_DUE_STEPS = ((14, 20), (30, 13), (60, 8), (120, 5), (240, 3), (480, 2))
"""Days to a date, and the time criticality up to there."""
_MUST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Score:
    """What a method says of a theme.

    Attributes:
        value: higher comes first.
        parts: what it is made of, in the order of the formula; None where unknown.
        unknown: the parts that a person has to fill in; the value leaves them out.
        formula: with the theme's numbers in it.
        evidence: ids of the findings that each part is reckoned from.
    """

    value: float
    parts: Mapping[str, float | str | None]
    unknown: tuple[str, ...]
    formula: str
    evidence: Mapping[str, tuple[str, ...]]


def score(method: Method, facts: Facts, estimate: Estimate, weights: Priority) -> Score:
    """The score of a theme by a method.

    Args:
        method: see `METHODS`.
        facts: of the theme.
        estimate: what people know of it.
        weights: of the product's own priority; its reach counts for the others too.
    """
    return _BY_METHOD[method](facts, estimate, rank(facts, weights))


def _default(facts: Facts, estimate: Estimate, ranking: Ranking) -> Score:
    told = " + ".join(f"{name} {value:g}" for name, value in ranking.parts.items() if value)
    return Score(ranking.priority, dict(ranking.parts), (), told, ranking.evidence)


def _rice(facts: Facts, estimate: Estimate, ranking: Ranking) -> Score:
    """Reach × impact × confidence / effort (McBride, Intercom)."""
    reach, impact = len(facts.units), _impact(facts)
    sure = _confidence(facts, estimate)
    product = reach * impact * sure
    formula = f"{reach} units × impact {impact:g} × confidence {sure:.0%}"
    value = product / estimate.effort if estimate.effort else product
    formula += f" / effort {estimate.effort:g}" if estimate.effort else " / effort unknown"
    parts = {"reach": reach, "impact": impact, "confidence": sure, "effort": estimate.effort}
    return _whole(value, parts, formula, ranking)


def _ice(facts: Facts, estimate: Estimate, ranking: Ranking) -> Score:
    """Impact × confidence × ease, each 1 to 10 (Ellis)."""
    impact = max(1.0, round(10 * _impact(facts) / 3, 1))
    sure = round(10 * _confidence(facts, estimate), 1)
    value = impact * sure * (estimate.ease or 1)
    ease = f"{estimate.ease:g}" if estimate.ease else "unknown"
    parts = {"impact": impact, "confidence": sure, "ease": estimate.ease}
    formula = f"impact {impact:g} × confidence {sure:g} × ease {ease}"
    return _whole(value, parts, formula, ranking)


def _wsjf(facts: Facts, estimate: Estimate, ranking: Ranking) -> Score:
    """(Value + time criticality + risk reduction) / job size (Reinertsen; SAFe)."""
    time = 1 if facts.due_days is None else next((step for days, step in _DUE_STEPS if facts.due_days <= days), 1)  # fmt: skip
    risk = _STEPS[min(len(facts.risks[0]) * 3 + len(facts.risks[1]) + len(facts.stuck), 6)]
    worth = _STEPS[min(6, round((estimate.value - 1) * 6 / 9))] if estimate.value else None
    delay = (worth or 0) + time + risk
    value = delay / estimate.effort if estimate.effort else float(delay)
    parts = {"value": worth, "time": time, "risk": risk, "effort": estimate.effort}
    told = {name: "unknown" if part is None else f"{part:g}" for name, part in parts.items()}
    formula = "(value {value} + time {time} + risk {risk}) / effort {effort}".format(**told)
    return _whole(value, parts, formula, ranking)


def _moscow(facts: Facts, estimate: Estimate, ranking: Ranking) -> Score:
    """Must, should, could, won't (Clegg and Barker; DSDM); won't is for people to say."""
    found, why = _class_of(facts)
    if estimate.moscow:
        found, why = estimate.moscow, "decided by a person"
    place = len(CLASSES) - CLASSES.index(found)
    value = round(10 * place + 10 * ranking.priority / (10 + ranking.priority), 4)
    return Score(value, {"class": found}, (), f"{found}: {why}", ranking.evidence)


def _class_of(facts: Facts) -> tuple[Class, str]:
    if facts.types["pain"] and facts.risks[0]:
        return "must", "it hurts, and somebody speaks of leaving beside it"
    if facts.due_days is not None and facts.due_days <= _MUST_DAYS and facts.types["idea"] < len(facts.findings):  # fmt: skip
        return "must", f"a date in {facts.due_days} days"
    if facts.types["pain"] and (len(facts.units) > 1 or facts.customers):
        return "should", "it hurts several units, or customers outside"
    if facts.stuck:
        return "should", "promised, and stuck"
    return "could", "told, and nothing forces it"


_BY_METHOD: Mapping[Method, Callable[[Facts, Estimate, Ranking], Score]] = {
    "default": _default, "rice": _rice, "wsjf": _wsjf, "ice": _ice, "moscow": _moscow,
}  # fmt: skip


def _impact(facts: Facts) -> float:
    """Intercom's scale: 3 massive, 2 high, 1 medium, .5 low."""
    if facts.risks[0]:
        return 3.0
    worst = max(SEVERITY[item.type] for item in facts.findings)
    return 2.0 if worst == SEVERITY["pain"] else 1.0 if worst > SEVERITY["idea"] else 0.5


def _confidence(facts: Facts, estimate: Estimate) -> float:
    """Intercom's steps: 100 % told in several meetings, 80 % several times in one, 50 % once."""
    if estimate.confidence:
        return estimate.confidence
    return 1.0 if len(facts.meetings) > 1 else 0.8 if len(facts.findings) > 1 else 0.5


def _whole(
    value: float, parts: Mapping[str, float | None], formula: str, ranking: Ranking
) -> Score:
    unknown = tuple(name for name, part in parts.items() if part is None)
    evidence = {
        "reach": ranking.evidence.get("reach", ()),
        "impact": ranking.evidence.get("severity", ()),
        "confidence": ranking.evidence.get("again", ()) or ranking.evidence.get("severity", ()),
        "time": ranking.evidence.get("date", ()),
        "risk": ranking.evidence.get("churn", ()) + ranking.evidence.get("again", ()),
    }
    kept = {name: evidence[name] for name in parts if evidence.get(name)}
    kept = kept or {"theme": evidence["impact"]}
    return Score(round(value, 4), dict(parts), unknown, formula, kept)
