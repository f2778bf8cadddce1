"""Dates that are reckoned from another event: "two weeks after the move"."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import MONTHS, WEEKDAYS, Period, day
from notesnlp.language.dates.feasts import NAMED_DAYS
from notesnlp.language.dates.numbers import ORDINAL as _ORDINAL
from notesnlp.language.dates.numbers import to_number
from notesnlp.language.dates.rule import NUMBER, WEEKDAY, shift
from notesnlp.model.when import OpenWhen, Unit, When

_EVENT = (
    r"(?P<event>(?:the|our|their|that|this|his|her|its|my|your|we|they|he|she|it|you|I|everyone)\b"
    r"(?:\s+(?!and\b|so\b|because\b|but\b|if\b|which\b|then\b|we\b|they\b|I\b|will\b|is\b|at\b|with\b|by\b|on\b|in\b|for\b|as\b|when\b|until\b|till\b|or\b|to\b|of\b(?!\s+the\s+[a-z]))[\w’'-]+){0,5})"
)
_THE = r"(?:(?:the|this|that|our|their|his|her|its|my|your)\s+)?"
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_FEASTS = "|".join(re.escape(name) for name in NAMED_DAYS)
_COUNTED = re.compile(
    rf"\b(?:(?:a\s+|the\s+)?{NUMBER}\s+(?:working\s+|clear\s+|full\s+|good\s+)?(?P<unit>day|week|wk|fortnight|month|quarter|year)s?|the\s+(?P<one>day|week|month|year|fortnight)|(?:the|on\s+the)\s+{WEEKDAY})"
    rf"\s+(?P<direction>after|before|from|following|ahead\s+of|into)\s+{_EVENT}",
    re.I,
)
_DATE = re.compile(
    rf"^(?:this|that|it|you|{_THE}(?:now|then|next|last|end|start|beginning|middle|same|new\s+year|week|month|year|day|holidays?|weekend|(?:{_ORDINAL})(?:\s+of)?|{_MONTHS}|{_DAYS}|{_FEASTS})\b.*)$",
    re.I,
)
"""What is no event, but a date or nothing that could be looked for."""


def find_open(text: str) -> list[OpenWhen]:
    """Counts from another event in `text`.

    >>> [(item.count, item.unit, item.event) for item in find_open("two weeks after the move, say")]
    [(2, 'week', 'the move')]
    """
    return [_open(found) for found in _COUNTED.finditer(text) if not _DATE.match(found["event"])]


def _open(found: re.Match[str]) -> OpenWhen:
    sign = (
        -1 if found["direction"].lower() == "before" or "ahead" in found["direction"].lower() else 1
    )
    unit: Unit = "day"
    count, weekday = sign, None
    if found["weekday"]:
        weekday = WEEKDAYS[found["weekday"].lower()]
    elif found["one"]:
        unit = _unit(found["one"])
    else:
        unit = _unit(found["unit"])
        count = sign * to_number(found["number"])
    return OpenWhen(found[0], found.span(), "event", found["event"], count, unit, weekday)


def _unit(word: str) -> Unit:
    units: dict[str, Unit] = {
        "day": "day", "week": "week", "wk": "week", "fortnight": "fortnight",
        "month": "month", "quarter": "quarter", "year": "year",
    }  # fmt: skip
    return units[word.lower()]


def resolve(item: OpenWhen, event: When) -> When:
    """The date that `item` has where the event's own date is known.

    As exact as the less exact of the two: two weeks after a move in May is a month.

    >>> move = When(dt.date(2016, 5, 20), dt.date(2016, 5, 20), "day", "at", "", (0, 0))
    >>> resolve(find_open("two weeks after the move")[0], move).iso
    '2016-06-03'
    """
    middle = event.start + (event.end - event.start) / 2
    if item.weekday is None:
        period = shift(middle, item.count, item.unit)
    else:
        sign = 1 if item.count > 0 else -1
        ahead = (sign * (item.weekday - middle.weekday()) - 1) % 7 + 1
        period = day(middle + dt.timedelta(days=sign * ahead))
    if event.grain != "day" and period.grain in {"day", "month"}:
        period = Period(period.start, period.end, event.grain)
    return When(period.start, period.end, period.grain, "at", item.text, item.span)
