"""What the words around a date make of it: a part of the period, the week of a day, about a day, a range."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from notesnlp.language.dates.calendar import Period, day, month, quarter, year
from notesnlp.model.when import Bound

_END = (
    r"(?:the\s+|about\s+|around\s+)?(?:(?:(?:very\s+)?(?:end|close)\s+of|close\s+of\s+(?:play|business)|end\s+of\s+(?:play|day|business)"
    r"|COB|COP|EOD|noon|midday|lunch(?:time)?|first\s+thing)\s+)?(?:on\s+)?(?:the\s+)?$"
)
_WORDS: tuple[tuple[Bound, str], ...] = (
    ("after", r"not\s+before|not?\s+(?:earlier|sooner)\s+than|not\s+until|not\s+till"),
    (
        "by",
        r"by|not?\s+later\s+than|due(?:\s+on)?|until|till|up\s+to|come|for|deadline(?:\s+is|\s+of|:)?",
    ),
    ("before", r"before|ahead\s+of|prior\s+to"),
    ("after", r"after|since|from|once|past|starting|as\s+of"),
    ("within", r"within|w/in|inside(?:\s+of)?|during|over|in\s+the\s+next|throughout|between"),
)
_BOUNDS = tuple((bound, re.compile(rf"\b(?:{words})\s+{_END}", re.I)) for bound, words in _WORDS)
"""What the words before a date make of it; the first that fits."""
_LATEST = re.compile(
    r"\s*(?:,\s*)?(?:at\s+the\s+(?:very\s+)?latest|latest|or\s+(?:sooner|before))\b", re.I
)
_ONWARDS = re.compile(
    r"\s+(?:onwards?|on(?=[,.;]|$)|and\s+after|or\s+(?:later|after)|at\s+the\s+earliest)\b", re.I
)
_BY_ITSELF = re.compile(
    r"^(?:by|before|after|since|from|until|till|come|for|over|during|throughout|within|w/in|inside(?:\s+of)?|in\s+the\s+next)\s+",
    re.I,
)

_PART = re.compile(
    r"\b(?P<lead>(?:by|before|until|till|past|after|through)\s+(?:about\s+|around\s+)?)?(?:the\s+)?(?:very\s+)?"
    r"(?:(?P<soft>early|late)(?:\s+(?:in|on)(?:\s+the)?)?|(?P<hard>end|close|start|beginning|back\s+end|tail\s+end|latter\s+part)\s+of(?:\s+the)?|(?P<bare>end))[\s-]+$",
    re.I,
)
"""Words for a part of the quarter or year that follows."""
_OWN = re.compile(
    r"(?:early|late|(?:end|start|beginning)(?:\s+of)?)(?:\s+in)?(?:\s+the)?[\s-]+", re.I
)
"""Such words that the rule took in: "early 2017"."""
_WEEK_OF = re.compile(
    r"\b(?:w/?c|w/?b|(?:week|wk)\s+of|(?:the\s+)(?:week|wk)\s+(?:commencing|beginning|starting)|week\s+commencing)\s+(?:on\s+)?(?:the\s+)?$",
    re.I,
)
_AROUND = re.compile(r"\b(?:around|roughly|circa|somewhere\s+near)\s+(?:the\s+)?$", re.I)
_REACH = 40
"""Characters before a date that are looked at."""


def bound_of(text: str, start: int, end: int) -> Bound:
    """How the words around the date in `text` from `start` to `end` bind it."""
    before, after = text[max(0, start - _REACH) : start], text[end:]
    if own := _BY_ITSELF.match(text[start:end]):
        before += own[0]
    if _LATEST.match(after):
        return "by"
    if _ONWARDS.match(after):
        return "after"
    return next((bound for bound, words in _BOUNDS if words.search(before)), "at")


def part_of(text: str, start: int, end: int, period: Period, *, exact: bool) -> Period:
    """The part of `period` that the words before it name.

    Args:
        text: what was searched.
        start: where the date begins.
        end: where it ends.
        period: what the date alone means.
        exact: the date is a day by its number, of which "around" makes the month.
    """
    before = text[max(0, start - _REACH) : start]
    if period.grain == "day":
        if _WEEK_OF.search(before):
            return Period(period.start, period.start + dt.timedelta(days=6), "month")
        if exact and _AROUND.search(before):
            return month(period.start.year, period.start.month)
        return period
    if own := _OWN.match(text[start:end]):
        before += own[0]
    if found := _PART.search(before):
        said = found["soft"] or found["hard"] or found["bare"]
        return _cut(period, said.lower(), bound=found["lead"] is not None)
    return period


def _cut(period: Period, part: str, *, bound: bool) -> Period:
    if part in {"end", "close"}:
        return day(period.end) if bound else month(period.end.year, period.end.month)
    if period.grain == "month":
        return period
    if period.grain == "quarter":
        return (
            month(period.start.year, period.start.month)
            if part in {"start", "beginning"}
            else period
        )
    months = 3 if part in {"early", "start", "beginning", "late"} else 6
    if part in {"early", "start", "beginning"}:
        return Period(period.start, period.start + relativedelta(months=months, days=-1), "quarter")
    first = period.end + dt.timedelta(days=1) - relativedelta(months=months)
    return Period(first, period.end, "quarter" if months == 3 else "year")


_JOIN = re.compile(
    r"^\s*+(?:,\s*+)?(?P<join>to|till|until|through|thru|into|-|–|—|→|->|and)\s*(?:about\s+|around\s+|the\s+|mid[\s-]?|early\s+|late\s+)*(?:end\s+(?:of\s+)?)?$",
    re.I,
)
_PUT_OFF = re.compile(
    r"\b(?:slip\w*|mov\w+|postpon\w+|push\w*|put\s+(?:back|off)|delay\w*|chang\w+|brought\s+forward)\s+(?:\w+\s+){0,3}from\s+(?:the\s+)?$",
    re.I,
)
"""Moved from one day to another: no range."""
_BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|early\s+|late\s+|the\s+)*$", re.I)


def joined(
    text: str, first: tuple[int, int], second: tuple[int, int], one: Period, two: Period
) -> Period | None:
    """The range of two dates that stand side by side; None where they are no range.

    It has the grain of its beginning, or of the quarter or year that it fills: "January to March".
    """
    link = _JOIN.match(text[first[1] : second[0]])
    if link is None:
        return None
    if _PUT_OFF.search(text[: first[0]]):
        return None
    if link["join"].lower() == "and" and not _BETWEEN.search(text[: first[0]]):
        return None
    if not _YEAR.search(text[first[0] : first[1]]) and _YEAR.search(text[second[0] : second[1]]):
        while one.grain != "year" and (later := _next_year(one)).start < two.start:
            one = later
    if two.end < one.start and two.grain == "month":
        two = month(two.start.year + 1, two.start.month)
    if two.start < one.start:
        return None
    if one.grain in {"month", "quarter"}:
        for whole in (quarter(one.start.year, (one.start.month + 2) // 3), year(one.start.year)):
            if (one.start, two.end) == (whole.start, whole.end):
                return whole
    return Period(one.start, two.end, one.grain)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b|\byear\b", re.I)


def _next_year(period: Period) -> Period:
    later = relativedelta(years=1)
    return Period(period.start + later, period.end + later, period.grain)


_THAT_IS = re.compile(
    r"^\s*+,?\s*+(?:(?:it['’]?s|that['’]?s|that\s+is|on|from|say)\s+)?(?:the\s+)?$", re.I
)


def narrows(
    text: str, first: tuple[int, int], second: tuple[int, int], one: Period, two: Period
) -> bool:
    """Whether the second of two dates is a day of the month that the first one is: "in June, the 21st"."""
    inside = one.grain == "month" and two.grain == "day" and one.start <= two.start <= one.end
    return inside and _THAT_IS.match(text[first[1] : second[0]]) is not None
