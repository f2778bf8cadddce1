import pytest

from notesnlp.conversation.answers import answers, median_wait
from notesnlp.conversation.floor import stretches
from notesnlp.conversation.questions import find_questions
from notesnlp.language.sentences import split_sentences


def outcomes(meeting):
    timed = stretches(meeting)
    return [
        (item.answer.outcome, item.answer.wait_s, item.answer.stepped_in)
        for item in answers(meeting, find_questions(meeting, split_sentences(meeting)), timed)
        if item.answer
    ]


def test_waiting_is_measured_to_the_next_word(timed):
    meeting = timed(
        ("Bo", 0, 4, "How do you open the shop?"),
        ("Ann", 6.5, 12, "We ring the depot first."),
        ("Bo", 12, 14, "Is that every day?"),
        ("Ann", 14.5, 15, "Yes."),
    )
    assert outcomes(meeting) == [("answered", 2.5, False), ("answered", 0.5, False)]
    asked = answers(meeting, find_questions(meeting, split_sentences(meeting)), stretches(meeting))
    assert median_wait(asked) == 1.5


def test_the_asker_stepped_in(timed):
    meeting = timed(
        ("Bo", 0, 4, "How do you open the shop?"),
        ("Ann", 4.2, 4.5, "Mm."),
        ("Bo", 5, 9, "Because the portal can do that."),
        ("Ann", 9, 12, "We never tried it."),
    )
    assert outcomes(meeting) == [("unanswered", 1.0, True)]


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("In March.", "answered"),
        ("I'll find out and ring you.", "deferred"),
        ("Good question.", "deferred"),
        ("Not sure.", "deferred"),
        ("Yes.", "answered"),
    ],
)
def test_what_became_of_it(say, reply, outcome):
    meeting = say(("Ann", "customer", "When does the line come?"), ("Bo", "it", reply))
    assert outcomes(meeting) == [(outcome, None, False)]


def test_a_question_back_is_no_answer_yet(say):
    meeting = say(
        ("Ann", "customer", "When does the line come?"), ("Bo", "it", "The one to the shop?"),
        ("Cem", "customer", "Yes, that one, it was due in March."),
    )  # fmt: skip
    assert outcomes(meeting)[0][0] == "answered"


def test_nobody_answers_the_last_question(say):
    assert outcomes(say(("Ann", "customer", "When does it come?"), ("Ann", "customer", "Well.")))[0][0] == "unanswered"  # fmt: skip


def test_rhetorical_ones_and_those_talked_over_call_for_none(say):
    meeting = say(("Ann", "customer", "Who knows?"), ("Bo", "it", "When is it? In May I think."))
    assert outcomes(meeting) == []
