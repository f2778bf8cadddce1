"""The grammar of dates: each rule a pattern and the period it means.

The order matters only where two rules begin at the same place and match as much:
the first one wins.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from notesnlp.language.dates.calendar import (
    MONTHS,
    NAMED_DAYS,
    SEASONS,
    WEEKDAYS,
    Period,
    day,
    month,
    named_day,
    quarter,
    year,
)
from notesnlp.language.dates.numbers import NUMBER, ORDINAL, to_number, to_ordinal

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
_SEASON = r"(?P<season>winter|spring|summer|fall|autumn)\b(?!\s+(?:back|through|apart|over|behind|short|asleep|off|in|into|down|water|clean|break))"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = rf"(?P<number>{NUMBER})"
_ORDINAL = rf"(?P<ordinal>{ORDINAL})"
_NAMED = r"(?P<named>" + "|".join(re.escape(name) for name in NAMED_DAYS) + r")\b"
_PART = r"(?:(?:early|mid|late|middle of|beginning of|start of|first half of|second half of|back half of|front half of|end of)[\s-]+(?:the\s+|in\s+)?)?"
_NEAR = r"(?P<near>this coming|this|next|coming|last|the following|following)"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are reckoned from: the meeting's day and the first month of the fiscal year."""

    today: dt.date
    fiscal_month: int = 1


Resolver = Callable[["re.Match[str]", Anchor], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of words and what it means; None where the words name no real date."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver


def _rule(name: str, pattern: str) -> Callable[[Resolver], Resolver]:
    def register(resolve: Resolver) -> Resolver:
        RULES.append(Rule(name, re.compile(pattern, re.I), resolve))
        return resolve

    return register


RULES: list[Rule] = []


@_rule("iso", rf"\b{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)\b")
def _iso(found: re.Match[str], anchor: Anchor) -> Period | None:
    return _real_day(int(found["year"]), int(found["m"]), int(found["d"]))


@_rule(
    "day month",
    rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:{_ORDINAL}|(?P<d>\d{{1,2}}))(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?(?!\w)",
)
@_rule(
    "month day",
    rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+(?:the\s+)?(?:{_ORDINAL}|(?P<d>\d{{1,2}}))(?![\d:%])(?:,?\s+{_YEAR})?(?!\w)",
)
def _day_and_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    number = MONTHS[found["month"].lower()]
    date = int(found["d"]) if found["d"] else to_ordinal(found["ordinal"])
    if found["year"]:
        return _real_day(int(found["year"]), number, date)
    return _real_day(_year_of(number, anchor.today), number, date)


@_rule("numeric", r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?\b(?!/)")
def _numeric(found: re.Match[str], anchor: Anchor) -> Period | None:
    first, second = int(found["a"]), int(found["b"])
    if (first, second) == (24, 7) and not found["y"]:
        return None  # round the clock
    if first <= 12 and second <= 12 and first != second and not found["y"]:
        return None  # 9/10: a share, or a day on one side of the Atlantic only
    number, date = (first, second) if first <= 12 else (second, first)
    if not 1 <= number <= 12:
        return None
    given = found["y"]
    year_number = int(given) + (2000 if len(given) == 2 else 0) if given else None
    return _real_day(year_number or _year_of(number, anchor.today), number, date)


@_rule(
    "month year", rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?(?:{_YEAR}|(?P<near>this year|next year))\b"
)
def _month_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    if found["year"]:
        return month(int(found["year"]), MONTHS[found["month"].lower()])
    ahead = found["near"].lower() == "next year"
    return month(anchor.today.year + ahead, MONTHS[found["month"].lower()])


@_rule(
    "month",
    rf"\b(?:{_NEAR}\s+)?(?:(?:early|mid|late)[\s-]+)?{_MONTH}(?![\w'’])",
)
def _month(found: re.Match[str], anchor: Anchor) -> Period | None:
    name = found["month"]
    if _is_verb(found):
        return None
    number = MONTHS[name.lower()]
    near = (found["near"] or "").lower()
    this_year = anchor.today.year
    if near == "last":
        return month(this_year - (number >= anchor.today.month), number)
    if near == "next":
        return month(this_year + (number <= anchor.today.month), number)
    return month(this_year + (number < anchor.today.month), number)


_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|of|until|till|since|from|come|early|mid|late|end|before|after|next|last|this|for|to|through|and|around)[\s-]+$",
    re.I,
)
_AFTER_MAY = re.compile(r"^\s+(?:I|we|you|it|they|he|she|be|have|not|as|well)\b", re.I)


def _is_verb(found: re.Match[str]) -> bool:
    """Whether "may", "march", "sept" and the like are more likely something else than a month."""
    name = found["month"]
    if name.lower() == "may" and _AFTER_MAY.match(found.string[found.end() :]):
        return True
    unsure = name.islower() and (len(name) <= 3 or name == "march")
    return unsure and not (
        found["near"] or _BEFORE_MONTH.search(found.string[: found.start("month")])
    )


@_rule(
    "weekday after a named day",
    rf"\b(?:the\s+)?{_WEEKDAY}\s+(?P<direction>after|before)\s+{_NAMED}",
)
def _weekday_after(found: re.Match[str], anchor: Anchor) -> Period | None:
    base = _named_ahead(found["named"], anchor.today)
    if base is None:
        return None
    if found["direction"].lower() == "after":
        return day(_next_weekday(base, found["weekday"]))
    back = (base.weekday() - WEEKDAYS[found["weekday"].lower()] - 1) % 7 + 1
    return day(base - dt.timedelta(days=back))


@_rule(
    "weekday of a month",
    rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+{_WEEKDAY}\s+(?:in|of)\s+{_MONTH}(?:\s+{_YEAR})?",
)
def _weekday_of_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    number = MONTHS[found["month"].lower()]
    whole = month(int(found["year"] or _year_of(number, anchor.today)), number)
    weekday = WEEKDAYS[found["weekday"].lower()]
    if found["nth"].lower() == "last":
        return day(whole.end - dt.timedelta(days=(whole.end.weekday() - weekday) % 7))
    count = ("first", "second", "third", "fourth").index(found["nth"].lower())
    return day(whole.start + dt.timedelta(days=(weekday - whole.start.weekday()) % 7 + 7 * count))


@_rule(
    "end of a month",
    rf"\b(?P<bound>by|before)\s+(?:the\s+)?end\s+(?:of\s+)?{_MONTH}(?:\s+{_YEAR})?(?!\w)",
)
def _end_of_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    number = MONTHS[found["month"].lower()]
    return day(month(int(found["year"] or _year_of(number, anchor.today)), number).end)


@_rule("before the year is out", r"\b(?:before|by)\s+the\s+year(?:['’]s|\s+is)\s+(?:out|over|up)\b")
def _year_out(found: re.Match[str], anchor: Anchor) -> Period | None:
    return day(dt.date(anchor.today.year, 12, 31))


@_rule(
    "named day",
    rf"(?:(?:\b(?:{_NEAR}|before|after|by|at|over|come|on|until|till|from|since|past|around|for)\s+(?:the\s+)?|^){_NAMED}(?:\s+{_YEAR})?|\b{_NAMED.replace('named', 'tail')}(?=\s*[.,;:?!)]|\s*$))",
)
def _named(found: re.Match[str], anchor: Anchor) -> Period | None:
    name = (found["named"] or found["tail"]).lower().replace("’", "'")
    if found["year"]:
        date = named_day(name, int(found["year"]))
        return day(date) if date else None
    if (found["near"] or "").lower() in {"last", "since"}:
        dates = [named_day(name, anchor.today.year - shift) for shift in (0, 1)]
        return next((day(date) for date in dates if date and date < anchor.today), None)
    date = _named_ahead(name, anchor.today)
    return day(date) if date else None


@_rule(
    "season",
    rf"\b(?:in\s+(?:the\s+)?|over\s+(?:the\s+)?|by\s+(?:the\s+)?|come\s+|{_NEAR}\s+|(?:early|mid|late)[\s-]+|the\s+){{1,2}}{_SEASON}(?:\s+(?:of\s+)?{_YEAR})?",
)
def _season(found: re.Match[str], anchor: Anchor) -> Period | None:
    number = SEASONS[found["season"].lower()]
    if found["year"]:
        return quarter(int(found["year"]), number)
    current = (anchor.today.month + 2) // 3
    near = (found["near"] or "").lower()
    if near == "last":
        return quarter(anchor.today.year - (number >= current), number)
    if near == "next":
        return quarter(
            anchor.today.year + (number <= current or current < number < current + 1), number
        )
    return quarter(anchor.today.year + (number < current), number)


@_rule(
    "quarter",
    rf"\b(?:Q(?P<q>[1-4])|(?:the\s+)?(?P<nth>first|second|third|fourth|last|final)\s+quarter)(?:\s+(?:of\s+)?(?:{_YEAR}|FY\s?'?(?P<fy>\d\d(?:\d\d)?)|(?P<rel>this year|next year)))?\b",
)
def _quarter(found: re.Match[str], anchor: Anchor) -> Period | None:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    number = int(found["q"]) if found["q"] else words[found["nth"].lower()]
    if found["fy"]:
        fiscal = _four_digits(found["fy"])
        start = year(fiscal, anchor.fiscal_month).start
        return quarter(start.year, number, anchor.fiscal_month)
    if found["year"]:
        return quarter(int(found["year"]), number)
    if found["rel"]:
        return quarter(anchor.today.year + (found["rel"].lower() == "next year"), number)
    here = quarter(anchor.today.year, number)
    return here if here.end >= anchor.today else quarter(anchor.today.year + 1, number)


@_rule(
    "half",
    rf"\b(?:H(?P<h>[12])|(?P<nth>first|second|back|front)\s+half)\s+(?:of\s+)?(?:{_YEAR}|FY\s?'?(?P<fy>\d\d(?:\d\d)?)|the\s+year)\b",
)
def _half(found: re.Match[str], anchor: Anchor) -> Period | None:
    second = found["h"] == "2" or (found["nth"] or "").lower() in {"second", "back"}
    if found["fy"]:
        start = year(_four_digits(found["fy"]), anchor.fiscal_month).start
    else:
        start = dt.date(int(found["year"] or anchor.today.year), 1, 1)
    start += relativedelta(months=6 * second)
    return Period(start, start + relativedelta(months=6, days=-1), "year")


@_rule(
    "fiscal year",
    r"\b(?:FY\s?'?(?P<fy>\d\d(?:\d\d)?)|(?P<near>this|next|the new|the coming)\s+(?:fiscal|financial)\s+year)\b",
)
def _fiscal_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    if found["fy"]:
        return year(_four_digits(found["fy"]), anchor.fiscal_month)
    ends = anchor.today.year + (
        anchor.fiscal_month > 1 and anchor.today.month >= anchor.fiscal_month
    )
    return year(ends + (found["near"].lower() != "this"), anchor.fiscal_month)


@_rule(
    "ahead",
    rf"\b(?:in|within|inside(?: of)?|about|another|over|for)?\s*(?:the\s+next\s+|about\s+|another\s+|roughly\s+|maybe\s+|some\s+|under\s+)?{_NUMBER}(?:\s+or\s+\w+)?\s+(?:more\s+)?(?P<unit>day|week|fortnight|month|year|quarter)s?(?:['’]s?)?(?:\s+(?P<direction>from now|from today|time|out|ago|hence|later))?\b",
)
def _ahead(found: re.Match[str], anchor: Anchor) -> Period | None:
    words = found[0].lower().split()
    direction = (found["direction"] or "").lower()
    if not direction and words[0] not in {"in", "within", "inside"}:
        return None  # a length of time, not a date
    sign = -1 if direction == "ago" else 1
    return _shift(anchor.today, sign * to_number(found["number"]), found["unit"].lower())


@_rule(
    "a fortnight ahead",
    rf"\ba\s+(?P<unit>week|fortnight|month)\s+(?P<direction>from)\s+(?:today|now|(?P<tomorrow>tomorrow)|(?:on\s+)?{_WEEKDAY})",
)
def _from_day(found: re.Match[str], anchor: Anchor) -> Period | None:
    base = anchor.today + dt.timedelta(days=bool(found["tomorrow"]))
    if found["weekday"]:
        base = _next_weekday(base, found["weekday"])
    step = {"week": 7, "fortnight": 14, "month": 30}[found["unit"].lower()]
    return day(base + dt.timedelta(days=step))


@_rule("period", rf"\b{_NEAR}\s+(?P<unit>week|month|quarter|year)\b(?!['’])")
def _period(found: re.Match[str], anchor: Anchor) -> Period | None:
    near = found["near"].lower()
    step = -1 if near == "last" else 0 if near == "this" else 1
    unit = found["unit"].lower()
    today = anchor.today
    if unit == "week":
        monday = today + dt.timedelta(days=7 * step - today.weekday())
        return Period(monday, monday + dt.timedelta(days=6), "day")
    if unit == "month":
        return month(today.year, today.month + step)
    if unit == "quarter":
        return quarter(today.year, (today.month + 2) // 3 + step)
    return year(today.year + step)


@_rule("new year", r"\b(?:in|into|after|by|early in)\s+the\s+new\s+year\b")
def _new_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    return year(anchor.today.year + 1)


@_rule(
    "weekday",
    rf"\b(?:{_NEAR}\s+|(?P<late>a week (?:on\s+)?))?{_WEEKDAY}(?:\s+(?P<week>week|next|after next))?(?![\w'’])",
)
def _weekday(found: re.Match[str], anchor: Anchor) -> Period | None:
    name = found["weekday"]
    if len(name) <= 4 and name.islower() and name in {"sun", "sat", "wed", "mon", "fri"}:
        return None  # "sat down", "the sun"
    near = (found["near"] or "").lower()
    if near == "last":
        back = (anchor.today.weekday() - WEEKDAYS[name.lower()] - 1) % 7 + 1
        return day(anchor.today - dt.timedelta(days=back))
    date = _next_weekday(anchor.today, name)
    if found["week"] or found["late"]:
        date += dt.timedelta(days=7)
    elif near == "next":
        monday = anchor.today + dt.timedelta(days=7 - anchor.today.weekday())
        date = monday + dt.timedelta(days=WEEKDAYS[name.lower()])
    return day(date)


@_rule("tomorrow", r"\b(?P<word>today|tonight|tomorrow|yesterday|this afternoon|this evening)\b")
def _tomorrow(found: re.Match[str], anchor: Anchor) -> Period | None:
    step = {"tomorrow": 1, "yesterday": -1}.get(found["word"].lower(), 0)
    return day(anchor.today + dt.timedelta(days=step))


@_rule(
    "day of the month",
    rf"\b(?:by|on|before|until|till|from|after|come)\s+the\s+(?P<ordinal>{ORDINAL})\b(?!\s+(?:floor|time|of|quarter|half|week|day|one|year|part|round|line|page|item|phase|and|or\s))",
)
def _of_the_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    date = to_ordinal(found["ordinal"])
    today = anchor.today
    if date < today.day:
        ahead = month(today.year, today.month + 1).start
        return _real_day(ahead.year, ahead.month, date)
    return _real_day(today.year, today.month, date)


@_rule(
    "end of",
    r"\b(?:the\s+)?end\s+of\s+(?:the\s+)?(?P<unit>week|month|quarter|year|day)\b|\b(?P<yearend>year[\s-]end)\b",
)
def _end_of(found: re.Match[str], anchor: Anchor) -> Period | None:
    today = anchor.today
    unit = "year" if found["yearend"] else found["unit"].lower()
    if unit == "day":
        return day(today)
    if unit == "week":
        return day(today + dt.timedelta(days=(4 - today.weekday()) % 7))
    if unit == "month":
        return day(month(today.year, today.month).end)
    if unit == "quarter":
        return day(quarter(today.year, (today.month + 2) // 3).end)
    return day(dt.date(today.year, 12, 31))


@_rule(
    "year", rf"\b(?:in|by|of|during|until|till|for|before|early|late|mid)[\s-]+{_YEAR}\b(?![-/]\d)"
)
def _year(found: re.Match[str], anchor: Anchor) -> Period | None:
    return year(int(found["year"]))


def _named_ahead(name: str, today: dt.date) -> dt.date | None:
    """The next day of that name."""
    name = name.lower().replace("’", "'")
    dates = [named_day(name, today.year + shift) for shift in (0, 1)]
    return next((date for date in dates if date and date >= today), None)


def _real_day(year_number: int, number: int, date: int) -> Period | None:
    try:
        return day(dt.date(year_number, number, date))
    except ValueError:
        return None


def _year_of(number: int, today: dt.date) -> int:
    """The year of a day in month `number` that is named without one: of the next such month.

    A month that has just passed is the past one, as in "the meeting of 3 May" said in June.
    """
    if number >= today.month:
        return today.year
    return today.year if today.month - number <= 2 else today.year + 1


def _four_digits(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _next_weekday(today: dt.date, name: str) -> dt.date:
    ahead = (WEEKDAYS[name.lower()] - today.weekday() - 1) % 7 + 1
    return today + dt.timedelta(days=ahead)


def _shift(today: dt.date, count: int, unit: str) -> Period:
    if unit == "day":
        return day(today + dt.timedelta(days=count))
    if unit in {"week", "fortnight"}:
        return day(today + dt.timedelta(days=count * (7 if unit == "week" else 14)))
    if unit == "month":
        return month(today.year, today.month + count)
    if unit == "quarter":
        return quarter(today.year, (today.month + 2) // 3 + count)
    return year(today.year + count)
