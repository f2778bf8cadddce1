"""Dates that come again: "every second Tuesday", "the first Monday of each month", "quarterly"."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import WEEKDAYS
from notesnlp.language.dates.feasts import counted_day
from notesnlp.language.dates.numbers import CARDINALS
from notesnlp.language.dates.rule import WEEKDAY
from notesnlp.model.when import Recurrence, Unit

_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)"
_STEPS = {"other": 2, "second": 2, "alternate": 2, "third": 3, "fourth": 4, "single": 1}
_STEP = rf"(?:(?P<step>{'|'.join(_STEPS)}|two|three|four|five|six|\d{{1,2}})\s+)?"
_ADVERBS: dict[str, tuple[int, Unit]] = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (1, "fortnight"),
    "biweekly": (1, "fortnight"),
    "monthly": (1, "month"),
    "quarterly": (1, "quarter"),
    "half-yearly": (2, "quarter"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
}
_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
}
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:the\s+)?(?P<nth>{'|'.join(_NTH)})\s+{WEEKDAY}\s+(?:of|in)\s+(?:each|every)\s+month\b",
        rf"\b(?:every|each|alternate)\s+{_STEP}{WEEKDAY[:-5]}s?\b",
        rf"\b(?:every|each)\s+{_STEP}{_UNIT}s?\b(?!['’])(?:\s+on\s+(?:a\s+|the\s+)?{WEEKDAY})?",
        rf"\b{WEEKDAY[:-5]}s\b(?!['’])",
        rf"\b(?P<adverb>{'|'.join(_ADVERBS)})\b",
    )
)


def find_recurrences(text: str, today: dt.date) -> list[Recurrence]:
    """What comes again in `text`; overlaps are the caller's to settle.

    >>> [(item.step, item.unit, item.start) for item in
    ...  find_recurrences("every second Tuesday", dt.date(2016, 3, 9))]
    [(2, 'week', datetime.date(2016, 3, 15))]
    """
    return [_recurrence(found, today) for pattern in _PATTERNS for found in pattern.finditer(text)]


def _recurrence(found: re.Match[str], today: dt.date) -> Recurrence:
    words = found.groupdict()
    step, unit = 1, "week"
    start = None
    if adverb := words.get("adverb"):
        step, unit = _ADVERBS[adverb.lower()]
    elif words.get("unit"):
        step, unit = _step(words.get("step")), words["unit"].lower()
    else:
        step = 2 if found[0].lower().startswith("alternate") else _step(words.get("step"))
    if name := words.get("weekday"):
        weekday = WEEKDAYS[name.lower()]
        start = today + dt.timedelta(days=(weekday - today.weekday()) % 7)
        if nth := words.get("nth"):
            unit = "month"
            start = _next_nth(today, weekday, _NTH[nth.lower()])
    return Recurrence(found[0], found.span(), step, _unit(unit), start)


def _step(said: str | None) -> int:
    if said is None:
        return 1
    said = said.lower()
    return _STEPS.get(said) or CARDINALS.get(said) or int(said)


def _unit(word: str) -> Unit:
    units: tuple[Unit, ...] = ("day", "week", "fortnight", "month", "quarter", "year")
    return units[units.index(word)]


def _next_nth(today: dt.date, weekday: int, count: int) -> dt.date:
    here = counted_day(today.year, today.month, weekday, count)
    if here >= today:
        return here
    return counted_day(today.year + today.month // 12, today.month % 12 + 1, weekday, count)
