"""What is left of texts, meetings and findings when somebody is taken out of them."""

import datetime as dt
from dataclasses import replace

import pytest

from notesnlp.ledger.erasing import SILENCED, Target, cover, finding_without, id_left, without
from notesnlp.model.meeting import Speaker

DANA = Target("person", "Dana Reyes", ("Dana", "D. R."))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dana Reyes said so.", "██████████ said so."),
        ("dana  REYES, dana and DANA", "███████████, ████ and ████"),
        ("Danae, Bogdana and Dana's", "Danae, Bogdana and ████'s"),
        ("D. R. and D.R.", "█████ and D.R."),
        ("Reyes", "Reyes"),
    ],
)
def test_names_are_covered_letter_by_letter(text, left):
    assert DANA.covered(text) == left
    assert len(left) == len(text)


@pytest.mark.parametrize("target", [Target("unit", "Yard"), Target("person", " "), Target("age", "2016-01-01")])  # fmt: skip
def test_only_people_s_names_are_covered(target):
    assert target.covered("Yard and 2016-01-01 and  more") == "Yard and 2016-01-01 and  more"


def test_everything_made_of_texts_is_covered():
    value = {"a": ["Dana", {"b": ("Dana", "x")}], "Dana": 3, "c": None, "d": (1, "Dana")}
    assert cover(value, DANA.covered) == {
        "a": ["████", {"b": ("████", "x")}], "Dana": 3, "c": None, "d": (1, "Dana"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("target", "holds"),
    [
        (Target("meeting", "Visit.txt"), True),
        (Target("meeting", "visit"), False),
        (Target("unit", "yard"), True),
        (Target("unit", "visit.txt"), False),
        (Target("unit", "Old yard", ("YARD",)), True),
        (Target("person", "Ann"), False),
        (Target("age", "2016-03-09"), True),
        (Target("age", "2016-03-08"), False),
    ],
)
def test_which_meetings_go_whole(say, found, target, holds):
    from notesnlp.model.finding import Need

    meeting = say("It rains.")
    assert target.holds("visit.txt", "Yard", dt.date(2016, 3, 8)) is holds
    assert (without(meeting, target) is None) is holds
    item = found(Need, meeting, 0, type="pain", customer="internal")
    assert finding_without(item, target) == (None if holds else item)
    assert holds or without(meeting, target) == meeting
    assert not target.holds("none", None, None)


def test_what_is_left_of_a_meeting(say):
    meeting = say(
        ("Dana Reyes", "customer", "The gate is down."),
        ("Sam Ode", "it", "Dana, I will ring Dana Reyes."),
        "Dana left.",
        ("Sam (for Dana)", "it", "So be it."),
        name="Dana visit.txt", unit="Dana's yard",
    )  # fmt: skip
    people = (Speaker("dana reyes", "Buyer"), Speaker("Sam Ode"), Speaker("Dana"))
    meeting = replace(meeting, title="With Dana", speakers=people, people=people)
    left = without(meeting, DANA)
    assert (left.name, left.title, left.unit) == ("████ visit.txt", "With ████", "████'s yard")
    assert [(turn.speaker, turn.side, turn.text) for turn in left.turns] == [
        (None, "customer", SILENCED),
        ("Sam Ode", "it", "████, I will ring ██████████."),
        (None, None, "████ left."),
        ("Sam (for ████)", "it", "So be it."),
    ]
    assert [turn.line_at(0) for turn in left.turns] == [1, 2, 3, 4]
    assert [item.name for item in left.speakers] == [item.name for item in left.people] == ["Sam Ode"]  # fmt: skip
    bare = without(replace(meeting, title=None, unit=None), DANA)
    assert (bare.title, bare.unit) == (None, None)


def test_what_is_left_of_a_finding(say, found):
    from notesnlp.model.finding import FollowUp, Need

    day = say(
        ("Sam Ode", "it", "I'll ring Dana by Friday."), ("Dana", "customer", "It is down."), name="Dana.txt"
    )  # fmt: skip
    promise = found(FollowUp, day, 0, type="action", owner="Dana Reyes", due=None, item="ring-dana")
    left = finding_without(promise, DANA)
    assert (left.owner, left.item, left.type) == (None, "ring-████", "action")
    assert (left.evidence.quote, left.evidence.meeting) == ("I'll ring ████ by Friday.", "████.txt")
    assert (left.evidence.speaker, left.evidence.start, left.score) == ("Sam Ode", 0, 0.9)
    other = replace(promise, owner="Sam, Dana's man")
    assert finding_without(other, DANA).owner == "Sam, ████'s man"
    assert finding_without(found(Need, day, 1, type="pain", customer="internal"), DANA) is None


@pytest.mark.parametrize(
    ("id", "quotes", "same"),
    [
        ("ring-dana", ["I will ring", "Dana again"], True),
        ("ring-dana-2", ["I will RING you, dana."], True),
        ("ring-dana", ["I will ring you."], False),
        ("ring-dana", [], False),
    ],
)
def test_ids_are_made_anew_where_their_words_are_gone(id, quotes, same):
    left = id_left(id, quotes, "item")
    assert (left == id) is same
    assert same or (left.startswith("item-") and len(left) == 13)
    assert left == id_left(id, quotes, "item")
