"""Periods reckoned from the meeting: "in ten months", "next week", "by the end of the year"."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from notesnlp.language.dates.calendar import Period, day, month, quarter, year
from notesnlp.language.dates.numbers import to_number
from notesnlp.language.dates.rule import (
    MONTH,
    NEAR,
    NUMBER,
    WEEKDAY,
    Anchor,
    next_weekday,
    rule,
    shift,
)

_OFTEN = re.compile(
    r"(?:\b(?:once|twice|times?|first|only|best|worst|biggest|done|did|built|made|fixed|finished|threw|throws?|thrown)|\d\s+\w+)"
    r"(?:\s+(?:it|them|that|this))?\s+$",
    re.I,
)
"""Words before a length of time that dates nothing: "twice in a week", "the first time in ten years"."""
_FULL = {"wk": "week", "mth": "month", "yr": "year", "qtr": "quarter"}
_MARKS = {"EOM": "month", "EOQ": "quarter", "EOY": "year", "EOW": "week"}
_LATEST = re.compile(r"(?:(?<!\s)\s+)?(?:,\s*)?(?:at\s+the\s+)?latest\b", re.I)
_PARTS = re.compile(r"\s+(?:of|flat|straight|running)\b", re.I)


@rule(
    "ahead",
    rf"\b(?:in|within|w/in|inside(?:\s+of)?|about|another|over|for)?\s*(?:the\s+next\s+|about\s+|another\s+|roughly\s+|maybe\s+|some\s+|under\s+)?{NUMBER}(?:\s+or\s+\w+|\s*[-–]\s*\d+)?\s+(?:more\s+)?(?P<unit>day|week|wk|fortnight|month|mth|year|yr|quarter|qtr)s?(?:['’]s?)?(?:\s+(?P<direction>from now|from today|time|ago|hence))?\b",
    "relative",
)
def ahead(found: re.Match[str], anchor: Anchor) -> Period | None:
    """In ten months: the tenth month from this one; in ten days: that day."""
    direction = (found["direction"] or "").lower()
    unit = _FULL.get(found["unit"].lower(), found["unit"].lower())
    if not direction:
        if found[0].lower().split()[0] not in {"in", "within", "w/in", "inside"}:
            return None  # a length of time, not a date
        often = _OFTEN.search(found.string[: found.start()])
        if (often and found[0].lower().startswith("in ")) or _PARTS.match(
            found.string[found.end() :]
        ):
            return None
        if unit == "day" and found["number"].lower() in {"a", "one"} and " or " not in found[0]:
            return None  # "forty calls in a day"
    sign = -1 if direction == "ago" else 1
    return shift(anchor.today, sign * to_number(found["number"]), unit)


@rule(
    "from a day",
    rf"\b{NUMBER}\s+(?P<unit>day|week|fortnight|month)s?\s+(?:from\s+(?:today|now|(?P<tomorrow>tomorrow)|(?:on\s+)?{WEEKDAY})|today|(?P<on>tomorrow))(?!\w)",
)
def from_day(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A fortnight from Monday, a week today."""
    base = anchor.today + dt.timedelta(days=bool(found["tomorrow"] or found["on"]))
    if found["weekday"]:
        base = next_weekday(base, found["weekday"])
    count, unit = to_number(found["number"]), found["unit"].lower()
    if unit == "month":
        return day(base + relativedelta(months=count))
    return shift(base, count, unit)


@rule("this day week", r"\b(?:this\s+day|today)\s+(?P<unit>week|fortnight)\b(?!['’])")
def this_day(found: re.Match[str], anchor: Anchor) -> Period:
    """A week from today: "this day week"."""
    return shift(anchor.today, 1, found["unit"].lower())


@rule(
    "within the",
    r"\b(?:within|inside)\s+(?:the|a|this)\s+(?P<unit>week|fortnight|month|quarter|year)\b",
)
def within(found: re.Match[str], anchor: Anchor) -> Period:
    """Within the week: a week from now."""
    return shift(anchor.today, 1, found["unit"].lower())


@rule(
    "period",
    rf"\b{NEAR}\s+(?P<unit>week|wk|month|mth|quarter|qtr|year|yr)\b(?!['’]|\s+(?:of|in)\s|\s+{MONTH})",
    "relative",
)
def period(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The week is up on Friday; next week is known by its month, as "the third week of March" is."""
    near, today = found["near"].lower(), anchor.today
    unit = _FULL.get(found["unit"].lower(), found["unit"].lower())
    step = -1 if near == "last" else 0 if near == "this" else 1
    if unit == "week":
        monday = today + dt.timedelta(days=7 * step - today.weekday())
        if step < 0:
            return Period(monday, monday + dt.timedelta(days=6), "day")
        return day(_end_of_week(today)) if step == 0 else month(monday.year, monday.month)
    return _of(unit, today, step)


@rule("after next", r"\b(?:the\s+)?(?P<unit>week|month|quarter|year)\s+after\s+next\b")
def after_next(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The week after next."""
    unit, today = found["unit"].lower(), anchor.today
    if unit == "week":
        monday = today + dt.timedelta(days=14 - today.weekday())
        return month(monday.year, monday.month)
    return _of(unit, today, 2)


@rule(
    "end of",
    rf"\b(?:(?P<bound>by|before|until|till)\s+)?(?:(?:the\s+)?(?:very\s+)?(?:end|close)\s+of\s+(?:the\s+|{NEAR}\s+)?(?P<unit>week|wk|month|quarter|year)\b(?!\s+(?:accounts|figures|party|review|books))|(?:the\s+)?(?P<ended>year|month|quarter|week)[\s-]end\b(?!\s+(?:accounts|figures|party|review|books|process))|(?P<mark>EOM|EOQ|EOY|EOW)\b)",
    "relative",
)
def end_of(found: re.Match[str], anchor: Anchor) -> Period | None:
    """By the end of the year: its last day; at its end: its last month."""
    today = anchor.today
    unit = _MARKS.get(found["mark"] or "") or (found["unit"] or found["ended"] or "").lower()
    unit = _FULL.get(unit, unit)
    near = (found["near"] or "this").lower()
    step = -1 if near == "last" else 0 if near == "this" else 1
    if unit == "week":
        return day(_end_of_week(today) + dt.timedelta(days=7 * step))
    end = _of(unit, today, step).end
    latest = _LATEST.match(found.string[found.end() :])
    return day(end) if found["bound"] or found["mark"] or latest else month(end.year, end.month)


@rule(
    "before it is out",
    r"\b(?:before|by)\s+(?:the|this)\s+(?P<unit>week|month|year)(?:['’]s|\s+is|\s+was)\s+(?:out|over|up)\b",
)
def out(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Before the month is out."""
    unit = found["unit"].lower()
    return day(_end_of_week(anchor.today) if unit == "week" else _of(unit, anchor.today, 0).end)


def _of(unit: str, today: dt.date, step: int) -> Period:
    """The month, quarter or year `step` after that of `today`."""
    if unit == "month":
        return month(today.year, today.month + step)
    if unit == "quarter":
        return quarter(today.year, (today.month + 2) // 3 + step)
    return year(today.year + step)


def _end_of_week(today: dt.date) -> dt.date:
    """The Friday of the week; of the next one where this one's is over."""
    return today + dt.timedelta(days=(4 - today.weekday()) % 7)
