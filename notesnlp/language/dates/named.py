"""Named days: "by Easter", "after New Year's", "the week after Labor Day"."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import Period, day, month, over_by
from notesnlp.language.dates.feasts import LASTING, named_day
from notesnlp.language.dates.numbers import to_number
from notesnlp.language.dates.rule import (
    NAMED,
    NEAR,
    NUMBER,
    THE_YEAR,
    Anchor,
    four_digits,
    leads_before,
    rule,
    shift,
)

_TAIL = NAMED.replace("named", "tail")
_AROUND = frozenset({"at", "over", "from", "around"})
_THE_NEW_YEAR = re.compile(r"^during\s+the\s+new\s+year$", re.I)
"""A year as "in the new year" is, and not its first day, as "over New Year" is."""
_HOLIDAYS = dt.timedelta(days=14)
_LEAD = r"before|after|by|at|over|come|on|until|till|from|since|past|around|for|with|once|when|through|during|in|as of"
_SPAN = r"holidays?|break|week|weekend|period|rush|shutdown|shut-?down|closure|closedown|recess|vacations?"


@rule(
    "named day",
    rf"(?:(?:\b(?:{NEAR}|(?P<lead>{_LEAD}))\s+(?:the\s+)?|^(?=[\w’' ]{{1,60}}?(?:\s+(?:is|was|at|will|this|next|of|20\d\d|{_SPAN})\b))){NAMED}(?:\s+(?:of\s+)?{THE_YEAR})?"
    rf"(?P<span>\s+(?:{_SPAN})\b)?|\b{_TAIL}(?=\s*[.,;:?!)→]|\s*$|\s+(?:-|–|at|this\s+year|will)(?!\w)))",
)
def alone(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The next day of that name; the month where only about that day is meant."""
    name = _plain(found["named"] or found["tail"])
    date = _dated(found, name, anchor.today)
    if date is None:
        return None
    lead = (found["lead"] or "").lower()
    if not found["span"] and (lead == "in" or _THE_NEW_YEAR.search(found[0])):
        return None  # "in Easter" is said of nothing; the new year, which lasts
    if lead == "after":
        late = date + (_HOLIDAYS if found["span"] else dt.timedelta(days=1))
        return month(late.year, late.month)
    lasting = name in LASTING or (lead in _AROUND and name == "thanksgiving")
    if lasting and leads_before(found):
        early = date - dt.timedelta(days=1)
        return over_by(month(early.year, early.month))
    past = lead == "since" or (found["near"] or "").lower() == "last"
    if found["span"] or (lasting and lead != "on" and not past):
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
    "counted from a named day",
    rf"\b(?<!the\s){NUMBER}\s+(?P<unit>day|week|wk|fortnight|month)s?\s+(?P<direction>after|before|from|following)\s+{NAMED}(?:\s+{THE_YEAR})?",
)
def counted(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A fortnight after Easter, ten days before Christmas: as exact as the count."""
    date = _dated(found, _plain(found["named"]), anchor.today)
    if date is None:
        return None
    sign = -1 if found["direction"].lower() == "before" else 1
    unit = {"wk": "week"}.get(found["unit"].lower(), found["unit"].lower())
    return shift(date, sign * to_number(found["number"]), unit)


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
