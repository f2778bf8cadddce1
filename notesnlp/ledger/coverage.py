"""Who has been met when and by whom, who is due, and how much of it was with customers outside."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from notesnlp.config import Coverage
from notesnlp.ledger.rehearsals import rehearsals
from notesnlp.ledger.schema import ATTENDANCE, MEETINGS

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """How a customer or unit was met.

    Attributes:
        unit: its name; None for the meetings whose unit is not known.
        met: the days, the oldest first.
        by: people of IT who were there, those who were there most often first.
        next_by: the day by which it should be met again; None where no meeting has a date.
        overdue_days: how long that day is past; None where it is not.
    """

    unit: str | None
    unit_kind: str | None
    meetings: int
    met: tuple[dt.date, ...]
    by: tuple[str, ...]
    next_by: dt.date | None
    overdue_days: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a period was with external customers.

    Attributes:
        period: a quarter such as ``2016-Q1``; ``all`` for everything.
        of_meetings: share of the meetings, 0 to 1.
        of_words: share of the words, 0 to 1.
        trend: the share of words against that of the period before; None for the first.
    """

    period: str
    meetings: int
    of_meetings: float
    of_words: float
    trend: float | None


def unit_coverage(
    connection: Connection, rule: Coverage, *, today: dt.date | None = None
) -> list[UnitCoverage]:
    """Every customer and unit that was ever met, those that are longest overdue first.

    Args:
        connection: that reads.
        rule: how often everybody should be met.
        today: the day against which one is overdue; the newest meeting's by default.
    """
    rows = _real(connection)
    day = today or max((dt.date.fromisoformat(row.date) for row in rows if row.date), default=None)
    hosts: dict[str | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    real = {row.id for row in rows}
    statement = (
        select(MEETINGS.c.id, MEETINGS.c.unit, ATTENDANCE.c.name)
        .join(MEETINGS)
        .where(ATTENDANCE.c.side == "it")
    )
    for number, unit, name in connection.execute(statement):
        if number in real:
            hosts[unit][name] += 1
    of_unit: dict[str | None, list[tuple[str | None, str | None]]] = defaultdict(list)
    for row in rows:
        of_unit[row.unit].append((row.date, row.unit_kind))
    every = dt.timedelta(days=round(_DAYS_A_YEAR / rule.meetings_per_year))
    found = []
    for unit, visits in of_unit.items():
        met = tuple(sorted(dt.date.fromisoformat(date) for date, _ in visits if date))
        due = met[-1] + every if met and unit is not None else None
        late = (day - due).days if day and due else 0
        people = sorted(hosts[unit].items(), key=lambda pair: (-pair[1], pair[0]))
        found.append(
            UnitCoverage(
                unit=unit,
                unit_kind=next((kind for _, kind in visits if kind), None),
                meetings=len(visits),
                met=met,
                by=tuple(name for name, _ in people),
                next_by=due,
                overdue_days=late if late > 0 else None,
            )
        )
    return sorted(found, key=lambda item: (-(item.overdue_days or 0), item.unit or "\uffff"))


def external_shares(connection: Connection) -> list[Share]:
    """The share with external customers by quarter, the oldest first, then over all of it.

    Meetings whose kind is not known count as not external; those without a date count in
    the whole alone.
    """
    quarters: dict[str, list[tuple[bool, int]]] = defaultdict(list)
    whole = []
    for row in _real(connection):
        one = (row.unit_kind == "external", row.words)
        whole.append(one)
        if row.date:
            date = dt.date.fromisoformat(row.date)
            quarters[f"{date.year}-Q{(date.month + 2) // 3}"].append(one)
    found: list[Share] = []
    for period in sorted(quarters):
        before = found[-1].of_words if found else None
        found.append(_share(period, quarters[period], before))
    if whole:
        found.append(_share("all", whole, None))
    return found


_COLUMNS = (
    MEETINGS.c.id,
    MEETINGS.c.unit,
    MEETINGS.c.unit_kind,
    MEETINGS.c.date,
    MEETINGS.c.words,
)


def _real(connection: Connection) -> list[Any]:
    """All meetings but rehearsals; that a file is gone does not undo the meeting."""
    acted = rehearsals(connection)
    return [row for row in connection.execute(select(*_COLUMNS)) if row.id not in acted]


def _share(period: str, meetings: list[tuple[bool, int]], before: float | None) -> Share:
    outside = [words for external, words in meetings if external]
    all_words = sum(words for _, words in meetings)
    of_words = sum(outside) / all_words if all_words else 0.0
    return Share(
        period=period,
        meetings=len(meetings),
        of_meetings=round(len(outside) / len(meetings), 4),
        of_words=round(of_words, 4),
        trend=round(of_words - before, 4) if before is not None else None,
    )
