"""The ledger's flat tables, for the terminal and spreadsheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from notesnlp.config import Settings
from notesnlp.ledger.changes import changes_since, last_sent
from notesnlp.ledger.coverage import external_shares, unit_coverage
from notesnlp.ledger.loops import carry_over

Row = dict[str, Any]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "coverage": ("unit", "unit_kind", "meetings", "last_met", "next_by", "overdue_days", "by"),
    "shares": ("period", "meetings", "external_meetings", "external_words", "trend"),
    "promises": (
        "unit", "item", "owner", "due", "state", "stuck_by", "prioritised", "told", "accountable",
        "missing", "mentions", "quote", "history",
    ),
    "changes": ("about", "what", "unit", "name", "at"),
}  # fmt: skip
"""The columns of each table, in order."""


def rows(
    connection: Connection, what: str, settings: Settings, *, since: dt.date | None = None
) -> list[Row]:
    """The rows of one of the tables in `COLUMNS`.

    Args:
        connection: that reads.
        what: the table.
        settings: with the rules of stuck promises and of coverage, and the day that counts as today.
        since: of changes, from when on; since the last report was sent by default, or from
            the beginning where none was.
    """
    if what == "coverage":
        return [
            {
                "unit": item.unit,
                "unit_kind": item.unit_kind,
                "meetings": item.meetings,
                "last_met": item.met[-1].isoformat() if item.met else None,
                "next_by": item.next_by.isoformat() if item.next_by else None,
                "overdue_days": item.overdue_days,
                "by": list(item.by),
            }
            for item in unit_coverage(connection, settings.coverage, today=settings.today)
        ]
    if what == "shares":
        return [
            {
                "period": item.period,
                "meetings": item.meetings,
                "external_meetings": item.of_meetings,
                "external_words": item.of_words,
                "trend": item.trend,
            }
            for item in external_shares(connection)
        ]
    if what == "promises":
        return _promises(connection, settings)
    start: dt.date | str = since or last_sent(connection) or dt.date.min
    return [
        {"about": item.about, "what": item.what, "unit": item.unit, "name": item.name, "at": item.at}
        for item in changes_since(connection, start)
    ]  # fmt: skip


def _promises(connection: Connection, settings: Settings) -> list[Row]:
    return [
        {
            "unit": item.unit,
            "item": item.id,
            "owner": item.owner,
            "due": item.due,
            "state": item.state,
            "stuck_by": list(item.stuck_by),
            "prioritised": item.facts["prioritised"],
            "told": item.facts["told"],
            "accountable": item.facts["owner"],
            "missing": [name for name, evidence in item.facts.items() if not evidence],
            "mentions": len(item.mentions),
            "quote": item.mentions[-1].quote,
            "history": list(item.history),
        }
        for item in carry_over(connection, settings.stuck, today=settings.today)
    ]
