"""Named days: "by Easter", "after New Year's", "the week after Labor Day"."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import Period, day, month, named_day
from notesnlp.language.dates.rule import NAMED, NEAR, THE_YEAR, Anchor, four_digits, rule

_TAIL = NAMED.replace("named", "tail")
_SEASONAL = ("christmas", "xmas", "easter", "new year", "thanksgiving")
"""Feasts that stand for the days around them: "she's done at Christmas"."""
_AROUND = frozenset({"at", "over", "from", "around"})
_HOLIDAYS = dt.timedelta(days=14)


@rule(
    "named day",
    rf"(?:(?:\b(?:{NEAR}|(?P<lead>before|after|by|at|over|come|on|until|till|from|since|past|around|for))\s+(?:the\s+)?|^){NAMED}(?:\s+(?:of\s+)?{THE_YEAR})?"
    rf"(?P<span>\s+(?:holidays?|break|week|weekend|period|rush))?|\b{_TAIL}(?=\s*[.,;:?!)]|\s*$))",
)
def alone(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The next day of that name; the month where only about that day is meant."""
    name = _plain(found["named"] or found["tail"])
    date = _dated(found, name, anchor.today)
    if date is None:
        return None
    lead = (found["lead"] or "").lower()
    if lead == "after":
        late = date + (_HOLIDAYS if found["span"] else dt.timedelta(days=1))
        return month(late.year, late.month)
    if found["span"] or (lead in _AROUND and name.startswith(_SEASONAL) and " day" not in name):
        return month(date.year, date.month)
    return day(date)


def _dated(found: re.Match[str], name: str, today: dt.date) -> dt.date | None:
    if found["year"]:
        return named_day(name, four_digits(found["year"]))
    if found["which"]:
        ahead = found["which"].lower().startswith("next")
        return named_day(name, today.year + ahead)
    words = found.groupdict()
    if (words.get("near") or words.get("lead") or "").lower() in {"last", "since"}:
        dates = [named_day(name, today.year - shift) for shift in (0, 1)]
        return next((date for date in dates if date and date < today), None)
    return named_ahead(name, today)


@rule(
    "week about a named day",
    rf"\b(?:the\s+)?(?:(?:\w+\s+)?(?:weeks|days)|week|wk|weekend|fortnight|month)\s+(?P<direction>after|before|of|following)\s+{NAMED}(?:\s+{THE_YEAR})?",
)
def week_about(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The week after Easter: the month, as for the third week of March."""
    date = _dated(found, _plain(found["named"]), anchor.today)
    if date is None:
        return None
    days = {"before": -7, "of": 0}.get(found["direction"].lower(), 7)
    near = date + dt.timedelta(days=days)
    return month(near.year, near.month)


def named_ahead(name: str, today: dt.date) -> dt.date | None:
    """The next day called `name`, or None where there is none within two years."""
    dates = [named_day(_plain(name), today.year + shift) for shift in (0, 1)]
    return next((date for date in dates if date and date >= today), None)


def _plain(name: str) -> str:
    """The name as `named_day` knows it."""
    return " ".join(name.lower().replace("’", "'").replace("st.", "st").split())
