"""Finding the dates in a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from notesnlp.language.dates.adjust import bound_of, joined, narrows, part_of
from notesnlp.language.dates.calendar import Period
from notesnlp.language.dates.grammar import RULES
from notesnlp.language.dates.mask import mask
from notesnlp.language.dates.open import find_open
from notesnlp.language.dates.recurring import find_recurrences
from notesnlp.language.dates.rule import Anchor, Unreal
from notesnlp.model.when import OpenWhen, Recurrence, When

Time = When | OpenWhen | Recurrence

_ANCHORED = re.compile(
    r"(?:after|before|ahead of|from|following)\s+(?:the|we|they|our|their|that|this|he|she|it|you|I|each|every|your|my|his|her)\b"
    r"|(?:after|before)\s*(?:[.,;:!?)]|$)",
    re.I,
)
"""Reckoned from another event ("two weeks after the move"): left open, not guessed."""

_ON = re.compile(r"\bon\s+$", re.I)
"""On a day of the calendar: "on Saturday, after the wedding"."""


def find_dates(
    text: str, today: dt.date, *, fiscal_month: int = 1, day_first: bool | None = None
) -> list[When]:
    """The dates that `text` names, in its order, none overlapping.

    Args:
        text: a sentence or turn.
        today: the day of the meeting, from which relative dates are reckoned.
        fiscal_month: the month in which the fiscal year begins, 1 to 12.
        day_first: whether 3/4 is the third of April; None where nothing tells, which leaves it open.

    >>> [when.iso for when in find_dates("we move in ten months", dt.date(2016, 3, 8))]
    ['2017-01']
    >>> [when.iso for when in find_dates("by the end of March", dt.date(2016, 1, 8))]
    ['2016-03-31']
    """
    times = find_times(text, today, fiscal_month=fiscal_month, day_first=day_first)
    return [item for item in times if isinstance(item, When)]


def find_times(
    text: str, today: dt.date, *, fiscal_month: int = 1, day_first: bool | None = None
) -> list[Time]:
    """As `find_dates`, with what stays open and what comes again.

    >>> [item.reason for item in find_times("on 31 June", dt.date(2016, 3, 8))]
    ['impossible']
    >>> [item.event for item in find_times("two weeks after the move", dt.date(2016, 3, 8))]
    ['the move']
    """
    said = mask(text)
    anchor = Anchor(today, fiscal_month, day_first)
    found: list[_Candidate] = [
        *_dates(said, anchor),
        *(_Candidate(*item.span, len(RULES), item) for item in find_open(said)),
        *(_Candidate(*item.span, len(RULES) + 1, item) for item in find_recurrences(said, today)),
    ]
    chosen: list[_Candidate] = []
    reached = 0
    for item in sorted(found, key=lambda one: (one.start, -one.end, one.order)):
        if item.start < reached:
            continue
        reached = item.end
        if chosen and (both := _both(said, chosen[-1], item)):
            chosen[-1] = both
            continue
        chosen.append(item)
    return [made for item in chosen if (made := _time(text, said, item)) is not None]


class _Candidate(NamedTuple):
    """Words of one reading: where they stand, the rank of their rule, and what they mean."""

    start: int
    end: int
    order: int
    meant: Period | Unreal | OpenWhen | Recurrence | None


def _both(text: str, one: _Candidate, two: _Candidate) -> _Candidate | None:
    """The one date that two neighbours make, a range or a day in its month; None where they make none."""
    if not isinstance(one.meant, Period) or not isinstance(two.meant, Period):
        return None
    if narrows(text, one[:2], two[:2], one.meant, two.meant):
        return one._replace(end=two.end, meant=two.meant)
    meant = joined(text, one[:2], two[:2], one.meant, two.meant)
    return one._replace(end=two.end, meant=meant) if meant else None


def _dates(text: str, anchor: Anchor) -> Iterator[_Candidate]:
    for order, rule in enumerate(RULES):
        for found in rule.pattern.finditer(text):
            meant = rule.resolve(found, anchor)
            start, end = found.span()
            if meant is None and rule.reading != "exact":
                continue
            if (
                rule.reading == "relative"
                and _ANCHORED.match(text[end:].lstrip())
                and not _ON.search(text[:start])
            ):
                continue
            if isinstance(meant, Period) and rule.reading != "edge":
                meant = part_of(text, start, end, meant, exact=rule.reading == "exact")
            yield _Candidate(start, end, order, meant)


def _time(text: str, said: str, item: _Candidate) -> Time | None:
    start, end, _, meant = item
    end = start + len(text[start:end].rstrip("."))  # the stop of a sentence is none of the date
    words, span = text[start:end], (start, end)
    if meant is None:
        return None
    if isinstance(meant, Period):
        bound = meant.bound or bound_of(said, start, end)
        return When(meant.start, meant.end, meant.grain, bound, words, span)
    if isinstance(meant, str):
        return OpenWhen(words, span, meant)
    return replace(meant, text=words, span=span)
