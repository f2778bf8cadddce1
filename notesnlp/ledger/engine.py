"""Opening a ledger: a SQLite file, or PostgreSQL by URL; one writer at a time, all or nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import NullPool

from notesnlp.errors import LedgerError, MissingExtra
from notesnlp.ledger.migrations import migrate

WAIT_S = 60.0
"""How long a writer waits for another one."""
_LOCK = 0x6E6F7465
"""The advisory lock of PostgreSQL that writers hold; any number that others do not use."""
_SQLITE_HEAD = b"SQLite format 3\x00"


class Ledger:
    """What is remembered across runs. Made by `open_ledger`.

    Attributes:
        engine: SQLAlchemy's.
        name: where it is, without a password.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose reads all see one state of the ledger.

        Raises:
            LedgerError: the ledger cannot be reached or is damaged.
        """
        with self._told(), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone writes; what is written within is kept whole or not at all.

        Another writer waits for its end, `WAIT_S` seconds at most.

        Raises:
            LedgerError: the wait was too long, or the ledger cannot be reached or is damaged.
        """
        with self._told(), self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.execution_options(notesnlp_writes=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    wait_ms = int(1000 * self._wait_s)
                    connection.execute(text(f"SET LOCAL lock_timeout = {wait_ms}"))
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                yield connection

    @property
    def _wait_s(self) -> float:
        return float(self.engine.get_execution_options().get("notesnlp_wait_s", WAIT_S))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the database in words that help."""
        started = time.monotonic()
        try:
            yield
        except DatabaseError as error:
            said = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
            if "locked" in said or "lock timeout" in said:
                raise LedgerError(
                    f"another run has been writing for {time.monotonic() - started:.0f} seconds",
                    path=self.name,
                    remedy="wait until it is done and run again; nothing of this run is lost but its time",
                ) from error
            if "not a database" in said or "malformed" in said:
                raise LedgerError(
                    f"no ledger, or a damaged one: {said}",
                    path=self.name,
                    remedy="name another with --ledger, or bring back a copy",
                ) from error
            raise LedgerError(said, path=self.name, remedy=self._remedy(error)) from error

    def _remedy(self, error: DatabaseError) -> str:
        if not isinstance(error, OperationalError):
            return "please report this"
        if self.engine.dialect.name == "sqlite":
            return "free its disk, and see that you may write there"
        return "see that the server runs, and the URL's user and database"


def open_ledger(where: str | Path, *, wait_s: float = WAIT_S) -> Ledger:
    """The ledger at `where`, made or brought up to date as needed.

    Args:
        where: the path of a SQLite file, or a URL (``sqlite:///…``, ``postgresql://…``).
        wait_s: how long to wait for another writer.

    Raises:
        LedgerError: it cannot be opened, is damaged, or was written by a newer notesnlp.
        MissingExtra: PostgreSQL's driver is not installed.
    """
    url = _url(where)
    name = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    options: dict[str, Any] = {"poolclass": NullPool}
    if url.get_backend_name() == "sqlite":
        _make_file(Path(url.database or ""))
        options["connect_args"] = {"timeout": wait_s}
    engine = create_engine(url, **options).execution_options(notesnlp_wait_s=wait_s)
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine)
    ledger = Ledger(engine, str(name))
    migrate(ledger)
    return ledger


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise LedgerError("no address of a ledger", path=where, remedy=_ADDRESSES) from error
    if backend in {"postgresql", "postgres"}:
        if find_spec("psycopg") is None:
            raise MissingExtra(
                "PostgreSQL needs its driver", remedy="pip install 'notesnlp[postgresql]'"
            )
        secret = url.query.get("password")  # told among the options it would be shown with them
        url = url.difference_update_query(["password"])
        if isinstance(secret, str):
            url = url.set(password=secret)
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not url.database:
        raise LedgerError("no address of a ledger", path=url.render_as_string(), remedy=_ADDRESSES)
    return url


_ADDRESSES = "write a file's path, or postgresql://user@host/database"


def _make_file(path: Path) -> None:
    """An empty file that only its owner may read, where there is none."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(len(_SQLITE_HEAD))
            if head and head != _SQLITE_HEAD:
                raise LedgerError(
                    "this is no ledger", path=path, remedy="name another with --ledger"
                )
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LedgerError(
            f"cannot be opened: {error.strerror}",
            path=path,
            remedy="choose another folder, or name another ledger with --ledger",
        ) from error


def _set_up_sqlite(engine: Engine) -> None:
    """Transactions as SQLite has them: Python's driver would else begin and end its own.

    https://docs.sqlalchemy.org/en/21/dialects/sqlite.html, "Serializable isolation".
    """

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(
            "PRAGMA synchronous = EXTRA"
        )  # what is told as kept outlasts a power cut
        connection.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves no bytes

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("notesnlp_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
