from dataclasses import replace

import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.errors import LedgerError
from notesnlp.ledger.corrections import correct, corrected
from notesnlp.ledger.decisions import Decision, all_decisions, last_decisions
from notesnlp.ledger.decisions import decide as decide_with
from notesnlp.model.finding import Dependency, FollowUp, Idea, Need
from tests import own_event
from tests.ledger.story import decide, dump, keep


@pytest.fixture
def kept(ledger, visit, call, findings):
    _, remembered = keep(ledger, [call, visit], findings)
    return {item.evidence.quote: remembered.findings[item.evidence.id] for item in findings}


def _again(ledger, visit, call, findings):
    results, _ = keep(ledger, [call, visit], findings)
    return {item.evidence.id: item for item in results.findings}, results


def test_what_is_rejected_is_gone_from_the_next_run_and_stays_so(
    ledger, kept, visit, call, findings
):
    number = kept["We wait nine days for a price."]
    assert decide(ledger, [Decision(number, "reject", note="a joke")], by="Ann") == 1
    for _ in range(2):
        by_id, results = _again(ledger, visit, call, findings)
        assert findings[0].evidence.id not in by_id
        assert len(by_id) == len(findings) - 1
        assert [theme.id for theme in results.themes] == ["gate"]
    decide(ledger, [Decision(number, "open")], by="Bo")
    by_id, results = _again(ledger, visit, call, findings)
    assert findings[0].evidence.id in by_id
    assert "price" in [theme.id for theme in results.themes]  # the one that was


def test_what_is_corrected_appears_corrected_under_its_id(ledger, kept, visit, call, findings):
    decide(
        ledger,
        [
            Decision(kept["The gate is down every morning."], "correct", {"type": "request", "quote": "The gate is down"}),
            Decision(kept["I'll send the list of numbers by Friday."], "correct", {"owner": "Dana Reyes", "date": "2016-04"}),
            Decision(kept["We move to the mill in May."], "correct", {"type": "hiring", "date": "2017-Q1"}),
        ],
        by="Ann",
    )  # fmt: skip
    by_id, results = _again(ledger, visit, call, findings)
    need = by_id[findings[3].evidence.id]
    assert (need.type, need.evidence.quote, need.evidence.end) == (
        "request",
        "The gate is down",
        16,
    )
    promise = by_id[findings[5].evidence.id]
    assert (promise.owner, promise.due) == ("Dana Reyes", "2016-04")
    assert {item.owner for item in results.items} == {"Dana Reyes", "Ines Roth"}
    event = by_id[findings[4].evidence.id]
    assert (event.type, event.event, event.when) == ("hiring", "hiring", "2017-Q1")
    assert all(work.start_by < "2017-01-01" for work in event.workstreams)
    before = dump(ledger)
    assert _again(ledger, visit, call, findings)[1] == results
    assert dump(ledger) == before


def test_a_finding_can_be_put_into_another_theme_or_a_new_one(ledger, kept, visit, call, findings):
    idea, pain = kept["What if drivers saw the queue on their phones?"], kept["We wait nine days for a price."]  # fmt: skip
    decide(
        ledger,
        [Decision(idea, "correct", {"theme": "Price"}), Decision(pain, "correct", {"theme": "Slow desk"})],
        by="Ann",
    )  # fmt: skip
    for _ in range(2):
        by_id, results = _again(ledger, visit, call, findings)
        members = {theme.id: set(theme.findings) for theme in results.themes}
        assert members == {
            "gate": {findings[3].evidence.id},
            "price": {findings[6].evidence.id},
            "slow-desk": {findings[0].evidence.id},
        }
        assert by_id[findings[0].evidence.id].theme == "slow-desk"
        assert [theme.rank for theme in results.themes] == [1, 2, 3]
        assert next(theme for theme in results.themes if theme.id == "slow-desk").units == ("Roth Joinery",)  # fmt: skip
    before = dump(ledger)
    _again(ledger, visit, call, findings)
    assert dump(ledger) == before


def test_an_event_can_be_corrected_to_one_of_one_s_own(ledger, kept, visit, call, findings):
    move = [Decision(kept["We move to the mill in May."], "correct", {"type": "frost_alarm"})]
    with pytest.raises(LedgerError, match="unknown event 'frost_alarm'"):
        decide(ledger, move, by="Ann")
    known = own_event.catalogue()
    assert decide_with(ledger, move, by="Ann", events=known) == 1
    results, _ = keep(ledger, [call, visit], findings, events=known)
    (event,) = results.of(Dependency)
    assert (event.type, event.event) == ("frost_alarm", "frost_alarm")
    assert event.questions == ("Whose telephone should ring?",)
    assert [work.start_by for work in event.workstreams] == ["2016-03-17"]
    results, _ = keep(ledger, [call, visit], findings)  # in a run whose settings lack it
    assert [item.event for item in results.of(Dependency)] == ["office_move"]


def test_who_decided_what_and_when_is_kept(ledger, kept):
    number = kept["We wait nine days for a price."]
    decide(ledger, [Decision(number, "accept")], by="Ann")
    assert decide(ledger, [Decision(number, "accept")], by="Bo") == 0  # says nothing new
    decide(ledger, [Decision(number, "reject", note="heard it again")], by="Bo")
    with ledger.reading() as connection:
        told = [(item.verdict, item.by, bool(item.at)) for item in all_decisions(connection)]
        assert last_decisions(connection)[number].verdict == "reject"
    assert told == [("accept", "Ann", True), ("reject", "Bo", True)]


@pytest.mark.parametrize(
    ("quote", "changes", "says"),
    [
        ("We wait nine days for a price.", {"type": "moan"}, "pain"),
        ("We wait nine days for a price.", {"quote": "We wait for years"}, "same turn"),
        ("We wait nine days for a price.", {"owner": "Ann"}, "no owner"),
        ("We wait nine days for a price.", {"date": "2016"}, "no date"),
        ("We buy elsewhere if prices stay.", {"theme": "price"}, "no theme"),
        ("We move to the mill in May.", {"type": "picnic"}, "office_move"),
        ("We move to the mill in May.", {"date": "soon"}, "2016-03-08"),
        ("We move to the mill in May.", {"mood": "glad"}, "quote"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_whole(ledger, kept, quote, changes, says):
    good = Decision(kept["The gate is down every morning."], "accept")
    with pytest.raises(LedgerError, match=says):
        decide(ledger, [good, Decision(kept[quote], "correct", changes)], by="Ann")
    with ledger.reading() as connection:
        assert all_decisions(connection) == []


def test_decisions_are_on_findings_that_are_there(ledger, kept):
    with pytest.raises(LedgerError, match="no finding 999"):
        decide(ledger, [Decision(999, "accept")], by="Ann")
    with pytest.raises(LedgerError, match="verdict"):
        decide(ledger, [Decision(1, "perhaps")], by="Ann")
    with pytest.raises(LedgerError, match="only a correction"):
        decide(ledger, [Decision(1, "accept", {"type": "pain"})], by="Ann")


def test_an_empty_owner_or_date_is_none(visit, findings):
    item = correct(findings[5], {"owner": "", "date": ""}, visit, load_catalogue())
    assert isinstance(item, FollowUp)
    assert (item.owner, item.due) == (None, None)


def test_of_two_places_of_a_quote_the_nearer_one_is_meant(say, found):
    day = say("It is late. We say it is late. It is late.")
    item = found(Need, day, 0, type="pain", customer="internal")
    item = replace(item, evidence=replace(item.evidence, start=30, end=41))
    assert correct(item, {"quote": "It is late."}, day, {}).evidence.start == 31


def test_kinds_are_what_they_were(visit, findings):
    events = load_catalogue()
    assert isinstance(correct(findings[4], {"type": "hiring"}, visit, events), Dependency)
    assert isinstance(correct(findings[6], {"quote": "drivers saw the queue"}, visit, events), Idea)


EVENTS = "one of " + ", ".join(load_catalogue())


@pytest.mark.parametrize(
    ("at", "changes", "place", "says"),
    [
        (0, {"mood": "glad"}, "mood",
         "a mood cannot be corrected (type, quote, theme, owner, date)"),
        (0, {"type": "moan"}, "type",
         "unknown type 'moan' of need (one of pain, request, goal, loyalty, churn_risk)"),
        (0, {"quote": "We wait for years"}, "quote",
         "'We wait for years' is not what was said there "
         "(copy it from the same turn of the meeting)"),
        (0, {"quote": ""}, "quote",
         "'' is not what was said there (copy it from the same turn of the meeting)"),
        (0, {"owner": "Ann"}, "owner", "a need has no owner (leave the owner empty)"),
        (0, {"date": "2016"}, "date", "a need has no date (leave the date empty)"),
        (1, {"theme": "price"}, "theme",
         "this churn_risk belongs to no theme (leave the theme empty)"),
        (4, {"date": "soon"}, "date",
         "'soon' is no date (write 2016-03-08, 2016-03, 2016-Q1 or 2016)"),
        (4, {"type": "picnic"}, "type", f"unknown event 'picnic' ({EVENTS})"),
    ],
)  # fmt: skip
def test_whole_messages(visit, call, findings, at, changes, place, says):
    item = findings[at]
    with pytest.raises(LedgerError) as caught:
        correct(item, changes, call if at < 3 else visit, load_catalogue())
    assert str(caught.value) == f"finding {item.evidence.id}, {place}: {says}"


def test_whole_messages_of_decisions(ledger, kept):
    number = kept["We wait nine days for a price."]
    for decision, says in (
        (Decision(999, "accept"), "there is no finding 999 (it may have been forgotten)"),
        (
            Decision(number, "perhaps"),
            "unknown verdict 'perhaps' (one of accept, reject, correct, open)",
        ),
        (
            Decision(number, "correct"),
            f"finding {number}: a correction says what is corrected, and only a correction does "
            "(give the new type, quote, theme, owner or date, with the verdict correct)",
        ),
    ):
        with pytest.raises(LedgerError) as caught:
            decide(ledger, [decision], by="Ann")
        assert str(caught.value) == says


def test_what_stands_in_the_text_no_more_is_left_as_it_was_found(visit, findings):
    changes = {"type": "request", "quote": "The gate was up.", "theme": "gate"}
    item = corrected(findings[3], changes, visit, load_catalogue())
    assert (item.type, item.theme) == ("request", "gate")
    assert item.evidence == findings[3].evidence


def test_another_event_brings_its_work_and_questions(visit, findings):
    item = correct(findings[4], {"type": "hiring"}, visit, load_catalogue())
    event = load_catalogue()["hiring"]
    assert {work.name for work in item.workstreams} == {work.name for work in event.works}
    assert item.questions == event.questions
    assert item.when == "2016-05"
    dated = correct(findings[4], {"date": "2016-06"}, visit, load_catalogue())
    (work,) = dated.workstreams  # of the run, not of the catalogue
    assert (work.name, work.start_by) == ("Internet line", "2016-02-02")


def test_a_corrected_quote_stands_where_it_was_said(say, found):
    day = say("The gate is down and the gate is up.")
    item = correct(
        found(Need, day, 0, type="pain", customer="internal"),
        {"quote": "gate is up"},
        day,
        load_catalogue(),
    )
    assert (item.evidence.start, item.evidence.end, item.evidence.line) == (25, 35, 1)
