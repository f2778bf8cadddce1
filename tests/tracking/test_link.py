import datetime as dt

import pytest

from notesnlp.model.finding import FollowUp, Need
from notesnlp.tracking import link_followups
from notesnlp.tracking.link import OVERDUE_DAYS

MARCH, MAY, JULY = dt.date(2016, 3, 8), dt.date(2016, 5, 10), dt.date(2016, 7, 12)
PROMISE = "I'll send Dana the delivery list for the yard by Friday."


@pytest.fixture
def follow(say, found, encoder):
    """The items after meetings (name, day, unit, lines), whose lines (words, type, owner, due) are
    follow-ups and whose other lines are just said."""

    def build(*given, today=None):
        meetings, findings = [], []
        for name, day, unit, lines in given:
            texts = [line if isinstance(line, str) else line[0] for line in lines]
            meeting = say(*texts, name=name, date=day, unit=unit)
            meetings.append(meeting)
            for turn, line in enumerate(lines):
                if not isinstance(line, str):
                    _, type, owner, due = line
                    findings.append(found(FollowUp, meeting, turn, type=type, owner=owner, due=due))
        linked, items = link_followups(findings, meetings, encoder, today=today)
        assert [item.evidence for item in linked] == [item.evidence for item in findings]
        for item in items:
            members = [one for one in linked if one.evidence.id in item.mentions]
            assert {(one.item, one.state) for one in members} == {(item.id, item.state)}
        mentions = sorted(one for item in items for one in item.mentions)
        assert mentions == sorted(item.evidence.id for item in findings)
        assert len({item.id for item in items}) == len(items)
        return items

    return build


def promise(owner="Sam Ode", due="2016-03-11"):
    return (PROMISE, "action", owner, due)


def test_a_promise_that_nothing_is_heard_of_is_open(follow):
    (item,) = follow(("a.txt", MARCH, "Yard", [promise()]), today=MARCH)
    assert (item.state, item.owner, item.due) == ("open", "Sam Ode", "2016-03-11")
    assert "2016-03-11" in item.reason


def test_later_words_that_it_was_sent_close_it(follow):
    said = "The delivery list for the yard was sent to Dana."
    (item,) = follow(
        ("a.txt", MARCH, "Yard", [promise()]), ("b.txt", MAY, "Yard", [said]), today=MAY
    )
    assert item.state == "done"
    assert said in item.reason
    assert "b.txt, line 1" in item.reason


def test_what_is_called_off_is_dropped(follow):
    said = "The delivery list for the yard has been called off."
    (item,) = follow(
        ("a.txt", MARCH, "Yard", [promise()]), ("b.txt", MAY, "Yard", [said]), today=MAY
    )
    assert item.state == "dropped"
    assert said in item.reason


@pytest.mark.parametrize(
    "said",
    [
        "The delivery list for the yard was not sent.",  # negated
        "The coffee machine on the third floor was sent back.",  # something else
        "We talked of the delivery list for the yard.",  # nothing done
    ],
)
def test_other_words_close_nothing(follow, said):
    (item,) = follow(
        ("a.txt", MARCH, "Yard", [promise(due=None)]), ("b.txt", MAY, "Yard", [said]), today=MAY
    )
    assert item.state == "open"


def test_words_before_the_promise_close_nothing(follow):
    said = "The delivery list for the yard was sent to Dana."
    (item,) = follow(
        ("a.txt", MARCH, "Yard", [said]), ("b.txt", MAY, "Yard", [promise(due=None)]), today=MAY
    )
    assert item.state == "open"


def test_what_is_mentioned_as_not_moving_is_stuck(follow):
    waiting = (
        "Dana still waits for the delivery list for the yard, to be sent by Friday.",
        "stuck",
        None,
        None,
    )
    (item,) = follow(
        ("a.txt", MARCH, "Yard", [promise()]), ("b.txt", MAY, "Yard", [waiting]), today=MAY
    )
    assert item.state == "stuck"
    assert item.owner == "Sam Ode"  # the last one named
    assert len(item.mentions) == 2
    assert "b.txt, line 1" in item.reason


@pytest.mark.parametrize(("late", "state"), [(OVERDUE_DAYS, "open"), (OVERDUE_DAYS + 1, "stuck")])
def test_more_than_thirty_days_overdue_is_stuck(follow, late, state):
    today = dt.date(2016, 3, 11) + dt.timedelta(days=late)
    (item,) = follow(("a.txt", MARCH, "Yard", [promise()]), today=today)
    assert item.state == state


def test_a_month_is_overdue_from_its_last_day(follow):
    for today, state in ((dt.date(2016, 4, 30), "open"), (dt.date(2016, 5, 1), "stuck")):
        (item,) = follow(("a.txt", MARCH, "Yard", [promise(due="2016-03")]), today=today)
        assert item.state == state


def test_the_last_owner_and_due_day_count(follow):
    again = ("I'll send Dana the delivery list for the yard by the end of June.", "action", None, "2016-06-30")  # fmt: skip
    (item,) = follow(
        ("b.txt", MAY, "Yard", [again]), ("a.txt", MARCH, "Yard", [promise()]), today=MAY
    )
    assert (item.owner, item.due, item.state) == ("Sam Ode", "2016-06-30", "open")


def test_the_same_words_of_other_units_and_owners_stay_apart(follow):
    items = follow(
        ("a.txt", MARCH, "Yard", [promise()]),
        ("b.txt", MAY, "Mill", [promise(owner="Bo Ek")]),
        today=MAY,
    )
    assert len(items) == 2


def test_the_same_owner_ties_over_units(follow):
    items = follow(
        ("a.txt", MARCH, "Yard", [promise()]), ("b.txt", MAY, "Mill", [promise()]), today=MAY
    )
    assert len(items) == 1


def test_different_promises_of_one_meeting_stay_apart(follow):
    other = ("Sam orders nine new telephones for the counter.", "action", "Sam Ode", None)
    between = ["The weather was fine and the soup in the canteen was hot again."] * 9
    lines = [promise(), *between, other]
    assert len(follow(("a.txt", MARCH, "Yard", lines), today=MARCH)) == 2


def test_meetings_without_a_day_are_linked_and_close_nothing(follow):
    said = "The delivery list for the yard was sent to Dana."
    (item,) = follow(
        ("a.txt", None, "Yard", [promise(due=None)]), ("b.txt", None, "Yard", [said]), today=None
    )
    assert item.state == "open"


def test_nothing_to_follow_up(say, found, encoder):
    meeting = say("It is down.")
    need = found(Need, meeting, 0, type="pain", customer="internal")
    assert link_followups([need], [meeting], encoder, today=MARCH) == ([need], [])
    assert link_followups([], [], encoder, today=None) == ([], [])


def test_linking_is_deterministic_and_other_findings_stay(say, found, encoder):
    meeting = say("It is down.", PROMISE)
    need = found(Need, meeting, 0, type="pain", customer="internal")
    action = found(FollowUp, meeting, 1, type="action", owner=None, due=None)
    first, items = link_followups([need, action], [meeting], encoder, today=JULY)
    assert first[0] == need
    assert link_followups([need, action], [meeting], encoder, today=JULY) == (first, items)


def test_a_promise_in_a_rehearsal_binds_nobody(say, found, encoder, rehearsed):
    meeting = say(PROMISE, name="a.txt", date=MARCH)
    given = found(FollowUp, meeting, 0, type="action", owner="Sam Ode", due="2016-03-11")
    linked, items = link_followups([rehearsed(given)], [meeting], encoder, today=JULY)
    assert items == []
    assert [(item.item, item.state) for item in linked] == [(None, "open")]
