import json
from pathlib import Path

import pytest

from notesnlp.errors import AnnotationError
from notesnlp.learn.annotations import load_set, load_sets
from tests.own_event import FROST_ALARM

TEXT = {"visit.txt": "Dana Reyes: It’s *down* again.\nSam Ode: We'll see.\nDana Reyes: We wait.\n"}
GOOD = {
    "meeting": "visit.txt", "line": 1, "quote": "It's down again.", "kind": "need", "type": "pain",
    "customer": "internal", "theme": "gate",
}  # fmt: skip


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


def test_an_event_of_the_set_s_own_settings_is_known(tmp_path: Path, write_set):
    frost = GOOD | {"kind": "dependency", "type": "frost_alarm", "event": "frost_alarm"}
    write_set(tmp_path, TEXT, [frost])
    with pytest.raises(AnnotationError, match="unknown event 'frost_alarm'"):
        load_set(tmp_path)
    (tmp_path / "notesnlp.toml").write_text(FROST_ALARM, encoding="utf-8")
    ((finding,),) = (meeting.findings for meeting in load_set(tmp_path).meetings)
    assert (finding.type, finding.ranges) == ("frost_alarm", ((0, 0, 18),))


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
