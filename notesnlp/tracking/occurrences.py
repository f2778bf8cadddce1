"""Which mentions of a kind of event are of the same one."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from notesnlp.model.finding import Dependency
from notesnlp.model.when import first_day, last_day
from notesnlp.tracking.order import place_order

_NAME = re.compile(r"(?<=[\w,;:'’\"“(] )[A-Z][a-z]{2,}")
"""A capitalised word inside a sentence: the first word of one tells nothing."""
_NO_NAME = re.compile(
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Spring|Summer|Autumn|Winter"
)
_SLIPPED = re.compile(
    r"\b(?:slip\w*|postpon\w*|delay\w*|put\s+(?:off|back)|push\w*\s+(?:back|out)|brought\s+forward"
    r"|instead|rather\s+than|moved\s+(?:from|to\s+(?=[A-Z\d]))|now\s+(?:in|on|by|for|going)|no\s+longer|not\s+(?:before|until|till)"
    r"|later\s+than|earlier\s+than|still|finally|after\s+all)\b"
)
"""Words of a date that has changed, as against another event of the kind."""


def occurrences(mentions: Iterable[Dependency]) -> list[tuple[Dependency, ...]]:
    """The mentions in groups of one event each, the oldest mention first.

    Mentions of one event of the catalogue in one unit are of one event, however its date changes.
    Two things part them: the date known was over when another was told, and no word says that it
    slipped; or one meeting gives events of different names different dates ("Leeds in March, York
    in June"). Where the unit is not known, every meeting stands for itself.
    """
    groups: dict[tuple[str, str], list[list[Dependency]]] = defaultdict(list)
    for item in sorted(mentions, key=lambda item: place_order(item.evidence)):
        known = groups[item.evidence.unit_or_meeting, item.event]
        fitting = [group for group in known if _fits(item, group)]
        if fitting:
            max(fitting, key=lambda group: _nearness(item, group)).append(item)
        else:
            known.append([item])
    return [tuple(group) for found in groups.values() for group in found]


def names_in(text: str) -> frozenset[str]:
    """The capitalised words of `text` that begin no sentence and are no part of a date.

    >>> sorted(names_in("The shop in Leeds opens in March"))
    ['Leeds']
    """
    return frozenset(name for name in _NAME.findall(text) if not _NO_NAME.fullmatch(name))


def overlap(one: str, other: str) -> bool:
    """Whether two ISO dates may be the same: "2017-06" and "2017-06-14" may."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)


def _fits(item: Dependency, group: Sequence[Dependency]) -> bool:
    dated = [other for other in group if other.when]
    date = item.evidence.date
    if dated and date and _over(dated, date):
        same_date = item.when is not None and any(overlap(item.when, _when(one)) for one in dated)
        return same_date or bool(_SLIPPED.search(item.evidence.quote))
    return not any(_apart(item, other) for other in dated)


def _over(dated: Sequence[Dependency], date: dt.date) -> bool:
    return all(last_day(_when(one)) < date for one in dated)


def _apart(item: Dependency, other: Dependency) -> bool:
    """Whether one meeting gives two events of different names different dates."""
    if item.evidence.meeting != other.evidence.meeting or not item.when:
        return False
    ours, theirs = names_in(item.evidence.quote), names_in(other.evidence.quote)
    return bool(ours and theirs) and not ours & theirs and not overlap(item.when, _when(other))


def _nearness(item: Dependency, group: Sequence[Dependency]) -> tuple[int, bool, int]:
    """Shared names first, then a date in common, then how lately it was spoken of."""
    names = frozenset().union(*(names_in(one.evidence.quote) for one in group))
    same = any(item.when and one.when and overlap(item.when, one.when) for one in group)
    last = group[-1].evidence.date or dt.date.min
    return len(names & names_in(item.evidence.quote)), same, last.toordinal()


def _when(item: Dependency) -> str:
    return item.when or ""
