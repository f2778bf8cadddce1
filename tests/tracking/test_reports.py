import datetime as dt

import pytest

from notesnlp.tracking.reports import Reports

MARCH, MAY = dt.date(2016, 3, 8), dt.date(2016, 5, 10)
PROMISE = "I'll move console position three to its own circuit by Friday."
_THINGS = "pump gate roof canteen trailer ledger badge freezer kiosk tablet".split()
_FAULTS = "leaks jams stalls rattles beeps sticks flickers smells drips hums".split()
TALK = [f"The {thing} {fault} in the morning." for thing in _THINGS for fault in _FAULTS]
"""Sentences of other matters, against which words are rare."""


@pytest.fixture
def heard(say):
    """The report of `PROMISE` in a later meeting where `said` is one line."""

    def find(said, *, day=MAY, stuck=False, quotes=(PROMISE,)):
        meetings = [
            say(*TALK, name="a.txt", date=MARCH),
            say(*TALK[:9], said, name="b.txt", date=day),
        ]
        return Reports(meetings).of(list(quotes), MARCH, stuck=stuck)

    return find


def test_a_report_in_the_words_of_the_promise_is_heard(heard):
    said = "Console position three has behaved since Easter."
    report = heard(said)
    assert report is not None
    assert (report.text, report.place) == (said, "b.txt, line 10")


@pytest.mark.parametrize(
    "said",
    [
        "Console position three has still not behaved.",  # denied
        "Has console position three behaved since Easter?",  # asked
        "Console position three will be moved after Easter.",  # planned
        "Console position three.",  # says nothing
        "The console has behaved since Easter.",  # one word in common
        "Dana brought biscuits for everybody.",  # something else
    ],
)
def test_what_reports_nothing_is_passed_over(heard, said):
    assert heard(said) is None


def test_only_later_meetings_count(heard):
    assert heard("Console position three has behaved since Easter.", day=MARCH) is None
    assert heard("Console position three has behaved since Easter.", day=None) is None


def test_more_is_asked_of_a_report_of_what_was_stuck(heard):
    said = "Mary sat at console position six with Bob."
    assert heard(said) is not None
    assert heard(said, stuck=True) is None


def test_the_words_of_all_mentions_count(heard):
    said = "The circuit on the console behaved."
    other = "We wait for the console."
    assert heard(said, quotes=[other]) is None
    assert heard(said, quotes=[other, PROMISE]) is not None
