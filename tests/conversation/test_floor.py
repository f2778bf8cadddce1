import pytest

from notesnlp.conversation.floor import holds, shares, stretches, talk


def side(turn):
    return turn.side or "unknown"


def test_time_without_the_pauses_inside_a_turn(timed):
    meeting = timed(
        ("Bo", 0, 4, "We wait for the others."),
        ("Bo", 10, 12, "So."),
        ("Ann", 12, 18, "The gate is slow."),
    )
    assert len(meeting.turns) == 2
    spoken = stretches(meeting)
    assert [(item.speaker, item.start_s, item.end_s) for item in spoken] == [
        ("Bo", 0, 4), ("Bo", 10, 12), ("Ann", 12, 18),
    ]  # fmt: skip
    assert shares(talk(meeting, spoken, side)) == {"customer": 0.5, "it": 0.5}


def test_two_of_one_side_at_once_count_once(timed):
    meeting = timed(
        ("Ann", 0, 6, "The gate is slow."), ("Cem", 4, 8, "Very slow it is."), ("Bo", 8, 12, "I see it now.")
    )  # fmt: skip
    assert talk(meeting, stretches(meeting), side) == {"customer": 8, "it": 4}


def test_words_where_there_are_no_times(say):
    meeting = say(("Bo", "it", "One two three."), ("Ann", "customer", "Four five six seven."))
    assert stretches(meeting) == ()
    assert talk(meeting, (), side) == {"it": 3, "customer": 4}


def test_no_times_where_many_are_missing(say):
    assert stretches(say()) == ()


def test_shares_of_nothing():
    assert shares({}) == {} == shares({"it": 0.0})


def test_listening_does_not_end_a_hold(timed):
    meeting = timed(
        ("Ann", 0, 10, "The gate is slow in the morning."),
        ("Bo", 8, 9, "Mm-hmm."),
        ("Ann", 10, 20, "And in the evening it is worse."),
        ("Bo", 20, 25, "We saw that in the list."),
    )
    first, second = holds(meeting, stretches(meeting))
    assert (first.speaker, first.turns, first.words) == ("Ann", (0, 2), 14)
    assert first.seconds == pytest.approx(20)
    assert second.seconds == pytest.approx(5)


def test_holds_by_words(say):
    meeting = say(
        ("Bo", "it", "One two."), ("Bo", "it", "Three."), ("Ann", "customer", "Four it is.")
    )
    assert [(hold.words, hold.seconds) for hold in holds(meeting, ())] == [(3, None), (3, None)]
