"""Weeks by number, and the terms and holidays of schools."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import Period, month
from notesnlp.language.dates.numbers import CARDINALS, to_number
from notesnlp.language.dates.rule import YEAR, Anchor, four_digits, next_quarter, rule

_WEEKS = 53
_LOW = "|".join(
    word for word, value in CARDINALS.items() if 1 <= value <= _WEEKS and word[0] != "a"
)


@rule(
    "week by number",
    rf"\b(?:in|from|by|until|till|before|after|for|,)\s*(?:ISO\s+)?(?:week|wk)\s+(?P<week>\d{{1,2}}|{_LOW})\b(?!\s*(?:of|at|to|and|or(?!\s+so)|in)\b)(?![\w/'’.-]\d)",
)
def numbered(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Week twelve: the month in which the next ISO week of that number begins."""
    said = found["week"].lower()
    number = to_number(said)
    for year in (anchor.today.year, anchor.today.year + 1):
        try:
            monday = dt.date.fromisocalendar(year, number, 1)
        except ValueError:
            return None
        if monday + dt.timedelta(days=6) >= anchor.today:
            return Period(monday, monday + dt.timedelta(days=6), "month")
    return None


_TERMS = {
    "spring": 1,
    "summer": 2,
    "autumn": 4,
    "fall": 4,
    "michaelmas": 4,
    "hilary": 1,
    "trinity": 2,
}
"""Quarter of each term: January to Easter, Easter to July, September to Christmas."""
_BEGINS = {1: 1, 2: 4, 4: 9}
_ENDS = {1: 3, 2: 7, 4: 12}
_EDGE = r"(?P<edge>(?:the\s+)?(?:start|beginning|end|back\s+end)\s+of\s+(?:the\s+)?)?"


@rule(
    "term",
    rf"\b{_EDGE}(?:(?P<near>next|this|the\s+(?:next|new|coming)|new)\s+)?(?:(?P<term>{'|'.join(_TERMS)})\s+(?:term|semester)|(?P<bare>(?:school\s+)?term(?:\s+time)?))\b(?!\s+(?:sheet|deposit|of|\d|time))(?!['’-])",
    "edge",
)
def term(found: re.Match[str], anchor: Anchor) -> Period | None:
    """End of term, next term, the start of the summer term, as British schools have them."""
    edge, near = (found["edge"] or "").lower(), (found["near"] or "").lower()
    led = re.search(r"\b(?:from|before|until)\s+(?:the\s+)?$", found.string[: found.start()], re.I)
    if found["term"]:
        number = _TERMS[found["term"].lower()]
        if "end" in edge:
            return _next_month(_ENDS[number], anchor.today)
        if edge or led:
            return _next_month(_BEGINS[number], anchor.today)
        return next_quarter(number, anchor.today)
    if "end" in edge:
        return min(
            (_next_month(at, anchor.today) for at in _ENDS.values()), key=lambda at: at.start
        )
    if near and not near.endswith("this"):
        later = month(anchor.today.year, anchor.today.month + 1).start
        return min((_next_month(at, later) for at in _BEGINS.values()), key=lambda at: at.start)
    return None


@rule(
    "term by number",
    r"\bterm\s+(?P<term>[1-4]|one|two|three|four)\b(?!\s+(?:of|and|in)\b)(?![\w.%-])",
)
def numbered_term(found: re.Match[str], anchor: Anchor) -> Period:
    """Term 4, as Australian and New Zealand schools count: the quarters."""
    said = found["term"].lower()
    number = to_number(said)
    return next_quarter(number, anchor.today)


_HALF_TERMS = {"february": 2, "spring": 2, "may": 5, "summer": 5, "october": 10, "autumn": 10}
"""Month of the week's holiday in the middle of a British term."""


@rule(
    "half term",
    rf"\b(?:(?P<which>{'|'.join(_HALF_TERMS)})\s+)?(?:half|mid)[\s-]?term(?:\s+(?:break|holidays?|week))?\b(?!\s+(?:exam|test|report|review|election)s?\b)",
)
def half_term(found: re.Match[str], anchor: Anchor) -> Period:
    """Half-term: the next one, or the one named."""
    if found["which"]:
        return _next_month(_HALF_TERMS[found["which"].lower()], anchor.today)
    months = sorted(set(_HALF_TERMS.values()))
    return min((_next_month(at, anchor.today) for at in months), key=lambda at: at.start)


@rule(
    "school year",
    r"\b(?:(?P<end>(?:end|close)\s+of\s+(?:the\s+|this\s+)?)|(?P<start>(?:start|beginning)\s+of\s+(?:the\s+)?)?(?P<new>new|next|coming)?\s*)(?:school|academic)\s+year\b(?:\s+(?P<year>20\d\d))?(?!['’])",
    "edge",
)
def school_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The new school year begins in September and ends in July, in America in August and June."""
    american = anchor.day_first is False
    if found["year"]:
        return month(int(found["year"]), 8 if american else 9)
    if found["end"]:
        return _next_month(6 if american else 7, anchor.today)
    if found["start"] or found["new"]:
        return _next_month(8 if american else 9, anchor.today)
    return None


@rule(
    "academic year by number",
    rf"\b(?:in|from|for|by)\s+the\s+academic\s+year\s+{YEAR}",
)
def academic_year(found: re.Match[str], anchor: Anchor) -> Period:
    """The academic year 2018: the year in which it begins."""
    start = dt.date(four_digits(found["year"]), 9, 1)
    return Period(start, start.replace(year=start.year + 1) - dt.timedelta(days=1), "year")


def _next_month(number: int, today: dt.date) -> Period:
    return month(today.year + (number < today.month), number)
