"""The picture of a trend: a dot a month, its band, and how many meetings are behind it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from notesnlp.conversation.trends import Point, Trend
from notesnlp.model.finding import Framing
from notesnlp.report.results import Results
from notesnlp.report.words import short_month

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
        value, low, high: as they are written.
        labelled: there is room for its month beneath it.
    """

    point: Point
    value: str
    low: str | None
    high: str | None
    x: float
    y: float
    low_y: float | None
    high_y: float | None
    labelled: bool

    @property
    def label(self) -> str:
        """Its month in few characters."""
        year, month = self.point.month.split("-")
        return f"{short_month(dt.date(int(year), int(month), 1))} {year[2:]}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A trend with its dots, and what stands beside the lines at the top, the middle and the foot."""

    name: str
    scale: tuple[str, str, str]
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

    def written(value: float) -> str:
        return f"{100 * value:.0f} %" if percent else f"{value:.1f}"

    def height(value: float | None) -> float | None:
        return None if value is None else round(100 - 100 * value / most, 2)

    dots = tuple(
        Dot(
            point=point,
            value=written(point.value),
            low=None if point.low is None else written(point.low),
            high=None if point.high is None else written(point.high),
            x=x,
            y=height(point.value) or 0.0,
            low_y=height(point.low),
            high_y=height(point.high),
            labelled=x in labelled,
        )
        for point, x in zip(trend.points, places, strict=True)
    )
    scale = (written(most), written(most / 2), written(0))
    return Picture(TREND_NAMES.get(trend.measure, trend.measure), scale, dots)


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
