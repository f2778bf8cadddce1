import pytest

from notesnlp.detectors.needs.detect import find_needs
from notesnlp.model.finding import TYPES

LINES = (("Ann", "customer", "We wait for weeks. It is slow."), ("Bo", "it", "I see."))


def one_hot(kind):
    return [float(name == kind) for name in TYPES["need"]]


@pytest.mark.parametrize("kind", TYPES["need"])
def test_type_is_the_likeliest_over_the_span(make_meeting, sentences_of, judge, kind):
    meeting = make_meeting(*LINES)
    sentences = sentences_of(meeting)
    judgments = judge(
        sentences,
        {"need": [0.9, 0, 0]},
        {"need": [0, 0.9, 0]},
        {"need.type": [one_hot(kind), [0.2] * 5, one_hot("goal")]},
    )
    (need,) = find_needs(meeting, sentences, judgments, 0.5)
    assert (need.type, need.kind, need.theme) == (kind, "need", None)
    assert need.evidence.quote == "We wait for weeks. It is slow."
    assert need.score == pytest.approx(0.9)


@pytest.mark.parametrize("unit_kind", ["external", "internal"])
def test_customer_is_what_the_roster_says(make_meeting, sentences_of, judge, unit_kind):
    meeting = make_meeting(*LINES, unit_kind=unit_kind)
    sentences = sentences_of(meeting)
    other = [0.0, 1.0] if unit_kind == "external" else [1.0, 0.0]
    judgments = judge(sentences, {"need": [0.9, 0, 0]}, values={"need.customer": [other] * 3})
    assert [need.customer for need in find_needs(meeting, sentences, judgments, 0.5)] == [unit_kind]


def test_customer_is_voted_by_all_needs_of_a_meeting(make_meeting, sentences_of, judge):
    meeting = make_meeting(*LINES)
    sentences = sentences_of(meeting)
    judgments = judge(
        sentences,
        {"need": [0.9, 0.9, 0.9]},
        values={"need.customer": [[0.6, 0.4], [0.1, 0.9], [0.6, 0.4]]},
    )
    needs = find_needs(meeting, sentences, judgments, 0.5)
    assert [need.customer for need in needs] == ["internal"] * 3


def test_sentences_without_needs_do_not_vote(make_meeting, sentences_of, judge):
    meeting = make_meeting(*LINES)
    sentences = sentences_of(meeting)
    judgments = judge(
        sentences, {"need": [0.9, 0, 0]}, values={"need.customer": [[0.6, 0.4], [0, 1], [0, 1]]}
    )
    assert [need.customer for need in find_needs(meeting, sentences, judgments, 0.5)] == [
        "external"
    ]


def test_no_needs(make_meeting, sentences_of, judge):
    meeting = make_meeting(*LINES)
    sentences = sentences_of(meeting)
    assert find_needs(meeting, sentences, judge(sentences), 0.5) == []
