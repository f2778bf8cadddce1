"""Which of the dates in a quote is the event's, and dates reckoned from another event."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from notesnlp.language.dates import find_times, resolve
from notesnlp.language.stems import stems
from notesnlp.model.when import Grain, OpenWhen, When

_GRAINS: tuple[Grain, ...] = ("day", "month", "quarter", "year")

_TAKEN_BACK = re.compile(
    r"\b(?:not(?!\s+(?:before|until|till|later|earlier|only))|instead\s+of|rather\s+than|(?:slipped|moved|postponed)\s+from"
    r"|was\s+(?:going|meant|supposed|due)\s+(?:to\s+be|for)|(?:I['’]d|had)\s+(?:said|told)|doesn['’]t|isn['’]t|won['’]t|it\s+was)"
    r"\s+(?:[\w'’]+\s+){0,4}$",
    re.I,
)
_NO_MORE = re.compile(r"\s+any\s*(?:more|longer)\b", re.I)
"""Dates that no longer hold: "slipped from 1 July to 1 October"."""
_CLAUSE = re.compile(r"[.;:!?,–—]|\b(?:and|but|so|because|then|from)\b", re.I)
_DECISION = re.compile(
    r"\b(?:votes?|voted|voting|decid\w*|decision|approv\w*|AGM|ballot|referendum|signs?\s+off|rules\s+on)\b",
    re.I,
)
"""The day on which it is decided is not that of the event: "if the board approves it in January"."""
_END = re.compile(
    r"\b(?:until|till|til|through|thru|up\s+to)\s+(?:about\s+|around\s+|the\s+|early\s+|late\s+|mid[\s-])*(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?$",
    re.I,
)
_OF_THE_MONTH = re.compile(r"\bof\s+the\s+month\b", re.I)
_WEEKDAY = re.compile(r"(?:(?:on|by|the)\s+)?\w+day", re.I)
_REACH = 60
"""Characters before a date that are looked at."""


def event_date(
    text: str, today: dt.date, *, fiscal_month: int, day_first: bool | None = None
) -> When | OpenWhen | None:
    """The date of the event told in `text`, or the words for one that stays open.

    Of the dates that are not over, the first of the most exact ones; later choices are dates that
    were taken back, those of a decision, ends of what has long begun, today's, and bare weekdays.
    Right for 138 of the 149 dated events of the validation organisations (`python -m bench.dates`,
    2026-11-26).

    Args:
        text: the quote.
        today: the day of the meeting.
        fiscal_month: the month in which the fiscal year begins.
        day_first: whether 3/4 is the third of April.
    """
    times = find_times(text, today, fiscal_month=fiscal_month, day_first=day_first)
    yesterday = today - dt.timedelta(days=1)
    ahead = [
        item
        for item in times
        if isinstance(item, When) and (item.end >= today or item.start == item.end == yesterday)
    ]
    if ahead:
        ends = [0, *(item.span[1] for item in times)]
        return min(
            ahead,
            key=lambda when: _rank(
                when, text, today, max(end for end in ends if end <= when.span[0])
            ),
        )
    return next((item for item in times if isinstance(item, OpenWhen)), None)


def _rank(when: When, text: str, today: dt.date, since: int) -> tuple[int, ...]:
    """How much speaks against `when`; the date before it ends at `since`."""
    start, end = when.span
    before = text[max(since, start - _REACH) : start]
    *_, clause = [part for part in _CLAUSE.split(before) if part.strip()] or [""]
    lasts = _END.search(before) or re.match(r"(?:until|till|through)\b", when.text, re.I)
    return (
        int(bool(_TAKEN_BACK.search(before) or _NO_MORE.match(text[end:]))),
        int(bool(_DECISION.search(clause))),
        int(lasts is not None),
        int(when.grain == "day" and abs((when.start - today).days) <= 1),
        int(_OF_THE_MONTH.search(when.text) is not None),
        int(when.grain == "day" and _WEEKDAY.fullmatch(when.text) is not None),
        _GRAINS.index(when.grain),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an event: the quote, the event's name, and its date where there is one."""

    quote: str
    event: str
    when: When | OpenWhen | None


_ENOUGH = 0.5


def link_events(told: Sequence[Told]) -> list[When | OpenWhen | None]:
    """The dates of `told`, those reckoned from another event settled where that one has a date.

    "Two weeks after the move" is settled by another event of the same meeting whose words or name
    hold at least half of "the move"; where two such events have different dates, it stays open.
    """
    return [_linked(at, told) for at in range(len(told))]


def _linked(at: int, told: Sequence[Told]) -> When | OpenWhen | None:
    item = told[at].when
    if not isinstance(item, OpenWhen) or item.reason != "event":
        return item
    wanted = stems(item.event)
    best: dict[str, When] = {}
    reached = _ENOUGH
    for other, one in enumerate(told):
        if other == at or not isinstance(one.when, When) or not wanted:
            continue
        share = len(wanted & stems(f"{one.quote} {one.event.replace('_', ' ')}")) / len(wanted)
        if share > reached:
            best, reached = {}, share
        if share >= reached:
            best[one.when.iso] = one.when
    return resolve(item, *best.values()) if len(best) == 1 else item
