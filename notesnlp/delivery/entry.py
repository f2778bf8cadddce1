"""What the outbox knows of a message and one of its recipients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

State = Literal["waiting", "handed", "sent", "refused", "given_up", "dropped"]
"""Waits for its turn; is being handed over; arrived; refused for good by the server; given up after
too long; let go of by a person."""
PENDING: tuple[State, ...] = ("waiting", "handed")
"""Will be tried again by itself."""
ASKABLE: tuple[State, ...] = ("waiting", "refused", "given_up")
"""Can be tried again where somebody asks for it."""
UNDELIVERED: tuple[State, ...] = ("waiting", "handed", "refused", "given_up")
"""Has not arrived, and nobody has let go of it: its message is kept."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and one of its recipients.

    Attributes:
        message: number of the message.
        doubt: it may have arrived though the server's answer was never read.
        next_try: before this moment it is not tried again.
    """

    message: int
    message_id: str
    subject: str
    sender: str
    size: int
    composed: dt.datetime
    address: str
    state: State
    tries: int
    next_try: dt.datetime
    doubt: bool
    reason: str


COLUMNS = tuple(item.name for item in fields(Entry))
"""As the outbox's tables name them."""


def entry(row: Sequence[Any]) -> Entry:
    """The entry that a row of `COLUMNS` holds."""
    values = dict(zip(COLUMNS, row, strict=True))
    for name in ("composed", "next_try"):
        values[name] = dt.datetime.fromisoformat(values[name])
    return Entry(**values | {"doubt": bool(values["doubt"])})
