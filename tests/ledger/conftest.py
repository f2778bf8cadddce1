"""Ledgers on both databases, and a small run to be remembered."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from notesnlp.ledger.engine import Ledger, open_ledger
from notesnlp.model.finding import (
    Dependency,
    Finding,
    FollowUp,
    Framing,
    Idea,
    Need,
    Workstream,
)
from notesnlp.model.meeting import Meeting
from tests.ledger.postgresql import INSTALL, programs, server
from tests.ledger.story import EVIL, with_people


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


@pytest.fixture
def joinery(
    say: Callable[..., Meeting], found: Callable[..., Finding]
) -> tuple[list[Meeting], list[Finding]]:
    """Two meetings with a customer outside, and one with somebody else."""
    first = with_people(say(
        ("Ines Roth", "customer", "We run a joinery in Corran with forty people. We order from you every week."),
        ("Ines Roth", "customer", "The reason we stay is that your driver knows our yard."),
        ("Ines Roth", "customer", "We wait nine days for a price."),
        ("Ines Roth", "customer", "If prices stay we buy from Larch and Sons."),
        ("Sam Ode", "it", "I'll send you the price list by Friday."),
        ("Ines Roth", "customer", "I will mail you our order sheet."),
        ("Sam Ode", "it", "The OAuth token expires."),
        name="a.txt", unit="Roth Joinery", unit_kind="external", date=dt.date(2016, 3, 8),
    ))  # fmt: skip
    second = with_people(say(
        ("Ines Roth", "customer", f"The scanner loses the list. {EVIL}"),
        ("Ines Roth", "customer", "We open a showroom in March."),
        ("Ines Roth", "customer", "We opened a shop in May."),
        name="b.txt", unit="Roth Joinery", unit_kind="external", date=dt.date(2016, 9, 1),
    ))  # fmt: skip
    other = say("The gate is down.", name="c.txt", unit="Yard", date=dt.date(2016, 10, 1))
    works = (Workstream("Internet line", (60, 120), "2016-11-01", "estimate"),)

    def event(turn: int, type: str, when: str | None) -> Dependency:
        return found(
            Dependency, second, turn, type=type, event=type, status="hidden", when=when, when_text=None,
            tentative=False, workstreams=works if when == "2017-03" else (), questions=("Which address?",),
        )  # fmt: skip

    findings = [
        found(Need, first, 1, type="loyalty", customer="external"),
        found(Need, first, 2, type="pain", customer="external"),
        found(Need, first, 3, type="churn_risk", customer="external"),
        found(FollowUp, first, 4, type="action", owner="Sam Ode", due="2016-03-11", item="price-list"),
        found(FollowUp, first, 5, type="action", owner="Ines Roth", due=None, item="order-sheet"),
        found(
            Framing, first, 6, type="jargon", rule="unexplained-term", why="", say_instead="",
            ask="What happens when you log in?",
        ),
        found(Need, second, 0, type="pain", customer="external"),
        event(1, "site_opening", "2017-03"),
        event(2, "hiring", "2016-05"),
        found(Need, other, 0, type="pain", customer="internal"),
    ]  # fmt: skip
    return [first, second, other], findings
