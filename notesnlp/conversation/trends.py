"""Trends over months, with the number of meetings behind each point and a band of uncertainty.

A point is the mean over a month's meetings. Its band is the 95 % interval of Student's t with the
spread between the meetings of one unit or liaison, pooled over all series: a month mostly has one
or two meetings, from which no spread can be told. Fewer than three meetings beyond the series'
means give no band at all. Rehearsals do not count.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from notesnlp.conversation.measure import Conversation

_LEVEL = 0.975
_FEWEST_DEGREES = 2

Measured = Callable[[Conversation], float | None]


@dataclass(frozen=True, slots=True)
class Point:
    """A month of one series.

    Attributes:
        month: ``2024-03``.
        value: mean over the month's meetings.
        meetings: how many there were.
        low: lower end of the band; None where there is none.
        high: upper end.
    """

    month: str
    value: float
    meetings: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure of one unit, or of all, month by month."""

    measure: str
    series: str
    points: tuple[Point, ...]


def customer_share(talk: Conversation) -> float | None:
    """Share of talk that is not IT's or sales's; None where sides are not known."""
    if talk.talk is None or not {"it", "customer"} & talk.talk.sides.keys():
        return None
    return talk.talk.sides.get("customer", 0.0) + talk.talk.sides.get("other", 0.0)


def open_share(talk: Conversation) -> float | None:
    """Of IT's open and closed questions the open ones; None where IT asked none."""
    asked = [q for q in talk.asked(side="it") if q.type in {"open", "closed"}]
    return sum(q.type == "open" for q in asked) / len(asked) if asked else None


def technical_density(talk: Conversation) -> float | None:
    """IT's technical terms per 1,000 words of talk; None in notes and where IT is not known to speak."""
    return talk.technical.density.get("it") if talk.why_not is None else None


MEASURES: Mapping[str, tuple[Measured, float]] = {
    "customer_share": (customer_share, 1.0),
    "open_share": (open_share, 1.0),
    "technical_density": (technical_density, math.inf),
}
"""Each measure and the most that it can be."""


def trends(
    conversations: Iterable[Conversation], series_of: Callable[[Conversation], Sequence[str]]
) -> list[Trend]:
    """The trends of every measure, by series, in the order of their names.

    Args:
        conversations: of real meetings and rehearsals, which are left out.
        series_of: the series that a meeting belongs to: its unit, its liaison, all.
    """
    real = [talk for talk in conversations if talk.date and not talk.rehearsal]
    found = []
    for name, (value_of, most) in MEASURES.items():
        series: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for talk in real:
            value = value_of(talk)
            if value is not None and talk.date:
                for key in series_of(talk):
                    series[key][f"{talk.date:%Y-%m}"].append(value)
        half = _half_widths(series)
        found += [
            Trend(name, key, _points(months, half, most)) for key, months in sorted(series.items())
        ]
    return found


def by_unit(talk: Conversation) -> Sequence[str]:
    """All meetings together, and those of each unit."""
    return ("all", talk.unit) if talk.unit else ("all",)


def by_liaison(talk: Conversation) -> Sequence[str]:
    """Everybody of IT who spoke in the meeting, by name."""
    return talk.it_speakers


def _points(
    months: Mapping[str, Sequence[float]], half: Callable[[int], float | None], most: float
) -> tuple[Point, ...]:
    points = []
    for month, values in sorted(months.items()):
        mean = sum(values) / len(values)
        width = half(len(values))
        low = None if width is None else round(max(mean - width, 0.0), 4)
        high = None if width is None else round(min(mean + width, most), 4)
        points.append(Point(month, round(mean, 4), len(values), low, high))
    return tuple(points)


def _half_widths(
    series: Mapping[str, Mapping[str, Sequence[float]]],
) -> Callable[[int], float | None]:
    """Half the width of a band by the number of meetings, from the pooled spread of the series.

    Of ``all`` the units' own spread counts already.
    """
    squares, degrees = 0.0, 0
    own = {key: months for key, months in series.items() if key != "all"} or series
    for months in own.values():
        values = [value for month in months.values() for value in month]
        mean = sum(values) / len(values)
        squares += sum((value - mean) ** 2 for value in values)
        degrees += len(values) - 1
    if degrees < _FEWEST_DEGREES and "all" in series:
        values = [value for month in series["all"].values() for value in month]
        mean = sum(values) / len(values)
        squares, degrees = sum((value - mean) ** 2 for value in values), len(values) - 1
    if degrees < _FEWEST_DEGREES:
        return lambda meetings: None
    from scipy.stats import t

    spread = math.sqrt(squares / degrees)
    quantile = float(t.ppf(_LEVEL, degrees))
    return lambda meetings: quantile * spread / math.sqrt(meetings)
