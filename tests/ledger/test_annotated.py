import json
from dataclasses import replace
from pathlib import Path

import pytest

from notesnlp.errors import LedgerError
from notesnlp.ledger.annotated import write_set
from notesnlp.ledger.keys import meeting_hash
from notesnlp.model.meeting import Speaker


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _name(meeting, ending: str) -> str:
    return f"{meeting_hash(meeting)[:12]}.{ending}"


def test_each_kind_is_annotated_with_what_a_training_reads(visit, call, findings, tmp_path: Path):
    of = {meeting.name: [item for item in findings if item.evidence.meeting == meeting.name] for meeting in (call, visit)}  # fmt: skip
    write_set([(call, of[call.name]), (visit, of[visit.name])], tmp_path / "new" / "set", {})
    first, second = _name(call, "json"), _name(visit, "json")
    assert {path.name for path in (tmp_path / "new" / "set").iterdir()} == {
        first, second, "gold.jsonl", "meetings.jsonl", "people.jsonl",
    }  # fmt: skip
    assert _lines(tmp_path / "new" / "set" / "gold.jsonl") == [
        {"meeting": first, "line": 1, "quote": "We wait nine days for a price.", "kind": "need",
         "type": "pain", "customer": "external", "theme": "price"},
        {"meeting": first, "line": 2, "quote": "We buy elsewhere if prices stay.", "kind": "need",
         "type": "churn_risk", "customer": "external", "theme": None},
        {"meeting": first, "line": 3, "quote": "I will send you our order sheet.",
         "kind": "followup", "type": "action", "owner": "Ines Roth", "due": None, "item": "sheet"},
        {"meeting": second, "line": 1, "quote": "The gate is down every morning.", "kind": "need",
         "type": "pain", "customer": "internal", "theme": "gate"},
        {"meeting": second, "line": 2, "quote": "We move to the mill in May.",
         "kind": "dependency", "type": "office_move", "event": "office_move", "status": "hidden",
         "when": "2016-05", "tentative": False},
        {"meeting": second, "line": 3, "quote": "I'll send the list of numbers by Friday.",
         "kind": "followup", "type": "action", "owner": "Sam Ode", "due": "2016-03-11",
         "item": "list"},
        {"meeting": second, "line": 4, "quote": "What if drivers saw the queue on their phones?",
         "kind": "idea", "type": "idea", "theme": "gate"},
    ]  # fmt: skip
    assert _lines(tmp_path / "new" / "set" / "meetings.jsonl") == [
        {"meeting": first, "date": "2016-10-11", "unit": "Roth Joinery", "unit_kind": "external"},
        {"meeting": second, "date": "2016-03-08", "unit": "Yard", "unit_kind": "internal"},
    ]
    people = _lines(tmp_path / "new" / "set" / "people.jsonl")
    assert people[0] == {"name": "Ines Roth", "role": None, "side": "customer", "aliases": []}
    assert [person["name"] for person in people] == ["Ines Roth", "Dana Reyes", "Sam Ode"]
    assert json.loads((tmp_path / "new" / "set" / first).read_text("utf-8")) == [
        {"speaker": turn.speaker, "text": turn.text} for turn in call.turns
    ]


def test_notes_are_a_list_and_texts_keep_their_letters(say, tmp_path: Path):
    day = say("Déjà vu.", ("Zoë", "customer", "It rains."), form="notes", date=None, unit=None)
    day = replace(day, speakers=(Speaker("Zoë", "Buyer", "customer", ("Zo",)),), unit_kind=None)
    write_set([(day, [])], tmp_path, {})
    assert (tmp_path / _name(day, "md")).read_text("utf-8") == "- Déjà vu.\n- Zoë: It rains.\n"
    assert (tmp_path / "gold.jsonl").read_text("utf-8") == ""
    assert (tmp_path / "people.jsonl").read_text("utf-8") == (
        '{"name": "Zoë", "role": "Buyer", "side": "customer", "aliases": ["Zo"]}\n'
    )
    (about,) = _lines(tmp_path / "meetings.jsonl")
    assert about == {"meeting": _name(day, "md"), "date": None, "unit": None, "unit_kind": None}


@pytest.mark.parametrize(
    ("form", "lines", "ending"),
    [
        ("transcript", [("Zoë", None, "It rains.")], "json"),
        ("mail", [("Zoë", None, "It rains.")], "json"),
        ("notes", [("Zoë", None, "It rains.")], "md"),
        ("transcript", [("Zoë", None, "It rains."), "So it does."], "md"),
    ],
)
def test_what_was_spoken_is_a_transcript_where_every_turn_has_a_speaker(
    say, tmp_path: Path, form, lines, ending
):
    write_set([(say(*lines, form=form), [])], tmp_path, {})
    assert {path.suffix for path in tmp_path.iterdir()} == {f".{ending}", ".jsonl"}
    assert not (tmp_path / "people.jsonl").exists()


def test_whole_messages(visit, tmp_path: Path):
    with pytest.raises(LedgerError) as caught:
        write_set([], tmp_path, {})
    assert str(caught.value) == (
        f"{tmp_path}: no meeting has been reviewed whole "
        "(decide on every finding of a meeting first)"
    )
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(LedgerError) as caught:
        write_set([(visit, [])], tmp_path, {})
    assert str(caught.value) == f"{tmp_path}: there is something here (name a new folder)"
