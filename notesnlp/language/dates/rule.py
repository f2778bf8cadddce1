"""What a rule of the grammar is, the pieces its pattern is made of, and how it reckons."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from notesnlp.language.dates.calendar import (
    MONTHS,
    WEEKDAYS,
    Period,
    day,
    month,
    quarter,
    year,
)
from notesnlp.language.dates.feasts import NAMED_DAYS
from notesnlp.language.dates.numbers import NUMBER as _NUMBER
from notesnlp.language.dates.numbers import ORDINAL as _ORDINAL
from notesnlp.language.dates.numbers import SPOKEN_YEAR, to_year

MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = r"(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
YEAR = rf"(?P<year>(?:19|20)\d\d|['’]\d\d|{SPOKEN_YEAR})\b"
NUMBER = rf"(?P<number>{_NUMBER})"
ORDINAL = rf"(?P<ordinal>{_ORDINAL})"
NAMED = (
    r"(?P<named>"
    + "|".join(re.escape(name).replace("'", "['’]") for name in NAMED_DAYS).replace(
        r"st\ ", r"st\.?\ "
    )
    + r")\b"
)
NEAR = r"(?P<near>this coming|this|next|coming|last|the following|following)"
THE_YEAR = rf"(?:{YEAR}|(?P<short>(?<=of\s)(?:twenty|thirty)[\s-](?:one|two|three|four|five|six|seven|eight|nine))\b|(?P<which>(?:this|next)\s+year\b|next(?=\s*(?:[.,;:!?)]|and\b|$))))"
"""A year: ``2017``, ``'17``, "next year", or "next" as in "the first of March next"."""

Reading = Literal["exact", "calendar", "relative", "edge"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are reckoned from.

    Attributes:
        today: the meeting's day.
        fiscal_month: the month in which the fiscal year begins, 1 to 12.
        day_first: whether 3/4 is the third of April; None where nothing tells.
    """

    today: dt.date
    fiscal_month: int = 1
    day_first: bool | None = None


Unreal = Literal["impossible", "ambiguous"]
"""Why words that have the form of a date name no day."""
Resolver = Callable[["re.Match[str]", Anchor], Period | Unreal | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of words and what it means; None where the words are no date.

    Attributes:
        name: for messages and tests.
        pattern: matches the words.
        resolve: makes a period of a match.
        reading: ``exact`` words are read as nothing else where they are no date ("31 June" is not
            June); ``relative`` ones mean nothing before or after another event ("the Friday
            after the move"); ``edge`` ones have seen to "the end of" and the like themselves.
    """

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver
    reading: Reading = "calendar"


def rule(name: str, pattern: str, reading: Reading = "calendar") -> Callable[[Resolver], Rule]:
    """Make a rule of a resolver."""

    def make(resolve: Resolver) -> Rule:
        return Rule(name, re.compile(pattern, re.I), resolve, reading)

    return make


def real_day(year_number: int, number: int, date: int) -> Period | None:
    """The day of month `number`, or None where there is no such day."""
    try:
        return day(dt.date(year_number, number, date))
    except ValueError:
        return None


def unreal(year_number: int, number: int, date: int) -> Period | Unreal:
    """The day, or that there is none of that number in the month."""
    return real_day(year_number, number, date) or "impossible"


def year_of(number: int, today: dt.date) -> int:
    """The year of a day in month `number` that is named without one: of the next such month.

    A month that has just passed is the past one, as in "the meeting of 3 May" said in June.
    """
    return today.year + (today.month - number > 2)


def next_quarter(number: int, today: dt.date) -> Period:
    """The next quarter of that number whose end is not over."""
    here = quarter(today.year, number)
    return here if here.end >= today else quarter(today.year + 1, number)


def said_year(found: re.Match[str], number: int, today: dt.date) -> int:
    """The year that a match of `THE_YEAR` says, else that of the next month `number`."""
    if found["year"]:
        return four_digits(found["year"])
    if found["short"]:
        return to_year("twenty " + found["short"])
    which = " ".join((found["which"] or "").lower().split())
    if which == "next":
        return today.year + (number <= today.month)
    if which:
        return today.year + (which == "next year")
    return year_of(number, today)


_NOT = re.compile(r"\bnot\s+$", re.I)


def leads_before(found: re.Match[str]) -> bool:
    """Whether a match begins with "before"; "not before" is from then on."""
    ahead = found.string[: found.start()]
    return found[0].lower().startswith("before") and not _NOT.search(ahead)


def four_digits(text: str) -> int:
    """The year written as ``17``, ``'17`` or ``2017``.

    >>> four_digits("’17"), four_digits("2017")
    (2017, 2017)
    """
    bare = text.strip("'’")
    if not bare.isdigit():
        return to_year(bare)
    return int(bare) + (2000 if len(bare) == 2 else 0)


def next_weekday(today: dt.date, name: str) -> dt.date:
    """The next day of that name after `today`."""
    ahead = (WEEKDAYS[name.lower()] - today.weekday() - 1) % 7 + 1
    return today + dt.timedelta(days=ahead)


def last_weekday(today: dt.date, name: str) -> dt.date:
    """The last day of that name before `today`."""
    return today - dt.timedelta(days=(today.weekday() - WEEKDAYS[name.lower()] - 1) % 7 + 1)


def shift(today: dt.date, count: int, unit: str) -> Period:
    """The period `count` days, weeks, fortnights, months, quarters or years from `today`."""
    if unit == "day":
        return day(today + dt.timedelta(days=count))
    if unit in {"week", "fortnight"}:
        return day(today + dt.timedelta(days=count * (7 if unit == "week" else 14)))
    if unit == "month":
        return month(today.year, today.month + count)
    if unit == "quarter":
        return quarter(today.year, (today.month + 2) // 3 + count)
    return year(today.year + count)
