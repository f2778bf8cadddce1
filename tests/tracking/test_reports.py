import datetime as dt

import pytest

from notesnlp.embed.passages import passage_vectors
from notesnlp.model.finding import FollowUp
from notesnlp.tracking.reports import ENOUGH, FEATURES, SURE, Reports

MARCH, MAY = dt.date(2016, 3, 8), dt.date(2016, 5, 10)
PROMISE = "I'll move console position three to its own circuit by Friday."
REPORT = "Console position three has behaved since Easter."
_THINGS = "pump gate roof canteen trailer ledger badge freezer kiosk tablet".split()
_FAULTS = "leaks jams stalls rattles beeps sticks flickers smells drips hums".split()
TALK = [f"The {thing} {fault} in the morning." for thing in _THINGS for fault in _FAULTS]
"""Sentences of other matters, against which words are rare."""


@pytest.fixture
def ask(say, found, encoder):
    """What a question (`of`, `candidates`) to the reports answers of a promise, where a line of a
    later meeting is `said`."""

    def build(
        question, said, *, day=MAY, unit="Yard", type="action", owner=None, promises=(PROMISE,)
    ):
        first = say(*promises, *TALK, name="a.txt", date=MARCH)
        later = say(*TALK[:9], said, name="b.txt", date=day, unit=unit)
        mentions = [
            found(FollowUp, first, turn, type=type, owner=owner, due=None)
            for turn in range(len(promises))
        ]
        around = passage_vectors([item.evidence for item in mentions], {"a.txt": first}, encoder)
        return getattr(Reports([first, later], encoder), question)(mentions, around)

    return build


def test_a_report_in_the_words_of_the_promise_is_heard(ask):
    report, odds = ask("of", REPORT)
    assert (report.text, report.place) == (REPORT, "b.txt, line 10")
    assert odds >= ENOUGH


@pytest.mark.parametrize(
    "said",
    [
        "Console position three has still not behaved.",  # denied
        "Has console position three behaved since Easter?",  # asked
        "Console position three will be moved after Easter.",  # planned
        "Console position three.",  # says nothing
        "Dana brought biscuits for everybody.",  # something else
    ],
)
def test_what_reports_nothing_is_passed_over(ask, said):
    assert ask("of", said) is None
    assert ask("candidates", said)[0] == []


def test_only_later_meetings_count(ask):
    assert ask("of", REPORT, day=MARCH) is None
    assert ask("of", REPORT, day=None) is None


def test_what_speaks_for_a_report_raises_its_odds(ask):
    """And what speaks against it lowers them, each by itself."""
    said = ("Sam Ode", "it", "Console position three has behaved since Easter, said Sam.")
    _, plain = ask("of", said[2])
    assert ask("of", said[2], owner="Sam Ode")[1] > plain  # he is named
    assert (
        ask("of", said, owner="Sam Ode")[1] > ask("of", said[2], owner="Sam Ode")[1]
    )  # he says so
    for worse in ({"unit": "Stock room"}, {"type": "stuck"}):
        heard = ask("of", said[2], **worse)
        assert heard is None or heard[1] < plain


def test_all_mentions_of_a_promise_count(ask):
    other = "We wait for the boiler."
    assert ask("candidates", REPORT, promises=[other])[0] == []
    (report,), _ = ask("candidates", REPORT, promises=[other, PROMISE])
    assert report.text == REPORT


def test_each_report_has_all_features(ask):
    reports, features = ask("candidates", REPORT, owner="Sam Ode")
    assert features.shape == (len(reports), len(FEATURES)) == (1, 7)
    told = dict(zip(FEATURES, features[0], strict=True))
    assert told["words"] > 1
    assert 0.3 < told["likeness"] < 1
    assert [told[name] for name in FEATURES[2:]] == [1, 0, 0, 1, 0]


def test_sure_is_surer_than_enough():
    assert SURE > ENOUGH
