"""Weekdays: "Friday", "next Thursday", "Monday week", "the Sunday after Easter", the weekend."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import MONTHS, WEEKDAYS, Period, day, month, over_by
from notesnlp.language.dates.feasts import counted_day
from notesnlp.language.dates.named import named_ahead
from notesnlp.language.dates.past import is_past
from notesnlp.language.dates.rule import (
    MONTH,
    NAMED,
    NEAR,
    THE_YEAR,
    WEEKDAY,
    Anchor,
    last_weekday,
    leads_before,
    next_weekday,
    rule,
    said_year,
)

_COUNTS = ("first", "second", "third", "fourth")

_HABIT = re.compile(
    r"\b(?:a|an|every|each|any|some|most|other|another|alternate|one|first|second|third|fourth|that|that\s+same|Mon\w*|Tue\w*|Wed\w*|Thu\w*|Fri\w*|Sat\w*)\s*(?:(?:to|through|thru|-|–)\s*)?$",
    re.I,
)
_HABITUAL = re.compile(
    rf"\s+(?:mornings|afternoons|evenings|nights)\b|\s*(?:to|through|thru|-|–)\s*{WEEKDAY}(?!\w)",
    re.I,
)
"""Every Friday, Saturday mornings, Monday to Friday: when things are done, no day."""
_LEAD = re.compile(
    r"\b(?:on|by|from|until|till|before|after|since|come|for|of|early|late)\s+(?:the\s+)?$", re.I
)
_CALLED = re.compile(r"\s+the\s+(?!\w*\d)(?!\w+(?:st|nd|rd|th)\b)\w+")
"""A dog called Friday: "Friday the shop dog"."""
_BESIDE = re.compile(r"\s+(?:before|after)\b", re.I)
"""The Friday before something that is no day known by name."""
_VERB = re.compile(
    r"\s+(?:down|in|on|with|through|at|by|beside|and|there|here|next|under|to|is|was|shone|came|nav)\b"
)
_TIME = re.compile(
    r"\s+(?:at\s+the\s+(?:very\s+)?latest\b|(?:at|by)\s+(?:about\s+|around\s+)?(?:noon|midday|lunch(?:time)?|half\s+past|quarter\s+(?:past|to)"
    r"|(?:[01]?\d|2[0-4])(?:[:.]\d\d)?\s*(?:[ap]\.?m\b|h\b)?(?![\w/-])"
    r"|(?:half\s+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s*(?:[^\w\s]|$)|\s+(?:o['’]clock|in|for|on|with|and|to|if)\b)))",
    re.I,
)
"""What a day is told with and no verb: "Wed at 10", "Sat by noon"; not "Sat at one of the desks"."""


@rule(
    "weekday after a named day", rf"\b(?:the\s+)?{WEEKDAY}\s+(?P<direction>after|before)\s+{NAMED}"
)
def after_named_day(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The Sunday after Easter."""
    base = named_ahead(found["named"], anchor.today)
    if base is None:
        return None
    if found["direction"].lower() == "after":
        return day(next_weekday(base, found["weekday"]))
    return day(last_weekday(base, found["weekday"]))


@rule(
    "weekday of a month",
    rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+{WEEKDAY}\s+(?:in|of)\s+(?:{MONTH}(?:,?\s+(?:of\s+)?{THE_YEAR})?|(?P<near>this|next|the)\s+month)(?!\w)",
)
def of_month(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The first Monday of May."""
    if found["month"]:
        number = MONTHS[found["month"].lower()]
        whole = month(said_year(found, number, anchor.today), number)
    else:
        whole = month(anchor.today.year, anchor.today.month + (found["near"].lower() == "next"))
    nth = found["nth"].lower()
    count = -1 if nth == "last" else _COUNTS.index(nth) + 1
    weekday = WEEKDAYS[found["weekday"].lower()]
    return day(counted_day(whole.start.year, whole.start.month, weekday, count))


@rule(
    "weekday",
    rf"\b(?:{NEAR}\s+|(?P<late>a\s+(?:week|fortnight)\s+(?:on\s+)?)|(?P<ahead>next\s+week,?\s+(?:on\s+)?))?{WEEKDAY}"
    r"(?:\s+(?:(?P<week>week|after\s+next)|(?P<next>next(?:\s+week)?)|(?P<gone>just\s+gone|gone|last))\b(?!\s+(?:to|of|door)\b))?(?![\w])",
    "relative",
)
def alone(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The next day of that name; of another week where the words say so."""
    name, near = found["weekday"], (found["near"] or "").lower()
    if _is_no_day(found):
        return None
    if near == "last" or found["gone"] or (not near and is_past(found)):
        return day(last_weekday(anchor.today, name))
    if near == "next" or found["next"] or found["ahead"]:
        monday = anchor.today + dt.timedelta(days=7 - anchor.today.weekday())
        return day(monday + dt.timedelta(days=WEEKDAYS[name.lower()]))
    if near == "this":
        return day(next_weekday(anchor.today - dt.timedelta(days=1), name))
    late = (found["late"] or found["week"] or "").lower()
    weeks = 2 if "fortnight" in late else 1 if late else 0
    return day(next_weekday(anchor.today, name) + dt.timedelta(days=7 * weeks))


def _is_no_day(found: re.Match[str]) -> bool:
    name, text = found["weekday"], found.string
    if found.string[found.end() : found.end() + 1] in {"'", "’"} and not _LEAD.search(
        found.string[: found.start()]
    ):
        return True  # "Friday's list"
    if found[0].rstrip(".") != name:
        return False  # "next Friday", "Friday week"
    before, after = text[: found.start()], text[found.end() :]
    if _HABIT.search(before) or _HABITUAL.match(after):
        return True
    if before.lower().endswith("the ") and _BESIDE.match(after):
        return True
    led = _LEAD.search(before) is not None
    if (
        name.lower() in {"sun", "sat", "wed"}
        and not (led and name[0].isupper())
        and (before.lower().endswith("the ") or (_VERB.match(after) and not _TIME.match(after)))
    ):
        return True
    if not led and name in {"sun", "sat", "wed", "mon", "fri"}:
        return True  # "sat down", "the sun"
    return not led and _CALLED.match(after) is not None


@rule(
    "weekend",
    r"\b(?:before\s+(?:the|this)\s+|(?P<near>this coming|this|next|the coming|coming|the following|last)\s+|(?:by|at|until|till|for|come|over)\s+the\s+)weekend\b(?!\s+of\b)",
    "relative",
)
def weekend(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The next Saturday and Sunday; before it is by Friday."""
    if leads_before(found):
        return over_by(day(anchor.today + dt.timedelta(days=(4 - anchor.today.weekday()) % 7)))
    step = {"next": 7, "the following": 7, "last": -7}.get((found["near"] or "").lower(), 0)
    saturday = anchor.today + dt.timedelta(days=5 - anchor.today.weekday())
    first = saturday + dt.timedelta(days=step)
    return Period(first, first + dt.timedelta(days=1), "day")
