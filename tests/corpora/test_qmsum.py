"""Stand-off annotations joined with a checkout and taken apart again."""

import json
from pathlib import Path

import pytest

from bench.corpora.qmsum import detach, digest, join, transcript, write_jsonl
from notesnlp.errors import AnnotationError
from notesnlp.learn.annotations import load_set

TURNS = [
    ("Chair", "Well , {vocalsound} the boilers are cold {disfmarker} cold again ."),
    ("Clerk", "{gap}"),
    ("Member", "I'll write to the   supplier ."),
]
TEXT = "Chair: Well , the boilers are cold cold again .\nClerk: \nMember: I'll write to the supplier .\n"
ROWS = [
    {"start": 7, "end": 47, "kind": "need", "type": "pain", "customer": "external", "theme": "heat"},
    {"start": 64, "end": 92, "kind": "followup", "type": "action", "owner": "Member", "due": None,
     "item": "m1/letter"},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "annotations"
    (folder / "annotations").mkdir(parents=True)
    (folder / "second").mkdir()
    about = {"meeting": "m1", "split": "train", "date": "2020-05-05", "unit": "Heating committee",
             "unit_kind": "external", "words": 18, "sha256": digest(TEXT)}  # fmt: skip
    write_jsonl(folder / "meetings.jsonl", [about])
    write_jsonl(folder / "annotations" / "m1.jsonl", ROWS)
    write_jsonl(folder / "second" / "m1.jsonl", ROWS[:1])
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As QMSum itself lays its meetings out."""
    path = tmp_path / "QMSum" / "data" / "ALL" / "train" / "m1.json"
    path.parent.mkdir(parents=True)
    turns = [{"speaker": speaker, "content": content} for speaker, content in TURNS]
    path.write_text(json.dumps({"topic_list": [], "meeting_transcripts": turns}))
    return tmp_path / "QMSum"


def test_marks_for_noises_are_left_out(checkout: Path):
    assert transcript(checkout / "data" / "ALL" / "train" / "m1.json") == TEXT


def test_joined_sets_are_annotated_sets(folder: Path, checkout: Path, tmp_path: Path):
    join(checkout, folder, tmp_path / "joined")
    annotated = load_set(tmp_path / "joined" / "train")
    (item,) = annotated.meetings
    assert item.meeting.date.isoformat() == "2020-05-05"
    assert [(finding.kind, finding.row["quote"], finding.row["line"]) for finding in item.findings] == [
        ("need", "Well , the boilers are cold cold again .", 1),
        ("followup", "I'll write to the supplier .", 3),
    ]  # fmt: skip
    states = (tmp_path / "joined" / "train" / "followups.jsonl").read_text()
    assert json.loads(states) == {"item": "m1/letter", "state": "open"}
    second = load_set(tmp_path / "joined" / "second-train")
    assert [finding.kind for finding in second.meetings[0].findings] == ["need"]


def test_a_folder_of_plain_texts_is_a_checkout_too(folder: Path, tmp_path: Path):
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "m1.txt").write_text(TEXT)
    join(tmp_path / "plain", folder, tmp_path / "joined")
    assert (tmp_path / "joined" / "train" / "m1.txt").read_text() == TEXT


def test_what_is_changed_in_a_joined_set_goes_back(folder: Path, checkout: Path, tmp_path: Path):
    joined = tmp_path / "joined"
    join(checkout, folder, joined)
    detach(folder, joined)
    kept = (folder / "annotations" / "m1.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in kept] == ROWS
    gold = joined / "train" / "gold.jsonl"
    gold.write_text(gold.read_text().replace("Well , the", "the"))
    detach(folder, joined)
    first = json.loads((folder / "annotations" / "m1.jsonl").read_text().splitlines()[0])
    assert (first["start"], first["end"]) == (14, 47)
    gold.write_text(gold.read_text().replace("the boilers", "all boilers"))
    with pytest.raises(AnnotationError, match="the quote is not in line 1"):
        detach(folder, joined)


def test_a_meeting_whose_findings_are_all_struck_out_is_empty(
    folder: Path, checkout: Path, tmp_path: Path
):
    joined = tmp_path / "joined"
    join(checkout, folder, joined)
    (joined / "train" / "gold.jsonl").write_text("")
    detach(folder, joined)
    assert (folder / "annotations" / "m1.jsonl").read_text() == ""


def test_another_text_or_none_is_refused(folder: Path, tmp_path: Path):
    plain = tmp_path / "plain"
    plain.mkdir()
    with pytest.raises(AnnotationError, match="no meeting m1"):
        join(plain, folder, tmp_path / "joined")
    (plain / "m1.txt").write_text(TEXT.replace("cold cold", "cold"))
    with pytest.raises(AnnotationError, match="not the one that was annotated"):
        join(plain, folder, tmp_path / "joined")
