"""The outbox: messages composed once, kept until each recipient has theirs or will not have it.

A SQLite file, for three things that files in a folder do not give together: a state that
changes whole and lasts (a commit is on the disk before the next step), many recipients of one
message each in their own state, and no harm from two programs at once. See docs/adr.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from notesnlp.delivery.entry import COLUMNS, UNDELIVERED, Entry, State, entry
from notesnlp.errors import DeliveryError

FOLDER = "outbox"
_SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE,
    sender TEXT NOT NULL, subject TEXT NOT NULL, size INTEGER NOT NULL, composed TEXT NOT NULL,
    data BLOB
);
CREATE TABLE IF NOT EXISTS recipients (
    message INTEGER NOT NULL REFERENCES messages, address TEXT NOT NULL, state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, next_try TEXT NOT NULL, doubt INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL, noted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (message, address)
);
"""
_UNDELIVERED = ", ".join(f"'{state}'" for state in UNDELIVERED)
_STOPPED = "notesnlp stopped while the server took it; it may have arrived all the same"


class Outbox:
    """The outbox of an output folder. Made by `open_outbox`."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection

    def close(self) -> None:
        """Close its file."""
        self._connection.close()

    def knows(self, digest: str, address: str) -> bool:
        """Whether a digest is on its way to `address`, was sent there, or will not be."""
        statement = (
            "SELECT 1 FROM recipients JOIN messages ON id = message "
            "WHERE digest = ? AND address = ? COLLATE NOCASE"
        )
        return bool(self._connection.execute(statement, (digest, address)).fetchone())

    def put(
        self,
        data: bytes,
        *,
        digest: str,
        message_id: str,
        sender: str,
        recipients: Sequence[str],
        subject: str,
        at: dt.datetime,
    ) -> int:
        """Keep a message for its recipients; its number. It is on the disk when this returns."""
        with self._writing() as connection:
            cursor = connection.execute(
                "INSERT INTO messages (digest, message_id, sender, subject, size, composed, data) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (digest, message_id, sender, subject, len(data), at.isoformat(), data),
            )
            number = int(cursor.lastrowid or 0)
            connection.executemany(
                "INSERT INTO recipients (message, address, state, next_try, changed) "
                "VALUES (?, ?, 'waiting', ?, ?)",
                [(number, address, at.isoformat(), at.isoformat()) for address in recipients],
            )
        return number

    def entries(self, *states: State) -> list[Entry]:
        """All entries in `states`, or all, the oldest message first."""
        rows = self._connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM recipients JOIN messages ON id = message "  # noqa: S608
            "ORDER BY message, recipients.rowid"
        )
        found = [entry(row) for row in rows]
        return [item for item in found if not states or item.state in states]

    def data(self, message: int) -> bytes | None:
        """A message's bytes; None once nobody is left to send it to."""
        statement = "SELECT data FROM messages WHERE id = ?"
        row = self._connection.execute(statement, (message,)).fetchone()
        return row[0] if row else None

    def change(
        self,
        message: int,
        addresses: Collection[str],
        state: State,
        reason: str,
        *,
        at: dt.datetime,
        next_try: dt.datetime | None = None,
        tried: bool = False,
        doubt: bool | None = None,
    ) -> None:
        """Write what became of a message for some recipients; its bytes go with the last of them."""
        when = at.isoformat()
        with self._writing() as connection:
            connection.executemany(
                "UPDATE recipients SET state = ?, reason = ?, changed = ?, next_try = ?, "
                "tries = tries + ?, doubt = coalesce(?, doubt) WHERE message = ? AND address = ?",
                [
                    (state, reason, when, (next_try or at).isoformat(), tried, doubt, message, item)
                    for item in addresses
                ],
            )
            connection.execute(
                "UPDATE messages SET data = NULL WHERE id = ? AND NOT EXISTS "  # noqa: S608
                f"(SELECT 1 FROM recipients WHERE message = id AND state IN ({_UNDELIVERED}))",
                (message,),
            )

    def recover(self, at: dt.datetime) -> None:
        """Let those wait again whose message was being handed over when a program stopped.

        To be called by who sends `alone` only: nobody else is at it then.
        """
        for item in self.entries("handed"):
            self.change(item.message, [item.address], "waiting", _STOPPED, at=at, doubt=True)

    def unnoted(self) -> list[Entry]:
        """Entries that were sent and are not yet written into the ledger."""
        rows = self._connection.execute(
            "SELECT message, address FROM recipients WHERE state = 'sent' AND noted = 0"
        )
        wanted = {(number, address) for number, address in rows}
        return [item for item in self.entries("sent") if (item.message, item.address) in wanted]

    def note(self, entries: Collection[Entry]) -> None:
        """Remember that `entries` are written into the ledger."""
        with self._writing() as connection:
            connection.executemany(
                "UPDATE recipients SET noted = 1 WHERE message = ? AND address = ?",
                [(item.message, item.address) for item in entries],
            )

    def empty(self, reason: str, *, at: dt.datetime) -> int:
        """Erase the words of all messages; what waited is dropped. How many entries that were."""
        waiting = self.entries(*UNDELIVERED)
        for item in waiting:
            self.change(item.message, [item.address], "dropped", reason, at=at)
        with self._writing() as connection:
            connection.execute("UPDATE messages SET data = NULL, subject = ''")
        return len(waiting)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else sends from this outbox meanwhile; the lock goes with the program that has it.

        Raises:
            DeliveryError: somebody else is sending.
        """
        lock = sqlite3.connect(self._folder / "sending.lock", timeout=0, isolation_level=None)
        try:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise DeliveryError(
                    "another notesnlp is sending from here",
                    path=self._folder,
                    remedy="wait for its end",
                ) from error
            yield
        finally:
            lock.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise DeliveryError(
                f"the outbox cannot be written: {error}",
                path=self._folder,
                remedy="free its disk, and see that you own the folder",
            ) from error


def open_outbox(out: Path) -> Outbox:
    """The outbox in the output folder `out`, made where there is none; its owner alone reads it.

    Raises:
        DeliveryError: it cannot be opened, is damaged, or was written by a newer notesnlp.
    """
    folder = out / FOLDER
    path = folder / "messages.db"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        connection.execute("PRAGMA synchronous = EXTRA")  # a commit outlasts a power cut
        connection.execute("PRAGMA secure_delete = ON")  # what is erased leaves no bytes
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version == 0:
            connection.executescript(
                f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_SCHEMA}; COMMIT;"
            )
    except (OSError, sqlite3.Error) as error:
        raise DeliveryError(
            f"the outbox cannot be opened: {error}",
            path=path,
            remedy="see that you own the folder, or bring back a copy",
        ) from error
    if version > _SCHEMA:
        raise DeliveryError(
            "a newer notesnlp has written this outbox", path=path, remedy="update notesnlp"
        )
    return Outbox(folder, connection)
