"""Months: "March", "mid-March 2017", "next May", "by the end of June", and what only looks like one."""

from __future__ import annotations

import re

from notesnlp.language.dates.calendar import MONTHS, Period, day, month
from notesnlp.language.dates.past import is_past
from notesnlp.language.dates.rule import (
    MONTH,
    NEAR,
    THE_YEAR,
    YEAR,
    Anchor,
    four_digits,
    rule,
    said_year,
)

_PART = r"(?:(?:early|mid|late|middle of|beginning of|start of|first half of|second half of|back half of|front half of|end of)[\s-]+(?:the\s+|in\s+)?)?"

_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|of|until|till|since|from|come|early|mid|late|end|before|after|for|through|during)[\s-]+$",
    re.I,
)
_BEFORE_SOME = re.compile(r"\b(?:to|and|or|around|about|on)[\s-]+$", re.I)
_VERB_AFTER_MAY = re.compile(
    r"\s+(?:I|we|you|it|they|he|she|be|have|not|as|well|also|even|still|need|want|take|come|go|get|do|never|only"
    r"|the|this|that|there|all|god)\b",
    re.I,
)
_VERB_AFTER_MARCH = re.compile(
    r"\s+(?:them|him|her|us|me|you|it|off|out|over|past|straight|right|around|along|round|together|back|up|down|into|in\s+(?:and|here|there|line))\b",
    re.I,
)
_ENDS = re.compile(
    r"\s*+(?:$|[.,;:!?)\]\-–—]|(?<=\s)(?:and|or|when|for|at|is|it|we|they|i|if|to|with|then|so|but|as|because)\b)",
    re.I,
)
_SOMEBODY = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|ask|asked|tell|told|cc|dear|hi|hello|thanks),?\.?\s+$", re.I
)
_DOES = re.compile(
    r"\s+(?:said|says|thinks|told|asked|asks|wants|knows|reckons|sent|sends|rang|rings|does|from\s+(?:accounts|finance|payroll|reception|HR|IT))\b"
)
"""Jan, April and June are people where they do what people do."""


def is_verb(found: re.Match[str], *, numbered: bool = False) -> bool:
    """Whether "may", "march", "sept", "April" and the like are something else than a month here.

    Args:
        found: the match.
        numbered: a number stands beside it, which leaves only "12 may need it" in doubt.
    """
    name, after = found["month"], found.string[found.end("month") :]
    before = found.string[: found.start("month")]
    if numbered:
        if name != "may" or found.end("month") < found.end():
            return False
        lead = found.string[: found.start()]
        return _VERB_AFTER_MAY.match(after) is not None or not (
            _BEFORE_MONTH.search(lead) or _BEFORE_SOME.search(lead) or _ENDS.match(after)
        )
    near = (found["near"] or "").lower()
    if _BEFORE_MONTH.search(before) or near in {"next", "coming", "this coming"}:
        return False
    if name.islower() and re.search(r"\ban?\s+$", before):
        return True
    if _SOMEBODY.search(before) or (not near and _DOES.match(after)):
        return True
    if name.lower() == "may" and _VERB_AFTER_MAY.match(after):
        return True
    if name.lower() == "march" and _VERB_AFTER_MARCH.match(after):
        return True
    unsure = name.islower() and (len(name) <= 3 or name == "march")
    return unsure and not ((near or _BEFORE_SOME.search(before)) and _ENDS.match(after))


@rule(
    "month year",
    rf"\b{_PART}{MONTH},?\s+(?:of\s+)?(?:{YEAR}(?!\s+(?:people|of))|(?P<near>this year|next year)\b)",
)
def with_year(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A month with its year; of its parts the month is what counts."""
    number = MONTHS[found["month"].lower()]
    if found["year"]:
        return month(four_digits(found["year"]), number)
    return month(anchor.today.year + (found["near"].lower() == "next year"), number)


@rule("month", rf"\b(?:{NEAR}\s+)?(?:(?:early|mid|late)[\s-]+)?{MONTH}(?![\w'’])")
def alone(found: re.Match[str], anchor: Anchor) -> Period | None:
    """The next month of that name, the running one included."""
    if is_verb(found):
        return None
    number, now = MONTHS[found["month"].lower()], anchor.today
    near = (found["near"] or "").lower()
    if near == "last":
        return month(now.year - (number >= now.month), number)
    if near == "next":
        return month(now.year + (number <= now.month + 1), number)
    if not near and is_past(found, month=True):
        return month(now.year - (number > now.month), number)
    return month(now.year + (number < now.month), number)


@rule(
    "end of a month",
    rf"\b(?:by|before|until|till|past|after|through)\s+(?:the\s+)?(?:very\s+)?end\s+(?:of\s+)?{MONTH}(?:,?\s+(?:of\s+)?{THE_YEAR})?(?!\w)",
)
def end_of(found: re.Match[str], anchor: Anchor) -> Period | None:
    """By the end of March: its last day, as the annotation guidelines rule."""
    number = MONTHS[found["month"].lower()]
    return day(month(said_year(found, number, anchor.today), number).end)


@rule("year from a month", rf"\ba\s+year\s+from\s+(?:this\s+)?{MONTH}(?!\w)")
def year_from(found: re.Match[str], anchor: Anchor) -> Period | None:
    """A year from September: of the year after the coming one."""
    number = MONTHS[found["month"].lower()]
    return month(anchor.today.year + (number < anchor.today.month) + 1, number)
