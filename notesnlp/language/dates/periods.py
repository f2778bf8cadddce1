"""Seasons, quarters, halves and years, calendar and fiscal."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from notesnlp.language.dates.calendar import SEASONS, Period, month, over_by, quarter, year
from notesnlp.language.dates.past import is_past
from notesnlp.language.dates.rule import (
    NEAR,
    THE_YEAR,
    YEAR,
    Anchor,
    four_digits,
    leads_before,
    next_quarter,
    rule,
)

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
    r"(?:FY\s?['’]?(?P<fy>(?:20)?\d\d(?:[-/](?:20)?\d\d)?)\b|(?:fiscal|financial)\s+(?:year\s+)?(?P<fiscal>20\d\d(?:[-/](?:20)?\d\d)?)\b"
    r"|(?P<near_fy>this|(?:the\s+)?(?:next|new|coming)|the)\s+(?:(?:fiscal|financial)(?:\s+year)?|FY)\b)"
)
"""A fiscal year by the year it ends in ("FY17", "FY 2024-25"), or the running or coming one."""


@rule(
    "season",
    rf"\b(?:(?:in|over|by|from|until|till|before|after|for|through|during|since|towards)\s+(?:the\s+)?|come\s+|{NEAR}\s+|(?:early|mid|late)[\s-]+|the\s+){{0,2}}{_SEASON}(?:\s+(?:of\s+)?{THE_YEAR})?",
)
def season(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Winter is the first quarter, spring the second, summer the third, fall the fourth."""
    if found.start("season") == found.start() and not found["year"]:
        return None  # "spring water", "fall behind"
    number, now = SEASONS[found["season"].lower()], anchor.today.year
    current = (anchor.today.month + 2) // 3
    if found["year"]:
        return quarter(four_digits(found["year"]), number)
    if found["which"]:
        return quarter(now + found["which"].lower().startswith("next"), number)
    near = (found["near"] or "").lower()
    if near == "last":
        return quarter(now - (number >= current), number)
    if leads_before(found):
        return over_by(quarter(now + (number < current), number - 1))
    if near == "next":
        return quarter(now + (number <= current + 1), number)
    if found[0].lower().startswith("since"):
        return quarter(now - (number > current), number)
    if number == current:
        over = anchor.today.month % 3 == 0 and near != "this" and not is_past(found)
        return quarter(now + over, number)
    return quarter(now + (number < current), number)


@rule(
    "quarter",
    rf"\b(?:Q(?P<q>[1-4])|(?P<qq>[1-4])Q\s?['’]?(?P<qy>\d\d(?:\d\d)?)|(?:the\s+)?(?P<nth>first|second|third|fourth|(?:last|final)(?=\s+quarter\s+of))\s+quarter)(?!\s+of\s+the\s+(?:game|match)|-?final)(?:,?\s*(?:of\s+)?(?:CY\s?(?P<cy>\d\d)|{_FISCAL}|{THE_YEAR}|the\s+year\b))?(?!\w)",
)
def quarter_of_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A quarter of the calendar year, or of the fiscal year that is named."""
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    figure = found["q"] or found["qq"]
    number = int(figure) if figure else words[found["nth"].lower()]
    if fiscal := _named_fiscal(found, anchor):
        return quarter(fiscal.start.year, number, anchor.fiscal_month)
    if said := found["year"] or found["cy"] or found["qy"]:
        return quarter(four_digits(said), number)
    if found["which"]:
        return quarter(anchor.today.year + found["which"].lower().startswith("next"), number)
    if is_past(found):
        return quarter(anchor.today.year, number)
    return next_quarter(number, anchor.today)


_INTO_HALF = re.compile(r"\b(?:in|by|for|from|during|of|before|until|early|late)\s+$", re.I)


@rule(
    "half",
    rf"\b(?:(?:H(?P<h>[12])|(?P<hh>[12])H|(?P<nth>first|1st|second|2nd|back|front|latter)\s+half)\s+(?:(?:of|in)\s+)?(?:{_FISCAL}|{THE_YEAR}|(?P<of>(?:the|this)\s+year\b))|H(?P<alone>[12])\b)",
)
def half(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Half a year; at the grain of years, as dates have none of halves."""
    if found["alone"] and not _INTO_HALF.search(found.string[: found.start()]):
        return None
    number_of = found["h"] or found["hh"] or found["alone"]
    second = number_of == "2" or (found["nth"] or "").lower() in {"second", "2nd", "back", "latter"}
    if fiscal := _named_fiscal(found, anchor):
        start = fiscal.start
    elif not (found["year"] or found["which"] or found["of"]):
        second_now = anchor.today.month > 6
        start = dt.date(anchor.today.year + (second_now and not second), 1, 1)
    else:
        ahead = (found["which"] or "").lower().startswith("next")
        number = four_digits(found["year"]) if found["year"] else anchor.today.year + ahead
        start = dt.date(number, 1, 1)
    start += relativedelta(months=6 * second)
    return Period(start, start + relativedelta(months=6, days=-1), "year")


@rule("fiscal year", rf"\b{_FISCAL}")
def fiscal_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The fiscal year that ends in the year named, the running one or the next."""
    return _named_fiscal(found, anchor)


def _named_fiscal(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The fiscal year that a match of `_FISCAL` names; None where it names none."""
    if said := found["fy"] or found["fiscal"]:
        first, *ends = re.split("[-/]", said)
        number = (
            four_digits(first[:2] + ends[0] if len(first) == 4 and len(ends[0]) == 2 else ends[0])
            if ends
            else four_digits(first)
        )
        return year(number, anchor.fiscal_month)
    if not found["near_fy"]:
        return None
    today = anchor.today
    ends_in = today.year + (anchor.fiscal_month > 1 and today.month >= anchor.fiscal_month)
    ahead = found["near_fy"].lower().split()[-1] not in {"this", "the"}
    return year(ends_in + ahead, anchor.fiscal_month)


@rule(
    "new year",
    r"\b(?P<lead>in|into|during|within|throughout|early\s+in|first\s+thing\s+in|straight\s+after|soon\s+after|after|from|with|once|by|before|come)\s+the\s+new\s+(?:year|yr)\b(?!['’]s\s+(?:eve|day))(?!\s+holidays?)",
)
def new_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """In the new year: some time in it. From the new year, or first thing in it: January.

    Before it is by December.
    """
    ahead = year(anchor.today.year + 1)
    lead = found["lead"].lower()
    if lead in {"in", "into", "during", "within", "throughout"}:
        return ahead
    if lead.startswith("early"):
        return quarter(ahead.start.year, 1)
    if leads_before(found):
        return over_by(month(anchor.today.year, 12))
    return month(ahead.start.year, 1)


@rule(
    "year",
    rf"\b(?:(?P<lead>in|by|of|during|until|till|for|before|after|from|since|starting|early|late|mid|end|start)[\s-]+(?:early\s+|late\s+|mid[\s-]+)?)(?:of\s+)?{YEAR}(?![-/]\d)",
)
def year_alone(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A year by its number."""
    counted = re.match(r"\s+[a-z]+s\b", found.string[found.end() :])
    if counted and found["lead"].lower() in {"of", "for", "by", "from"}:
        return None  # "a list of 2000 names"
    return year(four_digits(found["year"]))
