import datetime as dt

import pytest
from sqlalchemy import update

from notesnlp.config import Stuck
from notesnlp.errors import LedgerError
from notesnlp.ledger.decisions import Decision
from notesnlp.ledger.loops import carry_over, note_fact, priorities, set_priority
from notesnlp.ledger.schema import ITEMS
from notesnlp.model.finding import FollowUp
from tests.ledger.story import decide, keep


@pytest.fixture
def told(say, found):
    """A promise spoken of in three meetings of one unit, and one without an owner in another."""
    meetings = [
        say(
            ("Dana Reyes", "customer", "We need the list of numbers."),
            ("Sam Ode", "it", text),
            name=f"{month}.txt",
            date=dt.date(2016, month, 1),
        )
        for month, text in (
            (3, "I'll send you the list by April."),
            (5, "The list is now top of the list of priorities."),
            (7, "You will have the list by Friday."),
        )
    ]
    other = say("Somebody should ring the carrier.", name="mill.txt", unit="Mill", date=dt.date(2016, 3, 1))  # fmt: skip
    mine = [
        found(FollowUp, meeting, 1, type="action", owner="Sam Ode", due="2016-04", item="list")
        for meeting in meetings
    ]
    mine.append(found(FollowUp, other, 0, type="action", owner=None, due=None, item="carrier"))
    return [*meetings, other], mine


def _carried(ledger, rules=None, **only):
    with ledger.reading() as connection:
        return carry_over(connection, rules or Stuck(), today=only.pop("today", None), **only)


def test_stuck_rules_are_settings(ledger, told):
    keep(ledger, *told)
    carried = {item.id: item.stuck_by for item in _carried(ledger)}
    assert carried == {
        "list": ("62 days overdue", "spoken of in 3 meetings without moving"),
        "carrier": ("no owner for 122 days",),
    }
    easy = Stuck(overdue_days=90, mentions=4, no_owner_days=0)
    assert {item.stuck_by for item in _carried(ledger, easy)} == {()}
    later = _carried(ledger, easy, today=dt.date(2017, 1, 1))
    assert {item.id: item.stuck_by for item in later}["list"] == ("246 days overdue",)


def test_the_list_is_by_person_and_by_unit(ledger, told):
    keep(ledger, *told)
    assert [item.id for item in _carried(ledger)] == ["carrier", "list"]
    assert [item.id for item in _carried(ledger, person="sam ode")] == ["list"]
    assert [item.id for item in _carried(ledger, unit="mill")] == ["carrier"]
    assert _carried(ledger, unit="Elsewhere") == []


def test_three_facts_have_evidence_or_are_missing(ledger, told):
    keep(ledger, *told)
    facts = {item.id: item.facts for item in _carried(ledger)}
    assert facts["carrier"] == {"prioritised": None, "told": None, "owner": None}
    assert "priorities" in facts["list"]["prioritised"]
    assert facts["list"]["told"] == "“The list is now top of the list of priorities.” (5.txt, line 2)"  # fmt: skip
    assert facts["list"]["owner"].startswith("Sam Ode: “You will have the list")


def test_what_a_person_knows_counts_and_says_who(ledger, told):
    keep(ledger, *told)
    note_fact(ledger, "carrier", "told", "rang them", by="Ann")
    note_fact(ledger, "carrier", "told", "rang them twice", by="Ann")
    carrier = _carried(ledger, unit="Mill")[0]
    assert carrier.facts["told"].startswith("rang them twice (Ann, ")
    keep(ledger, *told)
    assert _carried(ledger, unit="Mill")[0].facts == carrier.facts
    with pytest.raises(LedgerError, match="no item"):
        note_fact(ledger, "nothing", "told", "x", by="Ann")
    with pytest.raises(LedgerError, match="prioritised"):
        note_fact(ledger, "carrier", "liked", "x", by="Ann")


def test_a_loop_is_closed_when_it_is_done_and_all_three_are_known(ledger, told):
    meetings, mine = told
    from dataclasses import replace

    done = [replace(item, state="done") if item.item == "list" else item for item in mine]
    keep(ledger, meetings, done)
    assert [item.id for item in _carried(ledger)] == ["carrier"]
    closed = {item.id: item for item in _carried(ledger, closed=True)}
    assert closed["list"].closed
    assert closed["list"].stuck_by == ()


def test_the_history_tells_how_it_went(ledger, told):
    meetings, mine = told
    keep(ledger, meetings[:1], mine[:1], at="2016-03-02T00:00:00")
    from dataclasses import replace

    turned = [replace(item, owner="Bo Ek", state="stuck", type="stuck") for item in mine[:2]]
    keep(ledger, meetings[:2], turned, at="2016-05-02T00:00:00")
    (item,) = _carried(ledger)
    assert item.history == ("2016-03-02 new", "2016-05-02 owner Sam Ode → Bo Ek", "2016-05-02 state open → stuck")  # fmt: skip
    assert "somebody says so" in item.stuck_by


def test_rejected_mentions_do_not_count(ledger, told):
    meetings, mine = told
    _, remembered = keep(ledger, meetings, mine)
    decide(ledger, [Decision(remembered.findings[mine[3].evidence.id], "reject")], by="Ann")
    assert [item.id for item in _carried(ledger)] == ["list"]


def test_people_set_priorities_and_the_last_word_counts(ledger, visit, call, findings):
    keep(ledger, [call, visit], findings)
    set_priority(ledger, "gate", "later", by="Ann")
    set_priority(ledger, "gate", "now", note="the board said so", by="Bo")
    with ledger.reading() as connection:
        assert priorities(connection) == {"gate": "now"}
    with pytest.raises(LedgerError, match="no theme"):
        set_priority(ledger, "nothing", "now", by="Ann")
    with pytest.raises(LedgerError, match="later"):
        set_priority(ledger, "gate", "soon", by="Ann")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (
            lambda ledger: note_fact(ledger, "nothing", "told", "x", by="Ann"),
            "there is no item 'nothing' (see `notesnlp show OUT promises` for the items' names)",
        ),
        (
            lambda ledger: note_fact(ledger, "list", "liked", "x", by="Ann"),
            "unknown fact 'liked' (one of prioritised, told, owner)",
        ),
        (
            lambda ledger: set_priority(ledger, "nothing", "now", by="Ann"),
            "there is no theme 'nothing' (see the column theme of themes.csv)",
        ),
        (
            lambda ledger: set_priority(ledger, "gate", "soon", by="Ann"),
            "unknown level 'soon' (one of now, next, later, no)",
        ),
    ],
)
def test_whole_messages(ledger, told, wrong, says):
    keep(ledger, *told)
    with pytest.raises(LedgerError) as caught:
        wrong(ledger)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("rules", "today", "by"),
    [
        (Stuck(overdue_days=62), dt.date(2016, 7, 1), ()),
        (Stuck(overdue_days=61), dt.date(2016, 7, 1), ("62 days overdue",)),
        (Stuck(mentions=3, overdue_days=0), None, ("spoken of in 3 meetings without moving",)),
        (Stuck(mentions=0, overdue_days=0), None, ()),
    ],
)
def test_rules_hold_from_their_numbers_on(ledger, told, rules, today, by):
    keep(ledger, *told)
    own = rules.model_copy(update={"mentions": 0}) if today else rules
    assert {item.id: item.stuck_by for item in _carried(ledger, own, today=today)}["list"] == by


@pytest.mark.parametrize(("days", "by"), [(122, ()), (121, ("no owner for 122 days",))])
def test_who_owns_it_is_asked_after_so_many_days(ledger, told, days, by):
    keep(ledger, *told)
    carried = {item.id: item.stuck_by for item in _carried(ledger, Stuck(no_owner_days=days))}
    assert carried["carrier"] == by


def test_the_reason_tells_them_where_nobody_of_it_spoke_again(ledger, say, found):
    day = say(("Dana Reyes", "customer", "The list has come."), name="a.txt")
    done = found(FollowUp, day, 0, type="action", owner=None, due=None, item="list", state="done")
    _, remembered = keep(ledger, [day], [done])
    assert remembered.findings
    (item,) = _carried(ledger, closed=True)
    assert item.facts["told"] is None  # the reason quotes nothing
    with ledger.writing() as connection:
        connection.execute(update(ITEMS).values(reason="Dana Reyes: “The list has come.”"))
    (item,) = _carried(ledger, closed=True)
    assert item.facts["told"] == "Dana Reyes: “The list has come.”"
    with ledger.writing() as connection:
        connection.execute(update(ITEMS).values(state="open"))
    (item,) = _carried(ledger)
    assert item.facts["told"] is None


def test_stuck_ones_come_first_then_the_earliest_due(ledger, say, found):
    day = say("One.", "Two.", "Three.", "Four.", name="a.txt", date=dt.date(2016, 3, 1))
    dues = {"c": "2016-12-01", "b": "2016-11-01", "a": None, "d": "2016-03-02"}
    mine = [
        found(
            FollowUp, day, at, type="stuck" if item == "c" else "action", owner="Ann", due=due,
            item=item,
        )
        for at, (item, due) in enumerate(dues.items())
    ]  # fmt: skip
    keep(ledger, [day], mine)
    assert [item.id for item in _carried(ledger)] == ["c", "d", "b", "a"]
    later = _carried(ledger, Stuck(overdue_days=5), today=dt.date(2016, 3, 10))
    assert [item.id for item in later] == ["d", "c", "b", "a"]
