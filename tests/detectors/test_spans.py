import numpy as np
import pytest

from notesnlp.detectors.spans import LONGEST, Span, evidence, find_spans, mean_value
from notesnlp.model.meeting import Meeting, Piece, Sentence, Turn

FIVE = ("Ann", "customer", "One. Two. Three. Four. Five.")


def spans_of(judge, sentences, begins, goes_on, threshold=0.5):
    judgments = judge(sentences, {"need": begins}, {"need": goes_on})
    return [(span.first, span.last) for span in find_spans(sentences, judgments, "need", threshold)]


@pytest.mark.parametrize(
    ("begins", "goes_on", "expected"),
    [
        ([0, 0, 0, 0, 0], [0, 0, 0, 0, 0], []),
        ([0.9, 0, 0, 0, 0], [0, 0, 0, 0, 0], [(0, 1)]),
        ([0, 0, 0, 0, 0.9], [0, 0, 0, 0, 0], [(4, 5)]),
        # goes on, up to three sentences
        ([0.9, 0, 0, 0, 0], [0, 0.6, 0, 0, 0], [(0, 2)]),
        ([0.9, 0, 0, 0, 0], [0, 0.6, 0.6, 0, 0], [(0, 3)]),
        ([0.9, 0, 0, 0, 0], [0, 0.9, 0.9, 0.9, 0.9], [(0, 3)]),
        # not without a break, and not below a half
        ([0.9, 0, 0, 0, 0], [0, 0, 0.9, 0, 0], [(0, 1)]),
        ([0.9, 0, 0, 0, 0], [0, 0.49, 0, 0, 0], [(0, 1)]),
        # what rather begins than goes on is another finding
        ([0.9, 0.8, 0, 0, 0], [0, 0.7, 0, 0, 0], [(0, 1), (1, 2)]),
        ([0.9, 0.7, 0, 0, 0], [0, 0.8, 0, 0, 0], [(0, 2)]),
        ([0.9, 0.6, 0.6, 0.6, 0], [0, 0.8, 0.8, 0.8, 0], [(0, 3), (3, 4)]),
        # nothing goes on that has not begun
        ([0.4, 0, 0, 0, 0], [0, 0.9, 0.9, 0, 0], []),
        ([0.5, 0, 0, 0, 0], [0, 0.5, 0, 0, 0], [(0, 2)]),
    ],
)
def test_where_a_finding_begins_and_ends(
    make_meeting, sentences_of, judge, begins, goes_on, expected
):
    assert spans_of(judge, sentences_of(make_meeting(FIVE)), begins, goes_on) == expected


def test_the_longest_is_what_the_guidelines_allow():
    assert LONGEST == 3


def test_a_finding_ends_with_its_turn(make_meeting, sentences_of, judge):
    meeting = make_meeting(("Ann", None, "One. Two."), ("Bo", None, "Three."))
    assert spans_of(judge, sentences_of(meeting), [0.1, 0.9, 0], [0, 0, 0.9]) == [(1, 2)]


def test_score_is_rounded_before_it_is_weighed(make_meeting, sentences_of, judge):
    sentences = sentences_of(make_meeting(FIVE))
    judgments = judge(sentences, {"need": [0.49999, 0.123456, 0, 0, 0]})
    assert list(find_spans(sentences, judgments, "need", 0.5)) == [Span(0, 1, 0.5)]


def test_kinds_are_told_apart(make_meeting, sentences_of, judge):
    sentences = sentences_of(make_meeting(FIVE))
    judgments = judge(sentences, {"idea": [0.9, 0, 0, 0, 0]})
    assert not list(find_spans(sentences, judgments, "need", 0.5))


def test_evidence_quotes_the_turn(make_meeting, sentences_of):
    meeting = make_meeting(("Bo", None, "Hm."), FIVE)
    place, turn = evidence(meeting, sentences_of(meeting), Span(2, 4, 0.9), "need")
    assert (place.quote, place.turn, place.start, place.line) == ("Two. Three.", 1, 5, 2)
    assert turn is meeting.turns[1]


@pytest.mark.parametrize(
    ("labels", "start", "end", "quote"),
    [
        ((False, False), 0, 28, "We wait. Too long. We leave."),
        ((True, False), 0, 28, "Too long. We leave."),
        ((True, True), 0, 28, "Too long."),
        ((True, True), 0, 8, "We wait."),
        ((True, True), 9, 28, "Too long."),
        ((False, True), 0, 28, "We wait. Too long."),
    ],
)
def test_quote_does_not_run_over_a_label(labels, start, end, quote):
    text = "We wait. Too long. We leave."
    pieces = (Piece(0, 1, 5), Piece(9, 3, 5, labels[0]), Piece(19, 5, 5, labels[1]))
    meeting = Meeting("a.vtt", "webvtt", "transcript", (Turn(0, "Ann", text, pieces),))
    sentence = Sentence(0, start, end, text[start:end])
    place, _ = evidence(meeting, [sentence], Span(0, 1, 0.9), "need")
    assert place.quote == quote
    assert text[place.start : place.end] == quote


def test_mean_value_is_over_the_span(make_meeting, sentences_of, judge):
    sentences = sentences_of(make_meeting(FIVE))
    rows = [[0, 1], [1, 0], [0.5, 0.5], [0, 1], [0, 1]]
    judgments = judge(sentences, values={"followup.type": rows})
    np.testing.assert_allclose(
        mean_value(judgments, "followup.type", Span(1, 3, 1.0)), [0.75, 0.25]
    )
