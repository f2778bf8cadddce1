"""The picture of a trend: a dot a month, its band, and how many meetings are behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from notesnlp.conversation.trends import Point, Trend
from notesnlp.report.words import short_month

TREND_NAMES = {
    "customer_share": "Customers' share of talk",
    "open_share": "Open questions among IT's",
    "technical_density": "IT's technical terms per 1,000 words",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a trend, in percent of the picture's width and height from its upper left corner.

    Attributes:
        month: its name in few characters.
        value: as it is written beside the dot.
    """

    point: Point
    month: str
    value: str
    x: float
    y: float
    low_y: float | None
    high_y: float | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A trend with its dots, and what stands beside the lines at the top, the middle and the foot."""

    name: str
    scale: tuple[str, str, str]
    dots: tuple[Dot, ...]


def trend_picture(trend: Trend) -> Picture:
    """The picture of `trend`, months in their true distance; shares reach from 0 to 1."""
    percent = trend.measure.endswith("_share")
    tops = [max(point.value, point.high or 0.0) for point in trend.points]
    most = 1.0 if percent else max(*tops, 1.0)
    months = [_month(point.month) for point in trend.points]
    first, span = months[0], max(months[-1] - months[0], 1)

    def written(value: float) -> str:
        return f"{100 * value:.0f} %" if percent else f"{value:.0f}"

    def height(value: float | None) -> float | None:
        return None if value is None else round(100 - 100 * value / most, 2)

    dots = tuple(
        Dot(
            point=point,
            month=_name(point.month),
            value=written(point.value),
            x=round(5 + 90 * (at - first) / span, 2),
            y=height(point.value) or 0.0,
            low_y=height(point.low),
            high_y=height(point.high),
        )
        for point, at in zip(trend.points, months, strict=True)
    )
    scale = (written(most), written(most / 2), written(0))
    return Picture(TREND_NAMES.get(trend.measure, trend.measure), scale, dots)


def _name(iso: str) -> str:
    year, month = iso.split("-")
    return f"{short_month(dt.date(int(year), int(month), 1))} {year[2:]}"


def _month(iso: str) -> int:
    year, month = iso.split("-")
    return 12 * int(year) + int(month)
