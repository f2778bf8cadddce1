"""A date as exactly as words give it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Grain = Literal["day", "month", "quarter", "year"]
Bound = Literal["at", "by", "before", "after", "within"]


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
