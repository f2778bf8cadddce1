"""Which meetings of the ledger were rehearsals: nobody was met in them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from notesnlp.conversation.rehearsal import rehearsal
from notesnlp.ledger.bodies import meeting_of
from notesnlp.ledger.schema import MEETINGS


def rehearsals(connection: Connection) -> frozenset[int]:
    """The numbers of the meetings in which colleagues acted as customers."""
    rows = connection.execute(select(MEETINGS.c.id, MEETINGS.c.body))
    return frozenset(row.id for row in rows if rehearsal(meeting_of(row.body)))
