import dataclasses

import pytest

from notesnlp.model.meeting import Meeting, Piece, Turn

TURN = Turn(0, "Ann", "one two three four", (Piece(0, 5, 2), Piece(8, 6, 0), Piece(14, 9, 4, True)))


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (5, 2)), (7, (5, 9)), (8, (6, 0)), (13, (6, 5)), (14, (9, 4)), (17, (9, 7))],
)
def test_place_in_the_file(offset, place):
    assert TURN.place_at(offset) == place
    assert TURN.line_at(offset) == place[0]


def test_place_before_the_first_piece_is_in_it():
    turn = Turn(0, None, " a", (Piece(1, 3, 0),))
    assert turn.piece_at(0) == Piece(1, 3, 0)


def test_line_is_where_the_turn_begins():
    assert TURN.line == 5


def test_words_of_all_turns():
    other = Turn(1, None, "  five\n six ", (Piece(0, 10, 0),))
    assert Meeting("a.txt", "plain", "notes", (TURN, other)).words == 6
    assert Meeting("a.txt", "plain", "notes", ()).words == 0


def test_the_model_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        TURN.text = "other"
