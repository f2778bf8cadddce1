import datetime as dt
from pathlib import Path

import pytest

from notesnlp.delivery.news import news_for, news_of_run, news_since, note_deliveries
from notesnlp.delivery.outbox import Outbox
from notesnlp.ledger import Ledger, open_ledger
from notesnlp.ledger.changes import last_sent, note_sent
from notesnlp.model.finding import FollowUp, Need
from notesnlp.report.about import LastRun
from notesnlp.report.scope import Scope
from tests.delivery.conftest import NOW
from tests.ledger.story import keep

CIO, YARD = "cio@oak.example", "yard@oak.example"


@pytest.fixture
def ledger(say, found, tmp_path: Path) -> Ledger:
    """A ledger that learned of two units' meetings after a report had been sent to the CIO."""
    made = open_ledger(tmp_path / "ledger.db")
    note_sent(made, [CIO], "Notes", at="2016-01-04T06:00:00.000+00:00")
    yard = say(("Dana", "customer", "The gate is down."), ("Sam", "it", "I'll send the list."))
    mill = say(("Ines", "customer", "The saw is blunt."), name="mill.txt", unit="Mill")
    findings = (
        found(Need, yard, 0, type="pain", customer="internal"),
        found(FollowUp, yard, 1, type="action", owner="Sam", due=None, item="list"),
        found(Need, mill, 0, type="pain", customer="internal"),
    )
    keep(made, (yard, mill), findings)
    return made


def test_nothing_is_new_to_whom_nothing_was_sent(ledger: Ledger):
    assert news_for(ledger, [YARD], Scope()) is None
    assert news_for(ledger, [CIO, YARD], Scope()) is None


def test_each_reads_of_their_own_units(ledger: Ledger):
    news = news_for(ledger, [CIO], Scope())
    assert news is not None
    assert news.since == dt.datetime(2016, 1, 4, 6, tzinfo=dt.UTC)
    assert {"The gate is down.", "The saw is blunt."} <= {item.words for item in news.changes}
    part = news_for(ledger, [CIO], Scope(units=("yard",)))
    assert part is not None
    assert part.changes
    assert {item.unit for item in part.changes} == {"Yard"}
    promises = news_for(ledger, [CIO], Scope(units=("Yard",), only="promises"))
    assert promises is not None
    assert {item.words for item in promises.changes} == {"I'll send the list."}


def test_each_change_names_the_finding_that_proves_it(ledger: Ledger):
    news = news_since(ledger, "2016-01-01", Scope())
    assert news.since == dt.datetime(2016, 1, 1)
    said = [item for item in news.changes if not item.what.startswith("Meeting")]
    assert said
    assert all(item.finding for item in said)
    assert {item.finding for item in news.changes if item.what.startswith("Meeting")} == {None}
    assert news_since(ledger, "2999-01-01", Scope()).changes == ()


BEFORE, BETWEEN, AFTER = (f"{year}-01-01T00:00:00.000+00:00" for year in ("2015", "2016", "2999"))


@pytest.mark.parametrize(
    ("last", "since"),
    [
        (None, None),
        (LastRun(BETWEEN, None), BETWEEN),
        (LastRun(BETWEEN, BEFORE), BETWEEN),
        (LastRun(AFTER, BETWEEN), BETWEEN),  # nothing is new: the last run's are told again
        (LastRun(AFTER, None), None),
        (LastRun(BEFORE, BETWEEN), BETWEEN),  # the clock had been set back
    ],
)
def test_news_of_a_run_count_from_the_last_one_or_are_the_last_one_s(
    ledger: Ledger, last: LastRun | None, since: str | None
):
    news = news_of_run(ledger, last)
    if since is None:
        assert news is None
        return
    assert news is not None
    assert news.since == dt.datetime.fromisoformat(since)
    assert {"The gate is down.", "The saw is blunt."} <= {item.words for item in news.changes}


def test_what_was_sent_is_noted_once_by_the_moment_it_was_composed(
    ledger: Ledger, outbox: Outbox, put
):
    number = put(YARD)
    outbox.change(number, [YARD], "sent", "", at=NOW + dt.timedelta(hours=9))
    note_deliveries(outbox, ledger)
    note_deliveries(outbox, ledger)
    with ledger.reading() as connection:
        assert last_sent(connection, YARD) == "2024-11-20T06:30:00.000+00:00"
        assert last_sent(connection, CIO) == "2016-01-04T06:00:00.000+00:00"
