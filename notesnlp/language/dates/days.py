"""Days given by number: "14 March", "March 3-5", "3/14/2017", "Friday the 14th", "by the 20th"."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import MONTHS, WEEKDAYS, Period, day, month
from notesnlp.language.dates.months import is_verb
from notesnlp.language.dates.numbers import ORDINAL as _ORDINAL
from notesnlp.language.dates.numbers import to_ordinal
from notesnlp.language.dates.rule import (
    MONTH,
    NEAR,
    ORDINAL,
    THE_YEAR,
    WEEKDAY,
    Anchor,
    real_day,
    rule,
    said_year,
    year_of,
)

_DATE = rf"(?:{ORDINAL}|(?P<d>\d{{1,2}}))"
_UNTIL = rf"(?:\s*(?:-|–|to|till|until|through)\s*(?:the\s+)?(?:{_ORDINAL}|\d{{1,2}})(?![\w:]))?"
_AND = rf"(?:\s*(?:and|or|&|-|–|to|till|until|through)\s*(?:the\s+)?(?:{_ORDINAL}|\d{{1,2}})\b)?"
"""The rest of a stretch of days, of which the first one counts: "3 to 5 May"."""


@rule("iso", r"\b(?P<year>(?:19|20)\d\d)(?P<mark>[-/])(?P<m>\d\d)(?P=mark)(?P<d>\d\d)\b", "exact")
def iso(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Year, month and day, as programs write them."""
    return real_day(int(found["year"]), int(found["m"]), int(found["d"]))


def _day_and_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    if is_verb(found, numbered=True):
        return None
    number = MONTHS[found["month"].lower()]
    date = int(found["d"]) if found["d"] else to_ordinal(found["ordinal"])
    return real_day(said_year(found, number, anchor.today), number, date)


day_month = rule(
    "day month",
    rf"\b(?:{WEEKDAY},?\s+)?(?:the\s+)?{_DATE}{_AND}(?:\s+of)?\s+{MONTH}(?:,?\s+(?:of\s+)?{THE_YEAR})?(?!\w)",
    "exact",
)(_day_and_month)
month_day = rule(
    "month day",
    rf"\b(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{_DATE}(?![\d:%]){_UNTIL}(?:,?\s+(?:of\s+)?{THE_YEAR})?(?!\w)",
    "exact",
)(_day_and_month)

_SHARE = re.compile(r"\s*(?:inch\w*|in\b|[\"″”]|of\b|split|ratio|mix|scale|bolt\w*|ths?\b)", re.I)
_PLACE = re.compile(
    r"(?:\b(?:page|pages|p|pp|room|unit|score[ds]?|rated|size|line)\.?|\d)\s+$", re.I
)


@rule(
    "numeric",
    rf"\b(?:{WEEKDAY},?\s+)?(?:(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?:/(?P<y>\d{{4}}|\d\d))?|(?P<da>\d{{1,2}})\.(?P<mo>\d{{1,2}})\.(?P<ye>\d{{4}}))\b(?!/)",
    "exact",
)
def numeric(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Numbers with strokes, or with points where the year stands behind: day and month as they fit."""
    if found["ye"]:
        return real_day(int(found["ye"]), int(found["mo"]), int(found["da"]))
    first, second, given = int(found["a"]), int(found["b"]), found["y"]
    if (
        not given
        and (
            (first, second) == (24, 7)  # round the clock
            or _SHARE.match(found.string[found.end() :])
            or _PLACE.search(found.string[: found.start()])
        )
    ):
        return None
    if first <= 12 and second <= 12 and first != second and not given:
        return None  # 9/10: a share, or a day on one side of the Atlantic only
    number, date = (first, second) if first <= 12 else (second, first)
    if not 1 <= number <= 12:
        return None
    year_number = int(given) + (2000 if len(given) == 2 else 0) if given else None
    return real_day(year_number or year_of(number, anchor.today), number, date)


_HORIZON = 24
"""Months ahead in which "Friday the 14th" is looked for: such a day comes within fourteen."""


@rule(
    "weekday and number",
    rf"\b{WEEKDAY},?\s+(?:the\s+)?{ORDINAL}(?!\s+(?:floor|time|quarter|half))\b",
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
    r"|for|is|was|will|would|with|in|but|which|that|as|then|from|before|after|by|since|instead|rather|even|latest|and(?!\s+\w+(?:th|st|nd|rd)\b))\b)"
)
"""What may follow a day's number; a noun there makes it another ordinal: "by the third attempt"."""


@rule(
    "day of the month",
    rf"\b(?:(?:by|on|before|until|till|from|after|come)\s+the\s+{ORDINAL}|the\s+(?P<bare>{_ORDINAL})){_FOLLOWS}",
)
def of_the_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The next day of that number; by itself only from the thirteenth on, as lower ones count other things."""
    date = to_ordinal(found["ordinal"] or found["bare"])
    today = anchor.today
    if found["bare"] and date < 13:
        return None
    if date < today.day:
        ahead = month(today.year, today.month + 1).start
        return real_day(ahead.year, ahead.month, date)
    return real_day(today.year, today.month, date)


@rule(
    "day of a near month",
    rf"\b(?:the\s+)?(?:{ORDINAL}|(?P<edge>first|last)\s+day)\s+of\s+(?:the\s+month|{NEAR}\s+month)\b",
)
def of_near_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The tenth of next month, the last day of the month."""
    near = (found["near"] or "this").lower()
    step = {"this": 0, "last": -1}.get(near, 1)
    whole = month(anchor.today.year, anchor.today.month + step)
    if found["edge"]:
        return day(whole.end if found["edge"].lower() == "last" else whole.start)
    return real_day(whole.start.year, whole.start.month, to_ordinal(found["ordinal"]))


@rule(
    "edge of a month",
    rf"\b(?:the\s+)?(?P<edge>first|last)\s+day\s+(?:of|in)\s+{MONTH}(?:,?\s+(?:of\s+)?{THE_YEAR})?(?!\w)",
)
def edge_of_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The last day of February."""
    number = MONTHS[found["month"].lower()]
    whole = month(said_year(found, number, anchor.today), number)
    return day(whole.end if found["edge"].lower() == "last" else whole.start)


@rule("tomorrow", r"\b(?P<word>today|tonight|tomorrow|yesterday|this afternoon|this evening)\b")
def beside_today(found: re.Match[str], anchor: Anchor) -> Period | None:
    """Days beside the meeting's own."""
    step = {"tomorrow": 1, "yesterday": -1}.get(found["word"].lower(), 0)
    return day(anchor.today + dt.timedelta(days=step))
