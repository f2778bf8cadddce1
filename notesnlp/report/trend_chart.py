"""The picture of a trend: a dot a month, its band, and how many meetings are behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from notesnlp.conversation.trends import Point, Trend
from notesnlp.model.finding import Framing
from notesnlp.report.results import Results

TREND_NAMES = {
    "customer_share": "Customers' share of talk",
    "open_share": "Open questions among IT's",
    "technical_density": "IT's technical terms per 1,000 words",
    "framing": "Framing notes per meeting",
}
_ROOM = 14.0
"""Per cent of the width that a month's label takes: of dots that are nearer only the later has one."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a trend, in percent of the picture's width and height from its upper left corner.

    Attributes:
        labelled: there is room for its month beneath it.
    """

    point: Point
    x: float
    y: float
    low_y: float | None
    high_y: float | None
    labelled: bool

    @property
    def label(self) -> str:
        """Its month and, in brackets, how many meetings it is made of."""
        return f"{self.point.month[2:]} ({self.point.meetings})"


@dataclass(frozen=True, slots=True)
class Picture:
    """A trend with its dots, the least and the most that its height shows."""

    name: str
    percent: bool
    most: float
    dots: tuple[Dot, ...]

    @property
    def banded(self) -> bool:
        """Whether its dots have bands."""
        return any(dot.low_y is not None for dot in self.dots)


def trend_picture(trend: Trend) -> Picture:
    """The picture of `trend`, months in their true distance; shares reach from 0 to 1."""
    percent = trend.measure.endswith("_share")
    tops = [max(point.value, point.high or 0.0) for point in trend.points]
    most = 1.0 if percent else max(*tops, 1.0)
    months = [_month(point.month) for point in trend.points]
    first, span = months[0], max(months[-1] - months[0], 1)
    places = [round(5 + 90 * (at - first) / span, 2) for at in months]
    labelled = _labelled(places)

    def height(value: float | None) -> float | None:
        return None if value is None else round(100 - 100 * value / most, 2)

    dots = tuple(
        Dot(
            point=point,
            x=x,
            y=height(point.value) or 0.0,
            low_y=height(point.low),
            high_y=height(point.high),
            labelled=x in labelled,
        )
        for point, x in zip(trend.points, places, strict=True)
    )
    return Picture(TREND_NAMES.get(trend.measure, trend.measure), percent, most, dots)


def framing_picture(results: Results) -> Picture | None:
    """Framing notes per meeting, month by month, rehearsals left out; None for less than two months, or no notes.

    Every meeting counts, also those without any, so that a month in which nobody spoke tech is seen.
    """
    acted = {talk.meeting for talk in results.conversations if talk.rehearsal}
    real = {
        item.name: f"{item.date:%Y-%m}"
        for item in results.meetings
        if item.date and item.name not in acted
    }
    meetings = Counter(real.values())
    notes = Counter(
        real[item.evidence.meeting] for item in results.of(Framing) if item.evidence.meeting in real
    )
    if len(meetings) < 2 or not notes:
        return None
    points = tuple(
        Point(month, notes[month] / count, count, None, None)
        for month, count in sorted(meetings.items())
    )
    return trend_picture(Trend("framing", "all", points))


def _labelled(places: list[float]) -> set[float]:
    """The places that have a label, from the last to the first."""
    kept: list[float] = []
    for place in reversed(places):
        if not kept or kept[-1] - place >= _ROOM:
            kept.append(place)
    return set(kept)


def _month(iso: str) -> int:
    year, month = iso.split("-")
    return 12 * int(year) + int(month)
