"""Pseudonyms: the key under which names are known again, and the numbers that they were given.

A SQLite file that its owner alone can read, because two runs may give numbers at once and each
number must be given once. It holds no names: only their keyed digests (HMAC-SHA-256, RFC 2104).
Who has the outputs but not this file cannot try names out against them.
"""

from __future__ import annotations

import hmac
import os
import secrets
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from notesnlp.errors import ConfigError
from notesnlp.private import check_private
from notesnlp.redaction.spans import What

FILE = "redaction.key"
_TABLES = """
CREATE TABLE IF NOT EXISTS key (secret BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS numbers (
    what TEXT NOT NULL, digest TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (what, digest), UNIQUE (what, number)
);
"""
_BYTES = 32
"""Of the key: as long as SHA-256's digest, as RFC 2104, section 3, recommends."""

Named = tuple[What, str]
"""What is named, and the key of its `Span`."""


class Pseudonyms:
    """The numbers that stand for people, mail addresses and so on; made by `open_pseudonyms`.

    Args:
        path: the file.
        key: the secret.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._numbers: dict[Named, int] = {}

    @property
    def fingerprint(self) -> str:
        """Tells this key from others, and says nothing about it."""
        return self._digest("fingerprint", "")[:8]

    def give(self, named: Iterable[Named]) -> None:
        """Give each of `named` its number: the one that it has, or the next that is free.

        New ones are taken in the order of their digests, so that a number says nothing about
        the name, nor about where it stands in a roster.

        Raises:
            ConfigError: the file cannot be written.
        """
        digests = {item: self._digest(*item) for item in set(named) - self._numbers.keys()}
        with _opened(self.path) as connection:
            for item, digest in sorted(digests.items(), key=lambda pair: pair[1]):
                self._numbers[item] = _number(connection, item[0], digest)

    def number(self, what: What, key: str) -> int:
        """The number of something that `give` was told of.

        Raises:
            KeyError: it was not.
        """
        return self._numbers[what, key]

    def _digest(self, what: str, key: str) -> str:
        return hmac.digest(self._key, f"{what}\x1f{key}".encode("utf-8", "backslashreplace"), "sha256").hex()  # fmt: skip


def open_pseudonyms(path: Path | None = None) -> Pseudonyms:
    """The pseudonyms of the key in a file, which is made, for its owner alone, where it is missing.

    Args:
        path: of the file; one of the user's own by default, outside all folders of results.

    Raises:
        ConfigError: others can read the file, it belongs to somebody else, or holds no key.
    """
    path = (path or default_path()).expanduser()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
        _check(path)
    except OSError as error:
        raise ConfigError(
            f"the key of redaction cannot be used: {error.strerror}",
            path=path,
            remedy="name another place with redaction.key_file in the settings",
        ) from error
    with _opened(path) as connection:
        connection.execute("INSERT INTO key SELECT ? WHERE NOT EXISTS (SELECT 1 FROM key)", (secrets.token_bytes(_BYTES),))  # fmt: skip
        key = connection.execute("SELECT secret FROM key").fetchone()[0]
    if not isinstance(key, bytes) or len(key) != _BYTES:
        raise _damaged(path)
    return Pseudonyms(path, key)


def default_path() -> Path:
    """Where the key of the user who runs this lies."""
    from platformdirs import user_data_path

    return user_data_path("notesnlp", appauthor=False) / FILE


def _make(path: Path) -> None:
    """An empty file that nobody else can read, where there is none."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return


def _check(path: Path) -> None:
    told = path.stat()
    if not stat.S_ISREG(told.st_mode):
        raise ConfigError("is no file", path=path, remedy="mend redaction.key_file")
    check_private(
        path,
        told,
        "the key of redaction",
        after="; whoever read it can tell who is who in what was redacted",
    )


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file for writing, alone; what is written is kept whole or not at all."""
    try:
        with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)
            yield connection
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise ConfigError(
            f"the key of redaction cannot be used: {error}",
            path=path,
            remedy="free its disk, or name another place with redaction.key_file",
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path) from error


def _number(connection: sqlite3.Connection, what: What, digest: str) -> int:
    held = "SELECT number FROM numbers WHERE what = ? AND digest = ?"
    row = connection.execute(held, (what, digest)).fetchone()
    if row is None:
        following = "INSERT INTO numbers SELECT ?, ?, COALESCE(MAX(number), 0) + 1 FROM numbers WHERE what = ?"  # fmt: skip
        connection.execute(following, (what, digest, what))
        row = connection.execute(held, (what, digest)).fetchone()
    return int(row[0])


def _damaged(path: Path) -> ConfigError:
    return ConfigError(
        "is no key of redaction, or a damaged one",
        path=path,
        remedy="restore it, or move it away: a new one gives everybody another number",
    )
