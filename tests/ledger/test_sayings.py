"""Which sentences say what customers do, how they use us and why they came, and in which order."""

import datetime as dt

import pytest

from notesnlp.ledger.sayings import sayings

RUN = "We run the stores for the whole council."


def _quotes(*meetings):
    found = sayings(meetings)
    return {
        name: [item.quote for item in getattr(found, name)] for name in ("does", "uses", "buys")
    }


def test_the_latest_meeting_s_come_first_and_each_is_told_once(say):
    early = say(("Dana", "customer", RUN), name="a.txt", date=dt.date(2016, 1, 1))
    late = say(
        ("Dana", "customer", "We run the sheds for the whole council."),
        ("Bo", "customer", RUN.upper()),
        name="b.txt", date=dt.date(2016, 2, 1),
    )  # fmt: skip
    none = say(("Dana", "customer", "We run the yards for the whole council."), date=None)
    found = sayings([none, early, late])
    assert [(item.meeting, item.quote) for item in found.does] == [
        ("b.txt", "We run the sheds for the whole council."),
        ("b.txt", RUN.upper()),
        ("visit.txt", "We run the yards for the whole council."),
    ]


def test_a_sentence_tells_one_thing_why_they_came_before_what_they_do(say):
    day = say(
        ("Dana", "customer", "The reason we stay is that we run the stores on your system."),
        ("Dana", "customer", "We run the stores and we rely on your system all day."),
    )
    assert _quotes(day) == {
        "does": [],
        "uses": ["We run the stores and we rely on your system all day."],
        "buys": ["The reason we stay is that we run the stores on your system."],
    }


def test_the_sentence_is_quoted_and_not_its_turn(say):
    (place,) = sayings([say(("Dana", "customer", f"Hello all. {RUN} Bye."))]).does
    assert (place.quote, place.start, place.end) == (RUN, 11, 11 + len(RUN))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("We run the stores.", False),  # four words say too little
        ("We run the old stores.", True),
        (f"We run the stores {'very ' * 40}well.", True),
        (f"We run the stores {'very ' * 41}well.", False),
        ("We might run the stores for the whole council.", False),
        ("We never run the stores for the whole council.", False),
        ("Do we run the stores for the whole council? ", False),
        ("I'm in charge of the stores at the mill.", True),
        ("I’m in charge of the stores at the mill.", True),
        ("I am in charge of the stores at the mill.", True),
        ("We’re responsible for the boats in winter.", True),
        ("There’s nine of us in the shop now.", True),
        ("We’ve about forty people in the shop.", True),
        ("We have some young people in the shop.", True),
        ("There are nine of us in the shop.", True),
        ("We've got about forty young people in the shop.", True),
        ("Our bread and butter is doors and stairs.", True),
        ("Our crew look after the boats in winter.", True),
    ],
)
def test_what_they_do(say, words, told):
    assert bool(_quotes(say(("Dana", "customer", words)))["does"]) is told
    assert bool(_quotes(say(words))["does"]) is told  # notes tell no side
    assert not _quotes(say(("Sam", "it", words)))["does"]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("We run the stores for the whole council.", "does"),
        ("There's nine of us in the shop now.", "does"),
        ("We log in to your system at six every day.", "uses"),
        ("My father went with you because you deliver to the island.", "buys"),
        ("We don't run the stores any more.", None),
        ("Do we order from you every week?", None),
    ],
)
def test_cues(say, words: str, where: str | None):
    told = _quotes(say(("Dana Reyes", "customer", words)))
    assert {name for name, quotes in told.items() if quotes} == ({where} if where else set())
    assert not any(_quotes(say(("Sam Ode", "it", words))).values())
