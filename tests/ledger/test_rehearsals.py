import datetime as dt

import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.config import Coverage, Settings
from notesnlp.errors import LedgerError
from notesnlp.ledger.brief import write_brief
from notesnlp.ledger.changes import changes_since
from notesnlp.ledger.coverage import external_shares, unit_coverage
from notesnlp.ledger.findings import live_findings
from notesnlp.ledger.rehearsals import rehearsals
from notesnlp.model.finding import Need
from tests.ledger.story import keep


@pytest.fixture
def kept(ledger, say, found, rehearsed):
    """A visit, and a rehearsal for the next one, in which sales says what hurts."""
    lines = (
        ("Sam Ode", "it", "Walk me through it."),
        ("Ines Roth", "customer", "We wait nine days."),
    )
    acted = (lines[0], ("Sal Moor", "sales", "We wait twenty days for it."))
    own = {"unit": "Roth", "unit_kind": "external"}
    visit = say(*lines, name="visit.txt", date=dt.date(2016, 1, 5), **own)
    play = say(*acted, name="role play.txt", date=dt.date(2016, 5, 5), **own)
    needs = [found(Need, meeting, 1, type="pain", customer="external") for meeting in (visit, play)]
    keep(ledger, [visit, play], [needs[0], rehearsed(needs[1])])
    return ledger


def test_a_rehearsal_is_no_meeting_with_a_customer(kept):
    with kept.reading() as connection:
        assert len(rehearsals(connection)) == 1
        (roth,) = unit_coverage(connection, Coverage())
        assert roth.met == (dt.date(2016, 1, 5),)
        assert [share.meetings for share in external_shares(connection)] == [1, 1]


def test_a_brief_quotes_no_actor(kept):
    with kept.reading() as connection:
        brief = write_brief(connection, "Roth", Settings(), events=load_catalogue())
        assert (brief.meetings, brief.today) == (1, dt.date(2016, 1, 5))
        assert [item.evidence.quote for item in brief.trouble] == ["We wait nine days."]


def test_news_are_of_customers(kept):
    with kept.reading() as connection:
        told = [item.name for item in changes_since(connection, dt.date(2000, 1, 1)) if item.about == "need"]  # fmt: skip
        assert told == ["We wait nine days."]
        assert [item.evidence.rehearsal for item in live_findings(connection).values()] == [True, False]  # fmt: skip


def test_who_was_only_rehearsed_for_is_not_known(ledger, say):
    keep(ledger, [say(("Sam Ode", "it", "Hello."), name="mock visit.txt", unit="Mill")], [])
    with ledger.reading() as connection, pytest.raises(LedgerError):
        write_brief(connection, "Mill", Settings(), events=load_catalogue())
