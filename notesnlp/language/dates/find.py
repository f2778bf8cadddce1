"""Finding the dates in a text."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import Period, day
from notesnlp.language.dates.grammar import RULES
from notesnlp.language.dates.rule import Anchor, Rule
from notesnlp.model.when import Bound, When

_END = r"(?:the\s+)?(?:(?:very\s+)?(?:end|close)\s+of\s+)?(?:the\s+)?$"
_WORDS: tuple[tuple[Bound, str], ...] = (
    ("after", r"not\s+before|not?\s+(?:earlier|sooner)\s+than|not\s+until"),
    ("by", r"by|not?\s+later\s+than|due(?:\s+on)?|until|till|come|for"),
    ("before", r"before|ahead\s+of|prior\s+to"),
    ("after", r"after|since|from|once|past"),
    ("within", r"within|inside(?:\s+of)?|during|over|in\s+the\s+next"),
)
_BOUNDS = tuple((bound, re.compile(rf"\b(?:{words})\s+{_END}", re.I)) for bound, words in _WORDS)
"""What the words before a date make of it; the first that fits."""
_LATEST = re.compile(r"\s*(?:,\s*)?(?:at\s+the\s+(?:very\s+)?latest|latest)\b", re.I)
_ONWARDS = re.compile(r"\s+(?:onwards?|and\s+after)\b", re.I)
_END_OF = re.compile(
    r"\b(?:by|before)\s+(?:the\s+)?(?:very\s+)?(?:end|close)\s+of\s+(?:the\s+)?$", re.I
)
_BY_ITSELF = re.compile(
    r"^(?:by|before|after|since|from|until|till|come|for|over|during|within|inside(?:\s+of)?|in\s+the\s+next)\s+",
    re.I,
)
_ANCHORED = re.compile(
    r"(?:after|before|ahead of|from|following)\s+(?:the|we|they|our|their|that|this|he|she|it|you|I|each|every|your|my|his|her)\b"
    r"|(?:after|before)\s*(?:[.,;:!?)]|$)",
    re.I,
)
"""Reckoned from another event ("two weeks after the move"): left open, not guessed."""


def find_dates(text: str, today: dt.date, *, fiscal_month: int = 1) -> list[When]:
    """The dates that `text` names, in its order, none overlapping.

    Args:
        text: a sentence or turn.
        today: the day of the meeting, from which relative dates are reckoned.
        fiscal_month: the month in which the fiscal year begins.

    >>> [when.iso for when in find_dates("we move in ten months", dt.date(2016, 3, 8))]
    ['2017-01']
    >>> [when.iso for when in find_dates("by the end of March", dt.date(2016, 1, 8))]
    ['2016-03-31']
    """
    anchor = Anchor(today, fiscal_month)
    candidates: list[tuple[int, int, int, Rule, Period | None]] = []
    for order, rule in enumerate(RULES):
        for found in rule.pattern.finditer(text):
            period = rule.resolve(found, anchor)
            if period is not None or rule.reading == "exact":
                candidates.append((found.start(), -found.end(), order, rule, period))
    chosen: list[When] = []
    reached = 0
    for start, negative_end, _, rule, period in sorted(candidates, key=lambda item: item[:3]):
        end = -negative_end
        if start < reached:
            continue
        if rule.reading == "relative" and _ANCHORED.match(text[end:].lstrip()):
            continue
        reached = end
        if period is not None:
            chosen.append(_when(text, start, end, period))
    return chosen


def _when(text: str, start: int, end: int, period: Period) -> When:
    before = text[max(0, start - 30) : start]
    own = _BY_ITSELF.match(text[start:end])
    if _END_OF.search(before) and period.grain != "day":
        period = day(period.end)
    end = start + len(text[start:end].rstrip("."))  # the stop of a sentence is none of the date
    return When(
        period.start,
        period.end,
        period.grain,
        _bound(before + own[0] if own else before, text[end:]),
        text[start:end],
        (start, end),
    )


def _bound(before: str, after: str) -> Bound:
    if _LATEST.match(after):
        return "by"
    if _ONWARDS.match(after):
        return "after"
    return next((bound for bound, words in _BOUNDS if words.search(before)), "at")
