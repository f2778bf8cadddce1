"""Ledgers on both databases."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from notesnlp.ledger.engine import Ledger, open_ledger
from tests.ledger.postgresql import INSTALL, programs, server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server, with a place for the database's name."""
    found = programs()
    if found is None:
        pytest.skip(INSTALL)
    with server(found) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty ledger can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    url = request.getfixturevalue("postgresql")
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return str(url.format(name))


@pytest.fixture
def ledger(address: str) -> Ledger:
    return open_ledger(address)
