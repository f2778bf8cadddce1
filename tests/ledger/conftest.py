"""Ledgers on both databases, and a small run to be remembered."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from notesnlp.ledger.engine import Ledger, open_ledger
from notesnlp.model.finding import Dependency, Finding, FollowUp, Idea, Need, Workstream
from notesnlp.model.meeting import Meeting
from tests.ledger.postgresql import INSTALL, programs, server
from tests.ledger.story import with_people


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server's database."""
    found = programs()
    if found is None:
        pytest.skip(INSTALL)
    with server(found) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Where an empty ledger can be made, another place with each call."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{uuid.uuid4().hex}.db")
    url = request.getfixturevalue("postgresql")

    def make() -> str:
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                f"CREATE SCHEMA {name}"
            )  # a database each would be thousands of files
        return f"{url}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    """Where an empty ledger can be made."""
    return new_address()


@pytest.fixture
def ledger(address: str) -> Ledger:
    return open_ledger(address)


@pytest.fixture(scope="session")
def visit(say: Callable[..., Meeting]) -> Meeting:
    return with_people(
        say(
            ("Dana Reyes", "customer", "The gate is down every morning."),
            ("Dana Reyes", "customer", "We move to the mill in May."),
            ("Sam Ode", "it", "I'll send the list of numbers by Friday."),
            ("Dana Reyes", "customer", "What if drivers saw the queue on their phones?"),
            name="yard/visit.txt",
        )
    )


@pytest.fixture(scope="session")
def call(say: Callable[..., Meeting]) -> Meeting:
    return with_people(
        say(
            ("Ines Roth", "customer", "We wait nine days for a price."),
            ("Ines Roth", "customer", "We buy elsewhere if prices stay."),
            ("Ines Roth", "customer", "I will send you our order sheet."),
            name="call.json", unit="Roth Joinery", unit_kind="external", date=dt.date(2016, 10, 11),
        )
    )  # fmt: skip


@pytest.fixture(scope="session")
def findings(found: Callable[..., Finding], visit: Meeting, call: Meeting) -> list[Finding]:
    works = (Workstream("Internet line", (60, 120), "2016-01-02", "estimate"),)
    return [
        found(Need, call, 0, type="pain", customer="external", theme="price"),
        found(Need, call, 1, type="churn_risk", score=0.55, customer="external"),
        found(FollowUp, call, 2, type="action", owner="Ines Roth", due=None, item="sheet"),
        found(Need, visit, 0, type="pain", score=0.95, customer="internal", theme="gate"),
        found(
            Dependency, visit, 1, type="office_move", event="office_move", status="hidden",
            when="2016-05", when_text="in May", tentative=False, workstreams=works,
        ),
        found(FollowUp, visit, 2, type="action", owner="Sam Ode", due="2016-03-11", item="list"),
        found(Idea, visit, 3, type="idea", score=0.6, theme="gate"),
    ]  # fmt: skip
