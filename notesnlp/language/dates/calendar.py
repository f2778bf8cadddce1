"""Periods: days, months, quarters and years, and the names of months, weekdays and seasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from notesnlp.model.when import Bound, Grain

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS = {"winter": 1, "spring": 2, "summer": 3, "fall": 4, "autumn": 4}
"""Quarter of each season, as the annotation guidelines rule."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and the grain at which a period is named.

    `bound` is how it binds where its rule has seen to that, else the words around it tell.
    """

    start: dt.date
    end: dt.date
    grain: Grain
    bound: Bound | None = None


def over_by(period: Period) -> Period:
    """What is to be over by the end of `period`, the last one before what the words name.

    "Before the weekend" is by its Friday: before the Friday would count "before" twice.
    """
    return replace(period, bound="by")


def day(date: dt.date) -> Period:
    """One day."""
    return Period(date, date, "day")


def month(year: int, number: int) -> Period:
    """A calendar month; `number` may run past 12 or below 1."""
    first = dt.date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)
    return Period(first, first + relativedelta(months=1, days=-1), "month")


def quarter(year: int, number: int, first_month: int = 1) -> Period:
    """A quarter of the year that begins in `first_month`; `number` may run past 4."""
    first = dt.date(year, first_month, 1) + relativedelta(months=3 * (number - 1))
    return Period(first, first + relativedelta(months=3, days=-1), "quarter")


def year(number: int, first_month: int = 1) -> Period:
    """A calendar year, or the fiscal year that ends in calendar year `number`."""
    first = dt.date(number if first_month == 1 else number - 1, first_month, 1)
    return Period(first, first + relativedelta(years=1, days=-1), "year")
