"""What became of meetings, themes and commitments, a line a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from notesnlp.ledger.keys import now
from notesnlp.ledger.schema import HISTORY, SENT

FORGOTTEN = "forgotten"
"""The subject of lines that tell that something was forgotten."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        subject: meeting, theme or item, or `FORGOTTEN`.
        subject_id: its id in the ledger.
        what: new, corrected, gone, back, or the name of the column that changed.
    """

    subject: str
    subject_id: str
    what: str
    before: str | None = None
    after: str | None = None


def note_changes(connection: Connection, changes: Sequence[Change], at: str) -> None:
    """Write `changes`, which happened at the moment `at`."""
    if changes:
        connection.execute(
            insert(HISTORY),
            [
                {
                    "at": at,
                    "subject": item.subject,
                    "subject_id": item.subject_id,
                    "what": item.what,
                    "before": item.before,
                    "after": item.after,
                }
                for item in changes
            ],
        )


def moment(connection: Connection) -> str:
    """The present moment, but none before the last that the ledger knows of a change or a report.

    Were the clock set back, what changes now would else seem to be older than a report that was
    sent before, and would be news to nobody.
    """
    known = (connection.scalar(select(func.max(table.c.at))) for table in (HISTORY, SENT))
    return max([now(), *(str(at) for at in known if at is not None)])
