"""Periods and named days."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

import holidays
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from notesnlp.model.when import Grain

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
    """First and last day, and the grain at which a period is named."""

    start: dt.date
    end: dt.date
    grain: Grain


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


_PUBLIC = {
    "labor day": ("US", "Labor Day"),
    "labour day": ("US", "Labor Day"),
    "memorial day": ("US", "Memorial Day"),
    "canada day": ("CA", "Canada Day"),
    "anzac day": ("AU", "ANZAC Day"),
    "australia day": ("AU", "Australia Day"),
    "juneteenth": ("US", "Juneteenth National Independence Day"),
    "veterans day": ("US", "Veterans Day"),
    "martin luther king day": ("US", "Martin Luther King Jr. Day"),
    "mlk day": ("US", "Martin Luther King Jr. Day"),
    "columbus day": ("US", "Columbus Day"),
    "presidents' day": ("US", "Washington's Birthday"),
    "chinese new year": ("SG", "Chinese New Year"),
    "lunar new year": ("SG", "Chinese New Year"),
    "diwali": ("SG", "Diwali"),
    "deepavali": ("SG", "Diwali"),
}
_FIXED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "xmas": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year": (1, 1),
    "new year's": (1, 1),
    "new years": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "halloween": (10, 31),
    "valentine's": (2, 14),
    "valentine's day": (2, 14),
    "st patrick's day": (3, 17),
    "paddy's day": (3, 17),
    "patrick's day": (3, 17),
    "st patrick's": (3, 17),
    "fourth of july": (7, 4),
    "july fourth": (7, 4),
    "independence day": (7, 4),
    "guy fawkes": (11, 5),
    "bonfire night": (11, 5),
    "burns night": (1, 25),
    "st andrew's day": (11, 30),
    "hogmanay": (12, 31),
    "midsummer": (6, 24),
    "all saints": (11, 1),
    "waitangi day": (2, 6),
    "epiphany": (1, 6),
    "candlemas": (2, 2),
    "st david's day": (3, 1),
    "st george's day": (4, 23),
    "cinco de mayo": (5, 5),
    "bastille day": (7, 14),
    "michaelmas": (9, 29),
    "remembrance day": (11, 11),
    "armistice day": (11, 11),
    "martinmas": (11, 11),
    "st stephen's day": (12, 26),
}
_EASTER = {
    "easter": 0,
    "easter sunday": 0,
    "maundy thursday": -3,
    "good friday": -2,
    "easter monday": 1,
    "ash wednesday": -46,
    "shrove tuesday": -47,
    "pancake day": -47,
    "palm sunday": -7,
    "ascension day": 39,
    "whitsun": 49,
    "whit sunday": 49,
    "whit monday": 50,
    "pentecost": 49,
}
_COUNTED = {"thanksgiving": (11, 3, 4), "black friday": (11, 4, 4), "mother's day": (5, 6, 2)}
"""Month, weekday and its count; Black Friday is the day after the fourth Thursday.
Victoria Day, the Monday before 25 May, is counted from its end."""

NAMED_DAYS = tuple(
    sorted([*_PUBLIC, *_FIXED, *_EASTER, *_COUNTED, "victoria day"], key=len, reverse=True)
)


@functools.cache
def named_day(name: str, year_number: int) -> dt.date | None:
    """The day called `name` in a year, or None where that year has none.

    >>> named_day("easter", 2024)
    datetime.date(2024, 3, 31)
    """
    if name in _FIXED:
        return dt.date(year_number, *_FIXED[name])
    if name in _EASTER:
        return easter(year_number) + dt.timedelta(days=_EASTER[name])
    if name in _COUNTED:
        number, weekday, count = _COUNTED[name]
        if name == "black friday":
            thanksgiving = named_day("thanksgiving", year_number)
            return thanksgiving + dt.timedelta(days=1) if thanksgiving else None
        first = dt.date(year_number, number, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    if name == "victoria day":
        last = dt.date(year_number, 5, 24)
        return last - dt.timedelta(days=last.weekday())
    country, title = _PUBLIC[name]
    days = holidays.country_holidays(country, years=year_number).get_named(title)
    return min(days) if days else None
