"""Bringing a ledger up to date, one numbered step after the other, with alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from notesnlp.errors import LedgerError

if TYPE_CHECKING:
    from alembic.config import Config

    from notesnlp.ledger.engine import Ledger

HEAD = "0002"
"""The step that `schema.py` describes."""


def migrate(ledger: Ledger) -> None:
    """Bring `ledger` up to date; of several that try at once, one does it and the others wait.

    Raises:
        LedgerError: it was written by a newer notesnlp, or is some other database.
    """
    with ledger.reading() as connection:
        if _version(connection) == HEAD:
            return
    with ledger.writing() as connection:
        version = _version(connection)
        if version == HEAD:
            return
        if version is None and inspect(connection).get_table_names():
            raise LedgerError(
                "this database holds something else",
                path=ledger.name,
                remedy="name an empty one with --ledger",
            )
        if version is not None and version > HEAD:
            raise LedgerError(
                "written by a newer notesnlp", path=ledger.name, remedy="install that version"
            )
        from alembic import command

        command.upgrade(alembic_config(connection), HEAD)


def alembic_config(connection: Connection) -> Config:
    """What alembic needs to work on `connection`, within its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None
