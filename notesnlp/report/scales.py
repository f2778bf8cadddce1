"""Where things lie in a picture: the months of a timeline, the dots of the themes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notesnlp.model.when import first_day, last_day
from notesnlp.report.plan import Planned
from notesnlp.report.sections import ThemeView, UnitView
from notesnlp.report.words import short_month

BEHIND_MONTHS = 2
AHEAD_MONTHS = 12
"""A liaison asks what comes in six and in twelve months."""
_DOT_STEPS = 11
_MOST_REACH = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on an axis."""

    at: float
    month: str
    year: int | None
    quarter: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days, whose places are told in per cent of its length."""

    first: dt.date
    last: dt.date

    def at(self, date: dt.date) -> float:
        """Where a day lies, from 0 to 100; days outside lie at the nearer end."""
        share = (date - self.first).days / max((self.last - self.first).days, 1)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def ticks(self) -> list[Tick]:
        """The months; the first one and each January with its year."""
        found: list[Tick] = []
        month = self.first.replace(day=1)
        while month <= self.last:
            if month >= self.first:
                year = month.year if month.month == 1 or not found else None
                found.append(Tick(self.at(month), short_month(month), year, month.month % 3 == 1))
            month = add_months(month, 1)
        return found


@dataclass(frozen=True, slots=True)
class Bar:
    """A dependency on the timeline.

    Attributes:
        start: where its longest work must begin.
        event: the stretch in which the event lies.
        from_before: the work had to begin before the axis begins.
        beyond: the event lies after the axis ends.
    """

    planned: Planned
    start: float
    event: tuple[float, float]
    from_before: bool
    beyond: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A theme by how much it hurts (0 to 100) and how many units tell of it.

    Attributes:
        lift: how many dots lie below it at the same place.
    """

    view: ThemeView
    x: float
    reach: int
    lift: int


def timeline_axis(today: dt.date, months: int = AHEAD_MONTHS) -> Axis:
    """Two months back, to see what is late, and `months` ahead."""
    first = add_months(today.replace(day=1), -BEHIND_MONTHS)
    return Axis(first, add_months(today, months))


def timeline_bars(planned: Iterable[Planned], axis: Axis) -> list[Bar]:
    """The dependencies with a date that have a part in the axis, by the day on which to begin."""
    bars = []
    for item in planned:
        if item.start_by is None or not item.finding.when or item.start_by > axis.last:
            continue
        begins, ends = first_day(item.finding.when), last_day(item.finding.when)
        bars.append(
            Bar(
                planned=item,
                start=axis.at(item.start_by),
                event=(axis.at(begins), axis.at(ends)),
                from_before=item.start_by < axis.first,
                beyond=ends > axis.last,
            )
        )
    return bars


def visits_axis(units: Sequence[UnitView], today: dt.date) -> Axis:
    """From the oldest meeting, at least a year back, to the report's day."""
    dates = [visit.date for unit in units for visit in unit.visits if visit.date]
    return Axis(min([add_months(today, -12), *dates]), max([today, *dates]))


def theme_dots(themes: Sequence[ThemeView]) -> list[Dot]:
    """The themes by severity and reach, those at one place piled up, the first rank at the bottom."""
    severities = [item.theme.ranking.parts.get("severity", 0.0) for item in themes]
    least, most = min(severities, default=0.0), max(severities, default=0.0)
    piles: dict[tuple[int, int], int] = defaultdict(int)
    dots = []
    for item, severity in zip(themes, severities, strict=True):
        step = round(_DOT_STEPS * (severity - least) / ((most - least) or 1.0))
        reach = min(len(item.theme.units), _MOST_REACH)
        dots.append(Dot(item, round(100 * step / _DOT_STEPS, 2), reach, piles[step, reach]))
        piles[step, reach] += 1
    return dots


def add_months(date: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the month's last where it has no such day.

    >>> add_months(dt.date(2024, 11, 30), 3)
    datetime.date(2025, 2, 28)
    """
    month = date.year * 12 + date.month - 1 + months
    first = dt.date(month // 12, month % 12 + 1, 1)
    return min(first + dt.timedelta(days=date.day - 1), last_day(f"{first:%Y-%m}"))
