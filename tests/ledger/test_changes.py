import datetime as dt
from dataclasses import replace

import pytest

from notesnlp.ledger.changes import Learned, changes_since, last_sent, note_sent
from notesnlp.ledger.decisions import Decision
from notesnlp.ledger.findings import live_findings
from notesnlp.ledger.loops import set_priority
from notesnlp.model.finding import FollowUp
from tests.ledger.story import decide, keep

MARCH, MAY, JULY = "2016-03-08T09:00:00.000+00:00", "2016-05-02T09:00:00.000+00:00", "2016-07-01T09:00:00.000+00:00"  # fmt: skip


@pytest.fixture
def mine(findings, visit):
    return [item for item in findings if item.evidence.meeting == visit.name]


def _since(ledger, since):
    with ledger.reading() as connection:
        return [(item.about, item.what, item.name) for item in changes_since(connection, since)]


def test_what_is_new_since_a_day(ledger, visit, call, findings, mine):
    keep(ledger, [visit], mine, at=MARCH)
    keep(ledger, [call, visit], findings, at=MAY)
    assert _since(ledger, dt.date(2016, 5, 2)) == [
        ("meeting", "new", "call.json"),
        ("need", "new", "We buy elsewhere if prices stay."),
        ("need", "new", "We wait nine days for a price."),
        ("theme", "rank: 1 → 2", "gate"),
        ("theme", "new", "price"),
        ("item", "new", "I will send you our order sheet."),
    ]
    assert _since(ledger, dt.date(2016, 5, 3)) == []
    assert len(_since(ledger, dt.date(2016, 1, 1))) == 2 + 6 + 2 + 1


def test_what_is_there_no_more_and_what_came_and_went(ledger, visit, call, findings, mine):
    keep(ledger, [visit], mine, at=MARCH)
    keep(ledger, [call, visit], findings, at=MAY)
    keep(ledger, [visit], mine[:-1], at=JULY)
    assert _since(ledger, MAY) == [("idea", "no longer there", "What if drivers saw the queue on their phones?")]  # fmt: skip
    since_july = _since(ledger, JULY)
    assert ("meeting", "no longer there", "call.json") in since_july
    assert ("theme", "no longer there", "price") in since_july


def test_of_a_value_that_changed_twice_the_first_and_the_last_are_told(ledger, visit, mine):
    keep(ledger, [visit], mine, at=MARCH)
    for state, at in (("stuck", MAY), ("done", JULY)):
        turned = [replace(item, state=state) if isinstance(item, FollowUp) else item for item in mine]  # fmt: skip
        keep(ledger, [visit], turned, at=at)
    assert _since(ledger, MAY) == [("item", "state: open → done", "I'll send the list of numbers by Friday.")]  # fmt: skip
    keep(ledger, [visit], mine, at="2016-08-01T00:00:00")
    assert _since(ledger, MAY) == []


def test_decisions_and_priorities_are_news_too(ledger, visit, mine):
    _, remembered = keep(ledger, [visit], mine, at=MARCH)
    number = remembered.findings[mine[0].evidence.id]
    decide(ledger, [Decision(number, "accept")], by="Ann")
    set_priority(ledger, "gate", "now", by="Bo")
    assert _since(ledger, MAY) == [
        ("decision", "accept by Ann", "The gate is down every morning."),
        ("priority", "now by Bo", "gate"),
    ]


def test_since_the_last_report_sent(ledger, visit, call, findings, mine):
    keep(ledger, [visit], mine, at=MARCH)
    with ledger.reading() as connection:
        assert last_sent(connection) is None
    note_sent(ledger, ["cio@timber.example"], "March", at="2016-04-01T00:00:00")
    note_sent(ledger, ["board@timber.example"], "April", at="2016-04-02T00:00:00")
    keep(ledger, [call, visit], findings, at=MAY)
    with ledger.reading() as connection:
        assert last_sent(connection) == "2016-04-02T00:00:00"
        assert last_sent(connection, "cio@timber.example") == "2016-04-01T00:00:00"
        assert last_sent(connection, "nobody@timber.example") is None
        assert len(changes_since(connection, last_sent(connection))) == 6


def test_a_corrected_transcript_is_told(ledger, say):
    keep(ledger, [say("One.")], [], at=MARCH)
    keep(ledger, [say("Two.")], [], at=MAY)
    assert _since(ledger, MAY) == [("meeting", "corrected", "visit.txt")]


def test_a_clock_that_is_set_back_hides_no_news(ledger, visit, call, findings, mine):
    keep(ledger, [visit], mine, at=MARCH)
    note_sent(ledger, ["cio@b.example"], "Notes", at="2999-01-01T00:00:00.000+00:00")
    keep(ledger, [call, visit], findings)  # now is long before
    decide(ledger, [Decision(1, "accept")], by="Ann")
    with ledger.reading() as connection:
        sent = last_sent(connection)
    told = _since(ledger, sent)
    assert ("meeting", "new", "call.json") in told
    assert "decision" in {about for about, *_ in told}


def test_what_is_told_of_each_change(ledger, visit, call, findings):
    """The moment, the unit and the finding that proves it."""
    keep(ledger, [call, visit], findings, at=MARCH)
    number_of = {item.evidence.quote: number for number, item in _live(ledger).items()}
    ids = [item.evidence.id for item in findings]
    decide(ledger, [Decision(number_of[findings[0].evidence.quote], "accept", at=MAY)], by="Ann")
    set_priority(ledger, "gate", "now", by="Bo")
    with ledger.reading() as connection:
        told = {(item.about, item.name): item for item in changes_since(connection, MARCH)}
    price, gate = findings[0].evidence.quote, findings[3].evidence.quote
    assert told["meeting", "call.json"] == Learned(MARCH, "meeting", "new", "call.json", "Roth Joinery")  # fmt: skip
    assert told["need", price] == Learned(MARCH, "need", "new", price, "Roth Joinery", ids[0])
    assert told["theme", "gate"] == Learned(MARCH, "theme", "new", "gate", None, ids[3])
    promise = findings[5].evidence.quote
    assert told["item", promise] == Learned(MARCH, "item", "new", promise, "Yard", ids[5])
    assert told["decision", price] == Learned(MAY, "decision", "accept by Ann", price, "Roth Joinery", ids[0])  # fmt: skip
    priority = told["priority", "gate"]
    assert (priority.what, priority.unit, priority.finding) == ("now by Bo", None, ids[3])
    assert ("need", gate) in told


def _live(ledger):
    with ledger.reading() as connection:
        return live_findings(connection)


def test_what_came_back_is_told_and_what_came_and_went_is_not(ledger, visit, call, findings, mine):
    keep(ledger, [call, visit], findings, at=MARCH)
    keep(ledger, [visit], mine, at=MAY)
    keep(ledger, [call, visit], findings, at=JULY)
    assert ("meeting", "back again", "call.json") in _since(ledger, JULY)
    assert ("theme", "back again", "price") in _since(ledger, JULY)
    assert [about for about, *_ in _since(ledger, MAY) if about == "meeting"] == []
    keep(ledger, [visit], mine, at="2016-08-01T00:00:00")
    assert ("meeting", "no longer there", "call.json") in _since(ledger, MAY)
    assert [item for item in _since(ledger, JULY) if item[0] == "meeting"] == []


def test_findings_of_a_meeting_that_came_and_went_are_not_told(ledger, visit, call, findings, mine):
    keep(ledger, [visit], mine, at=MARCH)
    keep(ledger, [call, visit], findings, at=MAY)
    keep(ledger, [visit], mine, at=JULY)
    told = _since(ledger, MAY)
    assert {about for about, *_ in told} <= {"theme"}
    lost = [item for item in _since(ledger, JULY) if item[0] == "need"]
    assert lost == []  # the meeting tells it


def test_a_correction_that_is_gone_again_is_gone(ledger, say, visit):
    keep(ledger, [visit, say("One.", name="b.txt")], [], at=MARCH)
    keep(ledger, [visit, say("Two.", name="b.txt")], [], at=MAY)
    assert _since(ledger, MAY) == [("meeting", "corrected", "b.txt")]
    keep(ledger, [visit], [], at=JULY)
    assert _since(ledger, MAY) == [("meeting", "no longer there", "b.txt")]
    keep(ledger, [visit, say("Two.", name="b.txt")], [], at="2016-08-01T00:00:00")
    assert _since(ledger, MAY) == [("meeting", "corrected", "b.txt")]
    assert _since(ledger, JULY) == []


def test_what_is_found_no_more_is_told_of_the_moment_it_went(ledger, visit, mine):
    keep(ledger, [visit], mine, at=MARCH)
    keep(ledger, [visit], mine[:-1], at=MAY)
    with ledger.reading() as connection:
        (lost,) = (item for item in changes_since(connection, MAY) if item.about == "idea")
    quote = mine[-1].evidence.quote
    assert lost == Learned(MAY, "idea", "no longer there", quote, "Yard", mine[-1].evidence.id)
