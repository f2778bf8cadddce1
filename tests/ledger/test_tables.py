import datetime as dt

import pytest

from notesnlp.config import Settings
from notesnlp.ledger.changes import note_sent
from notesnlp.ledger.tables import COLUMNS, rows
from tests.ledger.story import keep

AT = "2016-10-02T00:00:00"


@pytest.fixture
def table(ledger, joinery):
    """The rows of a table after the two meetings with the joinery and one with the yard."""
    keep(ledger, *joinery, at=AT)

    def read(what: str, **own):
        settings = Settings(today=own.pop("today", None))
        with ledger.reading() as connection:
            return rows(connection, what, settings, **own)

    return read


@pytest.mark.parametrize("what", COLUMNS)
def test_rows_have_the_columns_told(table, what: str):
    assert {tuple(row) for row in table(what)} == {COLUMNS[what]}


def test_coverage(table):
    joinery = {
        "unit": "Roth Joinery", "unit_kind": "external", "meetings": 2, "last_met": "2016-09-01",
        "next_by": "2017-03-03", "overdue_days": None, "by": ["Sam Ode"],
    }  # fmt: skip
    yard = {
        "unit": "Yard", "unit_kind": "internal", "meetings": 1, "last_met": "2016-10-01",
        "next_by": "2017-04-02", "overdue_days": None, "by": [],
    }  # fmt: skip
    assert table("coverage") == [joinery, yard]
    later = table("coverage", today=dt.date(2017, 4, 1))
    assert later == [joinery | {"overdue_days": 29}, yard]


def test_a_unit_without_a_day_was_met_on_none(ledger, say):
    keep(ledger, [say("The gate is down.", date=None)], [])
    with ledger.reading() as connection:
        (row,) = rows(connection, "coverage", Settings())
    assert (row["last_met"], row["next_by"]) == (None, None)


def test_shares(table, joinery):
    *outside, inside = (meeting.words for meeting in joinery[0])
    told = {row.pop("period"): row for row in table("shares")}
    assert told == {
        "2016-Q1": {"meetings": 1, "external_meetings": 1.0, "external_words": 1.0, "trend": None},
        "2016-Q3": {"meetings": 1, "external_meetings": 1.0, "external_words": 1.0, "trend": 0.0},
        "2016-Q4": {"meetings": 1, "external_meetings": 0.0, "external_words": 0.0, "trend": -1.0},
        "all": {
            "meetings": 3, "external_meetings": 0.6667,
            "external_words": round(sum(outside) / (sum(outside) + inside), 4), "trend": None,
        },
    }  # fmt: skip


def test_promises(table):
    ours = "I'll send you the price list by Friday."
    theirs = "I will mail you our order sheet."
    common = {
        "unit": "Roth Joinery", "state": "open", "prioritised": None, "told": None,
        "missing": ["prioritised", "told"], "mentions": 1, "history": ["2016-10-02 new"],
    }  # fmt: skip
    assert table("promises") == [
        common
        | {
            "item": "price-list", "owner": "Sam Ode", "due": "2016-03-11", "quote": ours,
            "stuck_by": ["204 days overdue"], "accountable": f"Sam Ode: “{ours}” (a.txt, line 5)",
        },
        common
        | {
            "item": "order-sheet", "owner": "Ines Roth", "due": None, "quote": theirs,
            "stuck_by": [], "accountable": f"Ines Roth: “{theirs}” (a.txt, line 6)",
        },
    ]  # fmt: skip
    late = table("promises", today=dt.date(2016, 12, 1))
    assert [row["stuck_by"] for row in late] == [["265 days overdue"], []]


def test_changes_are_those_since_a_day_or_the_last_report(ledger, table):
    everything = table("changes")
    assert everything[0] == {
        "about": "meeting", "what": "new", "unit": "Roth Joinery", "name": "a.txt", "at": AT,
    }  # fmt: skip
    assert len(everything) == 3 + 8 + 2  # meetings, findings that are no promises, commitments
    assert table("changes", since=dt.date(2016, 10, 2)) == everything
    assert table("changes", since=dt.date(2016, 10, 3)) == []
    note_sent(ledger, ["cio@timber.example"], "October", at="2016-10-02T00:00:01")
    assert table("changes") == []
    assert table("changes", since=dt.date(2016, 10, 2)) == everything
