"""A ledger holds redacted meetings of one key, or meetings with their names; never both."""

from __future__ import annotations

from sqlalchemy import exists, func, select

from notesnlp.errors import LedgerError
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.schema import MEETINGS, SIGHTINGS


def check_redaction(ledger: Ledger, mark: str, place: str | None) -> None:
    """Refuse a ledger that remembers otherwise than a run is about to.

    Args:
        ledger: to look into.
        mark: what the places of all redacted runs begin with.
        place: of this redacted run; None for a run that redacts nothing.

    Raises:
        LedgerError: it holds names that a redacted run must not show, is redacted and would get
            names, or was redacted under another key.
    """
    with ledger.reading() as connection:
        marked = SIGHTINGS.c.path.startswith(mark, autoescape=True)
        some = select(exists().where(marked))
        if place is None:
            if connection.scalar(some):
                raise LedgerError(
                    "it remembers redacted meetings, and this run would add names",
                    path=ledger.name,
                    remedy="run with --redact, or keep this run in another --ledger",
                )
            return
        seen = connection.scalar(select(func.count()).select_from(MEETINGS))
        other = select(exists().where(~marked))
        if seen and (connection.scalar(other) or not connection.scalar(some)):
            raise LedgerError(
                "it remembers meetings with their names",
                path=ledger.name,
                remedy="keep redacted runs in a ledger of their own: another -o, or --ledger",
            )
        mine = SIGHTINGS.c.path.startswith(place.split(":")[0], autoescape=True)
        if connection.scalar(select(exists().where(~mine))):
            raise LedgerError(
                "it was redacted under another key, so the same people have other numbers",
                path=ledger.name,
                remedy="name the key's file with redaction.key_file, or another --ledger",
            )
