"""What the rules say of a finding, told in sentences."""

import datetime as dt

import pytest

from notesnlp.config import Settings, Terms
from notesnlp.explain.rules import rules_of
from notesnlp.language.sentences import split_sentences
from notesnlp.model.finding import Dependency, FollowUp, Framing, Need, Workstream


@pytest.fixture
def told(say, found):
    """The rules' sentences of a finding of the last line."""

    def tell(cls, *lines, settings=None, meeting=None, **values) -> str:
        visit = say(*lines, **(meeting or {}))
        item = found(cls, visit, len(lines) - 1, **values)
        said = split_sentences(visit)
        sentence = next(one for one in said if one.turn == len(lines) - 1)
        return "\n".join(rules_of(item, visit, sentence, None, settings or Settings()))

    return tell


PAIN = {"type": "pain", "customer": "internal"}
MOVE = {
    "type": "office_move", "event": "office_move", "status": "recognised", "when": None,
    "when_text": None, "tentative": False,
}  # fmt: skip
JARGON = {
    "type": "jargon", "terms": (), "rule": "unexplained-term", "why": "", "say_instead": "", "ask": "",
}  # fmt: skip
PROMISE = {"type": "action", "owner": None, "due": None}


@pytest.mark.parametrize(
    ("line", "told_of_it"),
    [
        ("The gate is down.", "Nobody is named as speaking"),
        (("Bo Ek", None, "The gate is down."), "It is not known whose side Bo Ek is on"),
        (("Bo Ek", "customer", "The gate is down."), "Bo Ek speaks for customer"),
    ],
)
def test_whose_side_somebody_speaks_for(told, line, told_of_it):
    assert told_of_it in told(Need, line, **PAIN)


@pytest.mark.parametrize(
    ("kind", "told_of_it"),
    [
        ("internal", "The customer is internal, by the roster or the file."),
        (None, "counts as internal by what all needs of the meeting sound like"),
    ],
)
def test_where_a_customer_s_kind_is_known_from(told, kind, told_of_it):
    assert told_of_it in told(Need, "The gate is down.", meeting={"unit_kind": kind}, **PAIN)


def test_why_a_term_counts_or_is_free(told):
    lines = (
        ("Dana Reyes", "customer", "Our WMS is slow."),
        ("Sam Ode", "it", "The WMS speaks SAML to the greenhouse bus over QRTX."),
    )
    rules = told(
        Framing, *lines, settings=Settings(terms=Terms(technical=("greenhouse bus",))), **JARGON
    )
    assert "“WMS” is free: the customer used it before" in rules
    assert "“SAML” is in the glossary: " in rules
    assert "“greenhouse bus” is technical by your own list." in rules
    assert "“QRTX” counts as technical by its shape" in rules


def test_a_date_that_counts_and_one_that_does_not(told):
    work = Workstream("Internet line", (60, 120), "2016-11-02", "estimate")
    rules = told(
        Dependency, "We sign in June and move on 2 May 2017.",
        **{**MOVE, "when": "2017-05-02", "when_text": "2 May 2017", "workstreams": (work,)},
    )  # fmt: skip
    assert "“2 May 2017” is 2017-05-02 to 2017-05-02, seen from 2016-03-08, which counts." in rules
    assert "“June” is 2016-06-01 to 2016-06-30, seen from 2016-03-08." in rules
    assert "Internet line: 60 to 120 days, so it must begin by 2016-11-02 (estimate)." in rules


def test_words_that_settle_no_day_and_work_without_one(told):
    work = Workstream("Internet line", (60, 120), None, "estimate")
    rules = told(
        Dependency, "We move two weeks after the fair.",
        **{**MOVE, "when_text": "two weeks after the fair", "workstreams": (work,)},
    )  # fmt: skip
    assert "“two weeks after the fair” settles no day." in rules
    assert "Without a date no work has a day by which it must begin." in rules
    assert "Internet line: 60 to 120 days (estimate)." in rules


def test_without_a_day_of_the_meeting_no_date_is_reckoned(told):
    rules = told(Dependency, "We move in May.", meeting={"date": None}, **MOVE)
    assert "The meeting's own day is not known, so no date is reckoned" in rules


def test_a_promise_with_a_day_without_one_and_of_nobody(told):
    said = "I'll send the list by Friday."
    rules = told(FollowUp, said, **{**PROMISE, "owner": "Sam Ode", "due": "2016-03-11"})
    assert "Promised by Sam Ode" in rules
    assert "2016-03-11, seen from 2016-03-08, which counts." in rules
    assert told(FollowUp, "I'll send the list.", **PROMISE).endswith("No date is said.")
    assert "Promised by nobody who can be named" in told(FollowUp, said, **PROMISE)
    undated = told(FollowUp, said, meeting={"date": dt.date(2016, 3, 8)}, **PROMISE)
    assert "which counts" not in undated
