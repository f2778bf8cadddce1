"""The log of what was forgotten: when, which kind and how much, and no name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.erasing import Target
from notesnlp.ledger.forget_words import loss_words
from notesnlp.ledger.history import FORGOTTEN, Change, moment, note_changes
from notesnlp.ledger.schema import HISTORY


class Entry(NamedTuple):
    """A line of the log.

    Attributes:
        at: the moment, in UTC.
        what: ``a meeting``, ``a person``, ``a unit``, ``all before 2016-01-01``.
        much: what went, and what was left with something taken out.
    """

    at: str
    what: str
    much: str


def note_forgotten(
    connection: Connection, target: Target, rows: Mapping[str, int], changed: Mapping[str, int]
) -> None:
    """Write down, in the same transaction, that `target` was erased."""
    what = f"all before {target.name}" if target.what == "age" else f"a {target.what}"
    change = Change(FORGOTTEN, what, FORGOTTEN, after=loss_words(rows, changed))
    note_changes(connection, [change], moment(connection))


def forgotten(ledger: Ledger) -> list[Entry]:
    """The log, the oldest line first."""
    statement = select(HISTORY).where(HISTORY.c.subject == FORGOTTEN).order_by(HISTORY.c.id)
    with ledger.reading() as connection:
        return [Entry(row.at, row.subject_id, row.after) for row in connection.execute(statement)]
