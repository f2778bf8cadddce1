import pytest

from notesnlp.conversation.backchannels import heard_only, is_backchannel
from notesnlp.conversation.floor import stretches
from notesnlp.conversation.overlaps import overlaps


@pytest.mark.parametrize(
    ("text", "listens"),
    [
        ("Mm-hmm.", True), ("Yeah, yeah.", True), ("Oh, I see.", True), ("Right. Okay.", True),
        ("That makes sense.", True), ("", True), ("Uh-huh", True),
        ("Right?", False), ("Really?", False), ("The gate.", False), ("Yes, the blue one.", False),
        ("No, that was in May and not before.", False), ("Okay, next point.", False),
    ],
)  # fmt: skip
def test_backchannels_by_their_words(text, listens):
    assert is_backchannel(text) is listens


def test_yes_to_a_question_is_an_answer(say):
    meeting = say(
        ("Bo", "it", "Is it the gate?"), ("Ann", "customer", "Yes."), ("Bo", "it", "We had a look."),
        ("Ann", "customer", "Yes."),
    )  # fmt: skip
    assert heard_only(meeting) == {3}


def test_breaking_in_is_told_from_listening_and_coming_early(timed):
    meeting = timed(
        ("Ann", 0, 6, "We stood at the gate"),
        ("Bo", 5, 6, "Mm-hmm."),
        ("Ann", 6, 10, "and then the screen"),
        ("Bo", 8, 14, "That is the old controller again."),
        ("Ann", 13.8, 20, "Whatever it is, it costs us an hour."),
        ("Cem", 15, 17, "Two hours it was."),
        ("Bo", 21, 23, "I will look."),
    )
    told = overlaps(meeting, stretches(meeting))
    assert told.by == "overlap"
    assert [(item.side, item.broken_side) for item in told.interruptions] == [("it", "customer")]
    assert (told.backchannels, told.early, told.aside) == (1, 1, 1)


def test_who_talks_on_was_not_interrupted(timed):
    meeting = timed(
        ("Ann", 0, 5, "We stood at the gate"),
        ("Bo", 3, 6, "That is the controller."),
        ("Ann", 5.2, 12, "and the screen said nothing."),
    )
    told = overlaps(meeting, stretches(meeting))
    assert (len(told.interruptions), told.aside) == (0, 1)


def test_dashes_tell_where_times_do_not(say):
    meeting = say(
        ("Ann", "customer", "And then the screen –"), ("Bo", "it", "It is the old controller."),
        ("Ann", "customer", "Maybe so."),
    )  # fmt: skip
    told = overlaps(meeting, ())
    assert told.by == "dash"
    assert [(item.turn, item.broken) for item in told.interruptions] == [(1, 0)]


def test_end_to_end_cues_tell_nothing(timed):
    meeting = timed(("Ann", 0, 5, "The gate is slow."), ("Bo", 5, 9, "We know that."))
    assert overlaps(meeting, stretches(meeting)).by is None
