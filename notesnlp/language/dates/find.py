"""Finding the dates in a text."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates.calendar import Period, day
from notesnlp.language.dates.grammar import RULES, Anchor
from notesnlp.model.when import Bound, When

_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "by",
        re.compile(
            r"\b(?:by|no later than|not later than|due(?: on)?|until|till|come|for)\s+(?:the\s+)?(?:end of\s+)?$",
            re.I,
        ),
    ),
    ("before", re.compile(r"\b(?:before|ahead of|prior to)\s+(?:the\s+)?(?:end of\s+)?$", re.I)),
    ("after", re.compile(r"\b(?:after|since|from|once|past)\s+(?:the\s+)?(?:end of\s+)?$", re.I)),
    ("within", re.compile(r"\b(?:within|inside|during|over)\s+(?:the\s+)?$", re.I)),
)
_END_OF = re.compile(
    r"\b(?:by|before)\s+the\s+(?:end|close)\s+of\s+(?:the\s+)?$|\b(?:by|before)\s+end\s+of\s+$",
    re.I,
)
_BY_ITSELF = re.compile(r"^(?:by|before|after|since|until|till|come)\s+", re.I)
_ANCHORED = re.compile(
    r"\b(?:after|before|ahead of|from|following)\s+(?:the|we|they|our|their|that)\b", re.I
)
"""Reckoned from another event ("two weeks after the move"): left open, not guessed."""

_EXACT = frozenset({"iso", "day month", "month day", "numeric"})
"""Rules whose words stay unresolved where they name no real day: "31 June" is not June."""


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
    candidates: list[tuple[int, int, int, Period | None]] = []
    for order, rule in enumerate(RULES):
        for found in rule.pattern.finditer(text):
            period = rule.resolve(found, anchor)
            if period is not None or rule.name in _EXACT:
                candidates.append((found.start(), -found.end(), order, period))
    chosen: list[When] = []
    reached = 0
    for start, negative_end, _, period in sorted(candidates, key=lambda item: item[:3]):
        end = -negative_end
        if start < reached or _ANCHORED.match(text[end:].lstrip()):
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
    lead = before + own[0] if own else before
    bound: Bound = next((name for name, pattern in _BOUNDS if pattern.search(lead)), "at")
    return When(period.start, period.end, period.grain, bound, text[start:end], (start, end))
