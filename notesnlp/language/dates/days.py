"""Days given by number: "14 March", "March 3-5", "3/14/2017", "Friday the 14th", "by the 20th"."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import MONTHS, WEEKDAYS, Period, day, month
from notesnlp.language.dates.months import is_verb
from notesnlp.language.dates.numbers import ORDINAL as _ORDINAL
from notesnlp.language.dates.numbers import ORDINALS, SPOKEN_DAY, to_number, to_ordinal
from notesnlp.language.dates.rule import (
    MONTH,
    NEAR,
    ORDINAL,
    THE_YEAR,
    WEEKDAY,
    Anchor,
    Unreal,
    real_day,
    rule,
    said_year,
    unreal,
    year_of,
)

_AHEAD = re.compile(r"\b(?:from|by|until|till|starting|as\s+of)\s+(?:the\s+)?$", re.I)
"""Words that put a day without a year ahead, however lately it passed."""
_LONGEST_MONTH = 31
_DATE = rf"(?:{ORDINAL}|(?P<d>\d{{1,2}}))"
_UNTIL = rf"(?:\s*(?:-|–|to|till|until|through)\s*(?:the\s+)?(?:{_ORDINAL}|\d{{1,2}})(?![\w:]))?"
_AND = rf"(?:\s*(?:and|or|&|-|–|to|till|until|through)\s*(?:the\s+)?(?:{_ORDINAL}|\d{{1,2}})\b)?"
"""The rest of a stretch of days, of which the first one counts: "3 to 5 May"."""


@rule("iso", r"\b(?P<year>(?:19|20)\d\d)(?P<mark>[-/])(?P<m>\d\d)(?P=mark)(?P<d>\d\d)\b", "exact")
def iso(found: re.Match[str], anchor: Anchor) -> Period | Unreal:
    """Year, month and day, as programs write them."""
    return unreal(int(found["year"]), int(found["m"]), int(found["d"]))


def _day_and_month(found: re.Match[str], anchor: Anchor) -> Period | Unreal | None:
    words = found.groupdict()
    if not words.get("of") and is_verb(found, numbered=True):
        return None
    number = MONTHS[found["month"].lower()]
    date = int(found["d"]) if found["d"] else to_ordinal(found["ordinal"])
    if date > _LONGEST_MONTH:
        return None
    year = said_year(found, number, anchor.today)
    named = found["year"] or found["which"] or found["short"]
    meant = unreal(year, number, date)
    if isinstance(meant, Period) and meant.end < anchor.today and not named:
        lead = found.string[: found.start()]
        return unreal(year + 1, number, date) if _AHEAD.search(lead) else meant
    return meant


day_month = rule(
    "day month",
    rf"\b(?:{WEEKDAY},?\s+)?(?:the\s+)?{_DATE}{_AND}(?P<of>\s*[.,]?\s+of)?\s+{MONTH}(?:,?\s+(?:of\s+)?{THE_YEAR})?(?!\w)",
    "exact",
)(_day_and_month)
month_day = rule(
    "month day",
    rf"\b(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{_DATE}(?![\d:%]){_UNTIL}(?:,?\s+(?:of\s+)?{THE_YEAR})?(?!\w)",
    "exact",
)(_day_and_month)


_NO_DAY = (
    r"(?!\s+(?:of|or|more(?!\s+or\s+less)|new|people|other|extra|further|percent|hundred|thousand|o'clock|and\s+a|times)\b"
    r"|\s+(?!is\b|was\b|this\b|his\b|as\b|us\b|so\b|yes\b|it's\b)[a-z]+s\b)"
)
"""After a number word that counts things: "from January six people", "May ten times"."""


@rule(
    "spoken month day",
    rf"\b(?:(?P<lead>on|from|until|till|by|before|after|since|starting|not)\s+|{WEEKDAY},?\s+)?{MONTH}\s+(?P<spoken>{SPOKEN_DAY})\b{_NO_DAY}(?![-'’])(?:,?\s+{THE_YEAR})?",
)
def spoken(found: re.Match[str], anchor: Anchor) -> Period | None:
    """July fifteen; low numbers only behind "on", "until" or a weekday, as they count other things too."""
    date = to_number(found["spoken"])
    led = found["lead"] or found["weekday"]
    if (date < _SURE and not led) or (not led and found["month"].lower() in {"may", "march"}):
        return None
    number = MONTHS[found["month"].lower()]
    return real_day(said_year(found, number, anchor.today), number, date)


_HORIZON = 24
"""Months ahead in which "Friday the 14th" is looked for: such a day comes within fourteen."""


@rule(
    "weekday and number",
    rf"\b{WEEKDAY}(?:\s+(?:night|morning|afternoon|evening))?,?\s+(?:the\s+)?{ORDINAL}(?!\s+(?:floor|time|quarter|half))\b",
    "exact",
)
def weekday_and_number(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The next day of that name and number."""
    date, weekday = to_ordinal(found["ordinal"]), WEEKDAYS[found["weekday"].lower()]
    for ahead in range(_HORIZON):
        first = month(anchor.today.year, anchor.today.month + ahead).start
        found_day = real_day(first.year, first.month, date)
        if found_day and found_day.start >= anchor.today and found_day.start.weekday() == weekday:
            return found_day
    return None


_FOLLOWS = (
    r"(?=\s*(?:$|[.,;:!?)\]\-–—\"”])|\s+(?:at|to|till|until|when|where|we|i|it|they|he|she|you|so|if|because"
    r"|for|is|was|will|would|with|in|but|which|that|as|then|from|before|after|by|since|instead|rather|even|latest|now|and(?!\s+\w+(?:th|st|nd|rd)\b))\b)"
)
"""What may follow a day's number; a noun there makes it another ordinal: "by the third attempt"."""
_MONTHS = "|".join(MONTHS)
_COUNTED = (
    rf"(?!\s+(?:floor|street|st|avenue|ave|century|birthday|anniversary|percentile|hole|minute|page|try|attempt|time"
    rf"|meeting|row|edition|amendment|place|of|month|week|day|year|and|{_MONTHS})\b)"
)
"""After an ordinal too high to count anything but days, unless one of these follows."""
_SURE = 13
"""Ordinals from here on are days more often than anything else."""
_MONTH_BEFORE = re.compile(
    rf"\b{MONTH}(?:\s+(?:meeting|session|one|round))?,?\s+(?:it['’]?s\s+|that['’]?s\s+|that\s+is\s+|on\s+|from\s+|by\s+|say\s+|[a-z]+day,?\s+)?$",
    re.I,
)
"""A month named right before: "in February, the fourteenth to the sixteenth"."""


@rule(
    "day of the month",
    rf"\b(?:(?:by|on|before|until|till|from|after|come|ending|w/e)\s+(?:the\s+{ORDINAL}{_FOLLOWS}|(?:the\s+)?(?P<high>(?:twenty|thirty)[\s-]\w+|(?:1[3-9]|2\d|3[01])(?:st|nd|rd|th)){_COUNTED}(?!\w))"
    rf"|the\s+(?P<bare>{_ORDINAL}){_FOLLOWS})",
)
def of_the_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The day of that number in the month just named, else the next one; by itself only from the thirteenth on."""
    words = found["ordinal"] or found["high"] or found["bare"]
    if found["high"] and words.lower() not in ORDINALS and not words[0].isdigit():
        return None
    date = to_ordinal(words)
    today = anchor.today
    named = _MONTH_BEFORE.search(found.string, max(0, found.start() - 40), found.start())
    if named and not is_verb_before(named):
        number = MONTHS[named["month"].lower()]
        return real_day(year_of(number, today), number, date)
    if found["bare"] and date < _SURE:
        return None
    if date < today.day:
        ahead = month(today.year, today.month + 1).start
        return real_day(ahead.year, ahead.month, date)
    return real_day(today.year, today.month, date)


def is_verb_before(named: re.Match[str]) -> bool:
    """Whether the "may" or "march" before an ordinal is the verb."""
    return named["month"] in {"may", "march"}


@rule(
    "day of a near month",
    rf"\b(?:(?:by|on|before|until|till|from|after|come|around|about)\s+)?(?:the\s+)?(?:{ORDINAL}|(?P<edge>first|last)\s+day)\s+of\s+(?:the\s+month|{NEAR}\s+month)\b",
)
def of_near_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The tenth of next month, the last day of the month, the first of the month that comes."""
    near = (found["near"] or "").lower()
    step = {"this": 0, "last": -1, "": 0}.get(near, 1)
    whole = month(anchor.today.year, anchor.today.month + step)
    if found["edge"] and found["edge"].lower() == "last":
        return day(whole.end)
    date = 1 if found["edge"] else to_ordinal(found["ordinal"])
    if not near and date < anchor.today.day:
        whole = month(anchor.today.year, anchor.today.month + 1)
    return real_day(whole.start.year, whole.start.month, date)


@rule(
    "edge of the year",
    r"\b(?:the\s+)?(?:(?P<first>first|1st)(?:\s+day)?|last\s+day)\s+of\s+the\s+(?P<new>new\s+)?year\b",
)
def edge_of_year(found: re.Match[str], anchor: Anchor) -> Period:
    """The first of the year, the last day of the year."""
    if found["first"]:
        return day(dt.date(anchor.today.year + 1, 1, 1))
    return day(dt.date(anchor.today.year, 12, 31))


@rule(
    "edge of a month",
    rf"\b(?:the\s+)?(?P<edge>first|last)\s+day\s+(?:of|in)\s+{MONTH}(?:,?\s+(?:of\s+)?{THE_YEAR})?(?!\w)",
)
def edge_of_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The last day of February."""
    number = MONTHS[found["month"].lower()]
    whole = month(said_year(found, number, anchor.today), number)
    return day(whole.end if found["edge"].lower() == "last" else whole.start)


@rule(
    "tomorrow",
    rf"\b(?:(?P<step>the\s+day\s+(?:after\s+tomorrow|before\s+yesterday)|tomorrow|yesterday)|today|tonight"
    rf"|this\s+(?:afternoon|arvo|evening|morning)|(?P<close>(?:end|close)\s+of\s+(?:the\s+)?(?:day|business|play)|EOD|COB|COP)(?!\s+(?:on\s+|this\s+|next\s+)?{WEEKDAY})(?!\s+(?:on\s+|by\s+)?(?:the\s+)?(?:\d|{MONTH})))\b"
    r"(?:\s+(?P<week>week)\b(?!['’]))?",
)
def beside_today(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Days beside the meeting's own."""
    if found["close"] and found.string[: found.start()].lower().endswith("at the "):
        return None  # when all is said and done
    said = (found["step"] or "").lower().split()
    step = (
        {"tomorrow": 1, "yesterday": -1}.get(said[-1], 0) * (2 if len(said) > 1 else 1)
        if said
        else 0
    )
    return day(anchor.today + dt.timedelta(days=step + 7 * bool(found["week"])))
