"""Days in figures with strokes: "3/14/2017", "31/3", "Wed 4/5", and which number is the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from notesnlp.language.dates.calendar import WEEKDAYS, Period
from notesnlp.language.dates.rule import (
    MONTH,
    WEEKDAY,
    Anchor,
    Unreal,
    four_digits,
    real_day,
    rule,
    unreal,
    year_of,
)

_SHARE = re.compile(r"\s*(?:inch\w*|in\b|[\"″”]|of\b|split|ratio|mix|scale|bolt\w*|ths?\b)", re.I)
_PLACE = re.compile(
    r"(?:\b(?:page|pages|p|pp|room|unit|score[ds]?|rated|size|line)\.?|\d)\s+$", re.I
)
_LED = re.compile(
    r"(?:\b(?:by|on|from|until|till|before|after|due|since|starting|starts?|begins?|opens?|ends?|of|to|w/c|is|was|goes|due)|[-–>→(,;:])\s*$"
    r"|^\s*$",
    re.I,
)
"""What stands before a day in figures, where both numbers could be anything: "due 3/4", "starting 9/1"."""
_ENDED = re.compile(r"\s*(?:$|[,;.)\]:–→]|-|to\b)")
_MONTHS = 12


@rule(
    "numeric",
    rf"\b(?:{WEEKDAY},?\s+)?(?:(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?:/(?P<y>\d{{4}}|\d\d))?|(?P<da>\d{{1,2}})\.(?P<mo>\d{{1,2}})\.(?P<ye>\d{{4}}))\b(?!/)",
    "exact",
)
def numeric(found: re.Match[str], anchor: Anchor) -> Period | Unreal | None:
    """Numbers with strokes, or with points where the year stands behind: day and month as they fit.

    Where both fit, a weekday beside them decides, else what is known of the place.
    """
    if found["ye"]:
        return unreal(int(found["ye"]), int(found["mo"]), int(found["da"]))
    first, second, given = int(found["a"]), int(found["b"]), found["y"]
    before, after = found.string[: found.start()], found.string[found.end() :]
    if not given and ((first, second) == (24, 7) or _SHARE.match(after) or _PLACE.search(before)):
        return None  # round the clock; a share; a place
    year = four_digits(given) if given else None
    readings = [
        (order, fits)
        for order, date, number in ((True, first, second), (False, second, first))
        if number <= _MONTHS and (fits := _day(year, number, date, anchor.today))
    ]
    if not readings:
        return "impossible" if given else None
    if len(readings) == 1 or first == second:
        return readings[0][1]
    if found["weekday"]:
        weekday = WEEKDAYS[found["weekday"].lower()]
        fitting = [fits for _, fits in readings if fits.start.weekday() == weekday]
        if len(fitting) == 1:
            return fitting[0]
    if not (given or found["weekday"] or _LED.search(before) or _ENDED.match(after)):
        return None  # 9/10 of them: a share
    if anchor.day_first is None:
        return "ambiguous" if given or found["weekday"] or _LED.search(before) else None
    return next(fits for order, fits in readings if order == anchor.day_first)


def _day(year: int | None, number: int, date: int, today: dt.date) -> Period | None:
    return real_day(year or year_of(number, today), number, date)


_IN_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})([-/.])(\d{1,2})(?:\2(?:\d{4}|\d\d))?(?![\d/])")
_IN_WORDS = re.compile(
    rf"\b(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?){MONTH}|\b{MONTH.replace('<month>', '<first>')}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)",
    re.I,
)
_SPELT = {
    True: re.compile(
        r"£|€|₹|\b(?:whilst|colour|centre|programme|organis\w+|recognis\w+|fortnight|rota|lorry|lorries|cheque|half-?term|"
        r"tyres?|queue\w*|licence|arvo|crore|lakh|mobile)\b",
        re.I,
    ),
    False: re.compile(
        r"\b(?:color|center|program|organiz\w+|recogniz\w+|gotten|y['’]?all|zip code|sidewalk|parking lot|license|"
        r"vacation|fall|gal|tires?|check(?:ing)? account|Thanksgiving|Labor Day|cell ?phone)\b",
        re.I,
    ),
}
_WEIGHTS = (100, 5, 1)
"""Of a day in figures that can be read in one way only, of a day with its month in words, of a spelling."""


def reads_day_first(texts: Iterable[str], today: dt.date | None = None) -> bool | None:
    """Whether the writers of `texts` put the day before the month; None where nothing tells.

    Args:
        texts: the meeting's name and its turns.
        today: the day of the meeting; a name that carries it shows the order.

    >>> reads_day_first(["invoices from 14/3", "due 3/4"])
    True
    >>> reads_day_first(["the parking lot opens March 5th"])
    False
    """
    votes = {True: 0, False: 0}
    exact, worded, spelt = _WEIGHTS
    for text in texts:
        for found in _IN_FIGURES.finditer(text):
            order = _order(int(found[1]), int(found[3]), today, whole=found[0].count(found[2]) > 1)
            if order is not None and (found[2] == "/" or found[0].count(found[2]) > 1):
                votes[order] += exact
        for found in _IN_WORDS.finditer(text):
            if found["month"] or found["first"] in {"May", "may", "march"}:
                votes[True] += worded * bool(found["month"])
            else:
                votes[False] += worded
        for order, pattern in _SPELT.items():
            votes[order] += spelt * len(pattern.findall(text))
    return None if votes[True] == votes[False] else votes[True] > votes[False]


def _order(first: int, second: int, today: dt.date | None, *, whole: bool) -> bool | None:
    if first <= _MONTHS < second <= 31:
        return False
    if second <= _MONTHS < first <= 31 and (first, second) != (24, 7):
        return True
    if whole and today and first != second and {first, second} == {today.day, today.month}:
        return first == today.day
    return None
