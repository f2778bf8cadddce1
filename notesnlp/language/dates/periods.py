"""Seasons, quarters, halves and years, calendar and fiscal."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from notesnlp.language.dates.calendar import SEASONS, Period, quarter, year
from notesnlp.language.dates.rule import NEAR, THE_YEAR, YEAR, Anchor, four_digits, is_past, rule

_NO_SEASON = (
    r"(?!\s+(?:a\b|back|through|apart|over|behind|short|asleep|off|in\b(?!\s+(?:19|20))|into|down|from|out|under|flat|ill|foul"
    r"|guy|arrest|protection|of\b(?!\s+(?:19|20|['’]|next|this))|leak\w*|water|clean\w*|break|broke\w*|snapped|roll|onion|loaded))"
)
"""A fall off a ladder, a spring that broke."""
_SEASON = (
    rf"(?P<season>winter|summer|autumn|(?:spring|fall)\b{_NO_SEASON})\b"
    r"(?!\s+(?:house|houses|coats?|tyres|tires|jackets?|clothes)\b)(?!['’])"
)
_FISCAL = (
    r"(?:FY\s?['’]?(?P<fy>\d\d(?:\d\d)?)\b|(?:fiscal|financial)\s+(?:year\s+)?(?P<fiscal>20\d\d)\b)"
)


@rule(
    "season",
    rf"\b(?:(?:in|over|by|from|until|till|before|after|for|through|during|since|towards)\s+(?:the\s+)?|come\s+|{NEAR}\s+|(?:early|mid|late)[\s-]+|the\s+){{1,2}}{_SEASON}(?:\s+(?:of\s+)?{THE_YEAR})?",
)
def season(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Winter is the first quarter, spring the second, summer the third, fall the fourth."""
    number, now = SEASONS[found["season"].lower()], anchor.today.year
    current = (anchor.today.month + 2) // 3
    if found["year"]:
        return quarter(four_digits(found["year"]), number)
    if found["which"]:
        return quarter(now + found["which"].lower().startswith("next"), number)
    near = (found["near"] or "").lower()
    if near == "last":
        return quarter(now - (number >= current), number)
    if near == "next":
        return quarter(now + (number <= current + 1), number)
    if found[0].lower().startswith("since"):
        return quarter(now - (number > current), number)
    return quarter(now + (number < current), number)


@rule(
    "quarter",
    rf"\b(?:Q(?P<q>[1-4])|(?:the\s+)?(?P<nth>first|second|third|fourth|(?:last|final)(?=\s+quarter\s+of))\s+quarter)(?!\s+of\s+the\s+(?:game|match)|-?final)(?:,?\s+(?:of\s+)?(?:{_FISCAL}|{THE_YEAR}|the\s+year\b))?(?!\w)",
)
def quarter_of_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A quarter of the calendar year, or of the fiscal year that is named."""
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    number = int(found["q"]) if found["q"] else words[found["nth"].lower()]
    if found["fy"] or found["fiscal"]:
        start = year(four_digits(found["fy"] or found["fiscal"]), anchor.fiscal_month).start
        return quarter(start.year, number, anchor.fiscal_month)
    if found["year"]:
        return quarter(four_digits(found["year"]), number)
    if found["which"]:
        return quarter(anchor.today.year + found["which"].lower().startswith("next"), number)
    here = quarter(anchor.today.year, number)
    if here.end >= anchor.today or is_past(found):
        return here
    return quarter(anchor.today.year + 1, number)


@rule(
    "half",
    rf"\b(?:H(?P<h>[12])|(?P<nth>first|second|back|front)\s+half)\s+(?:of\s+)?(?:{_FISCAL}|{THE_YEAR}|the\s+year\b)",
)
def half(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Half a year; at the grain of years, as dates have none of halves."""
    second = found["h"] == "2" or (found["nth"] or "").lower() in {"second", "back"}
    if found["fy"] or found["fiscal"]:
        start = year(four_digits(found["fy"] or found["fiscal"]), anchor.fiscal_month).start
    else:
        ahead = (found["which"] or "").lower().startswith("next")
        number = four_digits(found["year"]) if found["year"] else anchor.today.year + ahead
        start = dt.date(number, 1, 1)
    start += relativedelta(months=6 * second)
    return Period(start, start + relativedelta(months=6, days=-1), "year")


@rule(
    "fiscal year",
    rf"\b(?:{_FISCAL}|(?P<near>this|next|the new|the coming)\s+(?:fiscal|financial)\s+year\b)",
)
def fiscal_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The fiscal year that ends in the year named."""
    if found["fy"] or found["fiscal"]:
        return year(four_digits(found["fy"] or found["fiscal"]), anchor.fiscal_month)
    ends = anchor.today.year + (
        anchor.fiscal_month > 1 and anchor.today.month >= anchor.fiscal_month
    )
    return year(ends + (found["near"].lower() != "this"), anchor.fiscal_month)


@rule("new year", r"\b(?:in|into|after|by|early in)\s+the\s+new\s+year\b(?!['’]s)")
def new_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """In the new year: some time in it."""
    return year(anchor.today.year + 1)


@rule(
    "year",
    rf"\b(?P<lead>in|by|of|during|until|till|for|before|after|from|since|starting|early|late|mid)[\s-]+{YEAR}(?![-/]\d)",
)
def year_alone(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A year by its number."""
    counted = re.match(r"\s+[a-z]+s\b", found.string[found.end() :])
    if counted and found["lead"].lower() in {"of", "for", "by", "from"}:
        return None  # "a list of 2000 names"
    return year(four_digits(found["year"]))
