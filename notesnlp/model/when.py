"""A date as exactly as words give it, one that is left open, and one that comes again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Grain = Literal["day", "month", "quarter", "year"]
Bound = Literal["at", "by", "before", "after", "within"]
Unit = Literal["day", "week", "fortnight", "month", "quarter", "year"]
Reason = Literal["event", "impossible", "ambiguous"]


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days, the grain at which it was said, and how it binds.

    Attributes:
        start: first day.
        end: last day, inclusive.
        grain: how exact the words are.
        bound: ``at`` the time, ``by`` its end, ``before``, ``after`` or ``within`` it.
        text: the words.
        span: where the words stand in the text that was searched.
    """

    start: dt.date
    end: dt.date
    grain: Grain
    bound: Bound
    text: str
    span: tuple[int, int]

    @property
    def iso(self) -> str:
        """``2017-03-14``, ``2017-03``, ``2017-Q1`` or ``2017``.

        >>> day = dt.date(2017, 7, 1)
        >>> When(day, dt.date(2017, 9, 30), "quarter", "at", "this summer", (0, 11)).iso
        '2017-Q3'
        """
        if self.grain == "day":
            return self.start.isoformat()
        if self.grain == "month":
            return f"{self.start:%Y-%m}"
        if self.grain == "quarter":
            return f"{self.start.year}-Q{(self.start.month + 2) // 3}"
        return str(self.start.year)


@dataclass(frozen=True, slots=True)
class OpenWhen:
    """Words for a date that the text alone does not settle.

    Attributes:
        text: the words.
        span: where the words stand in the text that was searched.
        reason: ``event`` is reckoned from another event, ``impossible`` names no day ("31 June"),
            ``ambiguous`` may be either of two days ("3/4" of nobody knows where).
        event: the words of the other event ("the move"); empty for the other reasons.
        count: units from that event, negative before it.
        unit: what is counted.
        weekday: 0 (Monday) to 6 where a day of the week after or before the event is named.
    """

    text: str
    span: tuple[int, int]
    reason: Reason
    event: str = ""
    count: int = 0
    unit: Unit = "day"
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A date that comes again: "every second Tuesday".

    Attributes:
        text: the words.
        span: where the words stand in the text that was searched.
        step: units from one time to the next, from 1 on.
        unit: what is counted.
        start: the first one from the meeting on, where a weekday tells it.
    """

    text: str
    span: tuple[int, int]
    step: int
    unit: Unit
    start: dt.date | None = None


def first_day(iso: str) -> dt.date:
    """The first day of an ISO day, month, quarter or year.

    Raises:
        ValueError: `iso` is none of these.

    >>> first_day("2017-Q3")
    datetime.date(2017, 7, 1)
    """
    if "-Q" in iso:
        year, quarter = iso.split("-Q")
        return dt.date(int(year), 3 * int(quarter) - 2, 1)
    parts = [int(part) for part in iso.split("-")]
    return dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(iso: str) -> dt.date:
    """The last day of an ISO day, month, quarter or year.

    >>> last_day("2016-02")
    datetime.date(2016, 2, 29)
    """
    first = first_day(iso)
    if iso.count("-") == 2:
        return first
    months = 3 if "-Q" in iso else 1 if "-" in iso else 12
    month = first.month - 1 + months
    return dt.date(first.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
