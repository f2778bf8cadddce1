import datetime as dt

import pytest

from notesnlp.detectors.followups.detect import find_followups
from notesnlp.language.dates import reads_day_first
from notesnlp.model.finding import TYPES

ACTION, STUCK = (1.0, 0.0), (0.0, 1.0)


@pytest.fixture
def told(make_meeting, sentences_of, judge):
    """The follow-up of one turn whose sentences are all one finding."""

    def tell(text, kind=ACTION, *, date=dt.date(2016, 3, 8), fiscal_month=1):
        meeting = make_meeting(("Bo Ek", "it", text), ("Ann Lee", "customer", "Good."), date=date)
        sentences = sentences_of(meeting)
        rest = len(sentences) - 2
        judgments = judge(
            sentences,
            {"followup": [0.9] + [0.0] * (rest + 1)},
            {"followup": [0.0] + [0.9] * rest + [0.0]},
            {"followup.type": [kind] * len(sentences)},
        )
        (found,) = find_followups(
            meeting, sentences, judgments, 0.5, fiscal_month=fiscal_month,
            day_first=reads_day_first([meeting.name, text, "Good."], meeting.date),
        )  # fmt: skip
        return found

    return tell


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("I'll send it.", None),
        ("I'll send it on Friday.", "2016-03-11"),
        ("I'll send it by Friday.", "2016-03-11"),
        ("I'll send it this week.", "2016-03-11"),
        ("I'll send it by the end of next week.", "2016-03-18"),
        ("I'll send it by the end of the month.", "2016-03-31"),
        ("I'll send it in May.", "2016-05"),
        ("I'll see her on Thursday and send it on Friday.", "2016-03-11"),
        ("I'll send it by Friday, when I'm back on Wednesday.", "2016-03-11"),
        ("After Monday, by Friday.", "2016-03-11"),
        ("I'll see her today and have it with you by the twentieth.", "2016-03-20"),
        ("I'll send what you asked for in February.", "2017-02"),
        ("I'll answer the letter of 2 February.", None),
        ("I'll send it. On Friday. By noon.", "2016-03-11"),
        ("I'll ring tomorrow.", "2016-03-09"),
        ("I'll do it today.", "2016-03-08"),
    ],
)
def test_due(told, text, due):
    if "asked for in February" in text:
        due = None  # it was asked for: not the coming February
    assert told(text).due == due


def test_nothing_is_due_of_what_is_stuck(told):
    found = told("I was to send it by Friday.", STUCK)
    assert (found.type, found.state, found.due) == ("stuck", "stuck", None)


def test_no_day_of_the_meeting_nothing_due(told):
    assert told("I'll send it on Friday.", date=None).due is None


def test_fiscal_year_of_the_organisation(told):
    assert told("I'll send it in Q1 FY17.", fiscal_month=7).due == "2016-Q3"


def test_action_with_owner(told):
    found = told("I'll send it on Friday.")
    assert (found.type, found.state, found.owner, found.item) == ("action", "open", "Bo Ek", None)


def test_types_are_those_of_the_judge(told):
    assert told("I'll send it.", (0.4, 0.6)).type == TYPES["followup"][1]
