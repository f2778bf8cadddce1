"""Feasts and other named days: the tables, and the day that a name has in a year."""

from __future__ import annotations

import datetime as dt
import functools

import holidays
from dateutil.easter import easter

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
    "hallowe'en": (10, 31),
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
    "all souls": (11, 2),
    "waitangi day": (2, 6),
    "epiphany": (1, 6),
    "twelfth night": (1, 6),
    "three kings": (1, 6),
    "candlemas": (2, 2),
    "lammas": (8, 1),
    "st david's day": (3, 1),
    "st george's day": (4, 23),
    "cinco de mayo": (5, 5),
    "bastille day": (7, 14),
    "michaelmas": (9, 29),
    "remembrance day": (11, 11),
    "armistice day": (11, 11),
    "martinmas": (11, 11),
    "st stephen's day": (12, 26),
    "sinterklaas": (12, 5),
    "st nicholas": (12, 6),
    "emancipation day": (8, 1),
    "gandhi jayanti": (10, 2),
    "tamil new year": (4, 14),
    "australia day": (1, 26),
    "anzac day": (4, 25),
    "canada day": (7, 1),
    "veterans day": (11, 11),
    "groundhog day": (2, 2),
}
"""Month and day."""
_EASTER = {
    "easter": 0,
    "easter sunday": 0,
    "maundy thursday": -3,
    "good friday": -2,
    "easter monday": 1,
    "ash wednesday": -46,
    "lent": -46,
    "shrove tuesday": -47,
    "pancake day": -47,
    "mardi gras": -47,
    "mothering sunday": -21,
    "palm sunday": -7,
    "ascension day": 39,
    "ascension": 39,
    "whitsun": 49,
    "whit": 49,
    "whit sunday": 49,
    "whit monday": 50,
    "pentecost": 49,
    "corpus christi": 60,
}
"""Days from Easter."""
_COUNTED = {
    "thanksgiving": (11, 3, 4, 0),
    "black friday": (11, 3, 4, 1),
    "cyber monday": (11, 3, 4, 4),
    "giving tuesday": (11, 3, 4, 5),
    "mother's day": (5, 6, 2, 0),
    "father's day": (6, 6, 3, 0),
    "labor day": (9, 0, 1, 0),
    "labour day": (9, 0, 1, 0),
    "labour weekend": (10, 0, 4, 0),
    "memorial day": (5, 0, -1, 0),
    "martin luther king day": (1, 0, 3, 0),
    "mlk day": (1, 0, 3, 0),
    "presidents' day": (2, 0, 3, 0),
    "columbus day": (10, 0, 2, 0),
    "melbourne cup": (11, 1, 1, 0),
    "melbourne cup day": (11, 1, 1, 0),
    "queen's birthday": (6, 0, 1, 0),
    "king's birthday": (6, 0, 1, 0),
    "may bank holiday": (5, 0, 1, 0),
    "early may bank holiday": (5, 0, 1, 0),
    "spring bank holiday": (5, 0, -1, 0),
    "late may bank holiday": (5, 0, -1, 0),
    "august bank holiday": (8, 0, -1, 0),
    "summer bank holiday": (8, 0, -1, 0),
    "clocks go forward": (3, 6, -1, 0),
    "clocks go back": (10, 6, -1, 0),
    "super bowl": (2, 6, 2, 0),
}
"""Month, weekday from Monday 0, its count in the month (-1 the last), and days from there."""
_PUBLIC = {
    "juneteenth": ("US", None, "Juneteenth National Independence Day"),
    "chinese new year": ("SG", None, "Chinese New Year"),
    "lunar new year": ("SG", None, "Chinese New Year"),
    "diwali": ("IN", None, "Diwali"),
    "deepavali": ("IN", None, "Diwali"),
    "holi": ("IN", "TN", "Holi"),
    "dussehra": ("IN", None, "Dussehra"),
    "ayudha pooja": ("IN", "TN", "Ayudha Puja"),
    "ayudha puja": ("IN", "TN", "Ayudha Puja"),
    "pooja": ("IN", "TN", "Ayudha Puja"),
    "puja": ("IN", "TN", "Ayudha Puja"),
    "pongal": ("IN", "TN", "Pongal"),
    "ugadi": ("IN", None, "Ugadi"),
    "onam": ("IN", "KL", "Onam"),
    "ganesh chaturthi": ("IN", "TN", "Ganesh Chaturthi"),
    "eid": ("SG", None, "Eid al-Fitr"),
    "eid al-fitr": ("SG", None, "Eid al-Fitr"),
    "hari raya": ("SG", None, "Eid al-Fitr"),
    "eid al-adha": ("SG", None, "Eid al-Adha"),
    "hari raya haji": ("SG", None, "Eid al-Adha"),
    "vesak": ("SG", None, "Vesak Day"),
    "matariki": ("NZ", None, "Matariki"),
}
"""Country and part of it in `holidays`, and the day's name there."""
_RAMADAN = 30
"""Days before its end; the month of the moon has 29 or 30."""

LASTING = frozenset(
    "christmas xmas easter whitsun whit pentecost diwali deepavali pongal ugadi pooja puja eid ramadan lent "
    "matariki hogmanay midsummer".split()
) | {
    "new year",
    "new year's",
    "new years",
    "ayudha pooja",
    "ayudha puja",
    "hari raya",
    "chinese new year",
    "lunar new year",
    "clocks go back",
    "clocks go forward",
}
"""Feasts that stand for the days around them: "before Christmas" is some time in December."""

NAMED_DAYS = tuple(
    sorted(
        [*_PUBLIC, *_FIXED, *_EASTER, *_COUNTED, "victoria day", "ramadan"], key=len, reverse=True
    )
)


@functools.cache
def named_day(name: str, year_number: int) -> dt.date | None:
    """The day called `name` in a year, or None where that year has none.

    >>> named_day("easter", 2024)
    datetime.date(2024, 3, 31)
    >>> named_day("clocks go back", 2024)
    datetime.date(2024, 10, 27)
    """
    if name in _FIXED:
        return dt.date(year_number, *_FIXED[name])
    if name in _EASTER:
        return easter(year_number) + dt.timedelta(days=_EASTER[name])
    if name in _COUNTED:
        month, weekday, count, days = _COUNTED[name]
        if name == "super bowl" and year_number < 2022:
            count = 1  # moved by a week when the season grew longer
        return counted_day(year_number, month, weekday, count) + dt.timedelta(days=days)
    if name == "victoria day":  # the Monday before 25 May
        last = dt.date(year_number, 5, 24)
        return last - dt.timedelta(days=last.weekday())
    if name == "ramadan":
        end = named_day("eid", year_number)
        return end - dt.timedelta(days=_RAMADAN) if end else None
    country, part, title = _PUBLIC[name]
    days_of_year = _public_days(country, part, year_number)
    return min((date for date, called in days_of_year if called == title), default=None)


def counted_day(year: int, month: int, weekday: int, count: int) -> dt.date:
    """The `count`-th `weekday` (Monday 0) of a month; the last one where `count` is -1."""
    if count > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    last = after - dt.timedelta(days=1)
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)


@functools.cache
def _public_days(country: str, part: str | None, year: int) -> list[tuple[dt.date, str]]:
    kinds = ("public", "optional") if country == "IN" else ("public",)
    # in English wherever the machine stands
    known = holidays.country_holidays(
        country, subdiv=part, years=year, language="en_US", categories=kinds
    )
    return [
        (date, title)
        for date, titles in sorted(known.items())
        for title in titles.split("; ")
        if date.year == year
    ]
