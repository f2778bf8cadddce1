"""What became of meetings, themes and commitments, a line a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert

from notesnlp.ledger.schema import HISTORY


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        subject: meeting, theme or item.
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
