import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesnlp.errors import AnnotationError
from notesnlp.learn.annotations import FoldedText, fold, fold_with_places, load_set, load_sets
from notesnlp.model.meeting import Meeting, Piece, Turn

TEXT = {"visit.txt": "Dana Reyes: It’s *down* again.\nSam Ode: We'll see.\nDana Reyes: We wait.\n"}
GOOD = {
    "meeting": "visit.txt", "line": 1, "quote": "It's down again.", "kind": "need", "type": "pain",
    "customer": "internal", "theme": "gate",
}  # fmt: skip

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


def test_a_set_is_read_with_its_findings(tmp_path: Path, write_set):
    later = GOOD | {"line": 3, "quote": "Dana Reyes: we wait."}
    people = "name,role,side\nDana Reyes,Yard manager,customer\n"
    write_set(tmp_path / "timber", TEXT, [GOOD, later], people)
    (tmp_path / "timber" / "README.md").write_text("About this set.")
    (tmp_path / "timber" / "followups.jsonl").write_text('{"item": "list"}\n')
    annotated = load_set(tmp_path / "timber")
    assert annotated.name == "timber"
    (meeting,) = annotated.meetings
    assert meeting.meeting.turns[0].side == "customer"
    first, second = meeting.findings
    assert (first.kind, first.type, first.ranges) == ("need", "pain", ((0, 0, 18),))
    assert meeting.meeting.turns[2].text[slice(*second.ranges[0][1:])] == "We wait."
    assert first.row["theme"] == "gate"


_FAULTS = {
    "no JSON": ("{", "not JSON"),
    "no object": ("[1]", "not a JSON object"),
    "no kind": (json.dumps({**GOOD, "kind": None}), "unknown kind"),
    "kind": (json.dumps({**GOOD, "kind": "wish"}), "unknown kind 'wish'"),
    "no type": (json.dumps({key: GOOD[key] for key in GOOD if key != "type"}), "unknown type"),
    "type": (json.dumps({**GOOD, "type": "jargon"}), "unknown type 'jargon' of need"),
    "event": (
        json.dumps({**GOOD, "kind": "dependency", "type": "x", "event": "office_mov"}),
        "unknown event 'office_mov'",
    ),
    "no event": (json.dumps({**GOOD, "kind": "dependency"}), "unknown event None"),
    "quote": (json.dumps({**GOOD, "quote": "It never rains."}), "not in visit.txt"),
    "no quote": (json.dumps({key: GOOD[key] for key in GOOD if key != "quote"}), "quote"),
    "meeting": (json.dumps({**GOOD, "meeting": "other.txt"}), "no meeting 'other.txt'"),
    "no meeting": (json.dumps({key: GOOD[key] for key in GOOD if key != "meeting"}), "no meeting"),
}


@pytest.mark.parametrize("fault", _FAULTS)
def test_malformed_gold_is_refused_with_file_and_line(tmp_path: Path, write_set, fault: str):
    line, reason = _FAULTS[fault]
    write_set(tmp_path, TEXT, [GOOD])
    with (tmp_path / "gold.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    with pytest.raises(AnnotationError, match=reason) as caught:
        load_set(tmp_path)
    assert caught.value.path == str(tmp_path / "gold.jsonl")
    assert caught.value.place == "line 3"
    assert caught.value.remedy


def test_gold_in_another_encoding_is_refused(tmp_path: Path, write_set):
    write_set(tmp_path, TEXT, [])
    (tmp_path / "gold.jsonl").write_bytes('{"quote": "é"}'.encode("latin-1"))
    with pytest.raises(AnnotationError, match="UTF-8"):
        load_set(tmp_path)


def test_a_line_that_is_no_number_is_no_reason_to_fail(tmp_path: Path, write_set):
    write_set(tmp_path, TEXT, [GOOD | {"line": "1"}])
    assert len(load_set(tmp_path).meetings[0].findings) == 1


def test_quotes_may_hold_line_breaks_of_unicode(tmp_path: Path, write_set):
    write_set(tmp_path, TEXT, [GOOD | {"quote": "It's\u2028down again."}])
    assert len(load_set(tmp_path).meetings[0].findings) == 1


def test_a_folder_without_gold_is_refused(tmp_path: Path):
    with pytest.raises(AnnotationError, match="no gold"):
        load_set(tmp_path)
    with pytest.raises(AnnotationError, match="no annotated set"):
        load_sets([tmp_path])


def test_a_folder_of_sets_stands_for_all(tmp_path: Path, write_set):
    for name in ("b", "a"):
        write_set(tmp_path / name, TEXT, [GOOD])
    assert [item.name for item in load_sets([tmp_path])] == ["a", "b"]
    assert [item.name for item in load_sets([tmp_path / "b"])] == ["b"]
