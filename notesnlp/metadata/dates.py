"""The day of a meeting: from its file's name, or from the first lines of its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from notesnlp.language.dates.calendar import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<!\d){_YEAR}[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d){_YEAR}(?P<sep>[-_./])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s_.-]*(?:of\s+)?(?P<name>{_MONTH})[\s_.,-]*{_YEAR}(?!\d)",
        rf"(?<![a-z])(?P<name>{_MONTH})\.?[\s_.-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s_.,-]+{_YEAR}(?!\d)",
        r"(?<!\d)(?P<a>\d{1,2})[-_./](?P<b>\d{1,2})[-_./](?P<y>(?:19|20)\d\d|\d\d)(?!\d)",
        r"(?<!\d)(?P<a>\d\d)(?P<b>\d\d)(?P<y>\d\d)(?!\d)",
    )
)
_BARE = (
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s_.-]*(?:of\s+)?(?P<name>{_MONTH})(?![a-z])",
        re.I,
    ),
    re.compile(
        rf"(?<![a-z])(?P<name>{_MONTH})\.?[\s_.-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])", re.I
    ),
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def date_in(text: str) -> dt.date | None:
    """The first full date in `text`: a file's name, or a line of its head.

    A numeric date whose day and month could be swapped is read day first only where the
    month cannot come first; North American order is the more common one in file names
    that carry such dates, and a swap is undone by a ``meetings`` roster.

    >>> date_in("parks/2016-03-08 catch-up.md"), date_in("Minutes 5-24-22 final.docx")
    (datetime.date(2016, 3, 8), datetime.date(2022, 5, 24))
    """
    return next(_dates(text), None)


def date_of(name: str, head: str) -> dt.date | None:
    """The meeting's day: a full date in its name, else in its first lines.

    Else a day and month there with the only year that name and first lines mention; None
    otherwise.
    """
    for text in (name.rsplit("/", 1)[-1], *head.splitlines()):
        found = date_in(text)
        if found:
            return found
    years = set(_ANY_YEAR.findall(f"{name} {head}"))
    if len(years) != 1:
        return None
    year = int(years.pop())
    for text in (name.rsplit("/", 1)[-1], *head.splitlines()[:4]):
        for pattern in _BARE:
            for match in pattern.finditer(text):
                day = _day(year, MONTHS[match["name"].lower()], int(match["d"]))
                if day:
                    return day
    return None


def _dates(text: str) -> Iterator[dt.date]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield from _real(found)


def _real(found: re.Match[str]) -> Iterable[dt.date]:
    groups = found.groupdict()
    year = int(groups["y"]) + (2000 if len(groups["y"]) == 2 else 0)
    if groups.get("name"):
        days = [_day(year, MONTHS[groups["name"].lower()], int(groups["d"]))]
    elif groups.get("m"):
        days = [_day(year, int(groups["m"]), int(groups["d"]))]
    else:
        first, second = int(groups["a"]), int(groups["b"])
        days = [_day(year, first, second), _day(year, second, first)]
    return [day for day in days if day][:1]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
