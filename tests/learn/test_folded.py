import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesnlp.learn.folded import FoldedText, fold, fold_with_places
from notesnlp.model.meeting import Meeting, Piece, Turn

_CHARACTERS = st.one_of(
    st.sampled_from(list("’‘“”–—… \u00a0\n\t*_`>#ßİ aAbBzZ.:-'\"")), st.characters(codec="utf-8")
)
_TEXTS = st.lists(st.text(_CHARACTERS, max_size=60), max_size=6)


def _meeting(texts: list[str]) -> Meeting:
    turns = tuple(Turn(at, None, text, (Piece(0, at + 1, 0),)) for at, text in enumerate(texts))
    return Meeting("m.txt", "text", "notes", turns)


@given(st.text(_CHARACTERS, max_size=80))
def test_folding_is_idempotent_and_keeps_places(text: str):
    folded, places = fold_with_places(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    assert folded == folded.strip()
    assert "  " not in folded
    assert fold(folded) == folded
    assert all(0 <= place < len(text) for place in places)


@given(st.text(_CHARACTERS, max_size=60), st.text(_CHARACTERS, max_size=60))
def test_folding_ignores_case_and_space_around(first: str, second: str):
    assert fold(f"  {first}\n\n{second} ") == fold(f"{first} {second}")


@given(_TEXTS, st.data())
def test_span_of_and_ranges_undo_each_other(texts: list[str], data: st.DataObject):
    meeting = _meeting(texts)
    folded = FoldedText(meeting)
    full = [turn for turn in meeting.turns if fold(turn.text)]
    if not full:
        assert folded.text == ""
        return
    turn = data.draw(st.sampled_from(full))
    start = data.draw(st.integers(0, len(turn.text) - 1))
    end = data.draw(st.integers(start + 1, len(turn.text)))
    span = folded.span_of(turn.index, start, end)
    if span == (-1, -1):
        assert fold(turn.text[start:end]) == ""
        return
    assert folded.text[slice(*span)].strip() == fold(turn.text[start:end])
    ((number, first, last),) = folded.ranges(span)
    assert number == turn.index
    assert start <= first < last <= end
    assert folded.span_of(number, first, last) == span


@given(_TEXTS, st.data())
def test_any_stretch_is_found_and_maps_back(texts: list[str], data: st.DataObject):
    meeting = _meeting(texts)
    folded = FoldedText(meeting)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    quote = folded.text[start:end]
    if not fold(quote):
        return
    found = folded.find(quote, None)
    assert found is not None
    assert folded.text[slice(*found)] == fold(quote)
    ranges = folded.ranges(found)
    said = " ".join(meeting.turns[turn].text[first:last] for turn, first, last in ranges)
    assert fold(quote) in fold(said)


def test_the_occurrence_nearest_to_the_line_is_meant():
    folded = FoldedText(_meeting(["we wait", "no", "we wait", "so", "we wait"]))
    starts = [folded.find("We wait", line)[0] for line in (1, 2, 3, 4, 5, 99)]
    assert starts == sorted(starts)
    assert len(set(starts)) == 3
    assert folded.find("We wait", None)[0] == 0


def test_a_quote_over_two_turns_has_a_range_in_each():
    folded = FoldedText(_meeting(["It is down.", "Since May."]))
    span = folded.find("down. Since", 1)
    assert folded.ranges(span) == ((0, 6, 11), (1, 0, 5))


def test_the_speaker_s_label_may_stand_in_the_quote():
    folded = FoldedText(_meeting(["It is down.", "Since May."]))
    assert folded.find("Dana Reyes: It is down.", 1) == (0, 11)
    assert folded.find("DR - since may.", 2) == (12, 22)


@pytest.mark.parametrize("quote", ["", "   ", "***", "not said", "Dana Reyes:"])
def test_what_is_not_said_is_not_found(quote: str):
    assert FoldedText(_meeting(["It is down."])).find(quote, 1) is None


def test_what_is_no_part_of_a_turn_has_no_place():
    folded = FoldedText(_meeting(["It is down.", " ** "]))
    assert folded.span_of(1, 0, 4) == (-1, -1)
    assert folded.span_of(7, 0, 4) == (-1, -1)
    assert folded.span_of(0, 2, 3) == (-1, -1)
