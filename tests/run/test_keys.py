import datetime as dt
from pathlib import Path

import pytest

from notesnlp.config import Settings
from notesnlp.embed.store import MANIFEST, default_models
from notesnlp.errors import ModelError
from notesnlp.metadata import Rosters
from notesnlp.metadata.rosters import MeetingEntry
from notesnlp.model.meeting import Speaker
from notesnlp.run.discover import Note
from notesnlp.run.keys import Keys, content_hash, program

NOTE = Note(Path("n/a/visit.txt"), "a/visit.txt", Path("n"))
ENTRY = MeetingEntry(dt.date(2016, 3, 8), "Yard", "internal")
DANA = Speaker("Dana Reyes", side="customer")


def _key(note: Note = NOTE, content: bytes = b"x", rosters: Rosters = Rosters(), **settings) -> str:  # noqa: B008
    return Keys(Settings.model_validate(settings)).of(note, content_hash(content), rosters)


def test_the_same_has_the_same_key():
    assert _key() == _key()
    moved = Note(Path("m/a/visit.txt"), "a/visit.txt", Path("m"))
    assert _key(moved) == _key()


@pytest.mark.parametrize(
    "changed",
    [
        {"content": b"y"},
        {"note": Note(Path("n/b.txt"), "b.txt", Path("n"))},
        {"rosters": Rosters((DANA,))},
        {"rosters": Rosters(meetings={"visit.txt": ENTRY})},
        {"fiscal_month": 4},
        {"thresholds": {"need": 0.5}},
        {"terms": {"technical": ["CRM"]}},
        {"framing": {"us_and_them": "off"}},
        {"limits": {"characters": 5000}},
    ],
)
def test_what_counts_for_a_file_changes_its_key(changed):
    assert _key(**changed) != _key()


@pytest.mark.parametrize(
    "changed",
    [
        {"rosters": Rosters(meetings={"other.txt": ENTRY})},
        {"since": "2016-01-01"},
        {"today": "2016-01-01"},
        {"priority": {"reach": 0.1}},
        {"stuck": {"mentions": 9}},
        {"coverage": {"meetings_per_year": 3}},
        {"conversation": {"named_trends": True}},
        {"mail": {"host": "smtp.example.org"}},
        {"cache": {"megabytes": 9}},
        {"ledger": {"place": "office"}},
        {"retention": {"months": 36}},
    ],
)
def test_what_counts_later_does_not(changed):
    assert _key(**changed) == _key()


def test_other_models_have_other_keys(tmp_path: Path):
    for name in ("encoder", "wording", "judge"):
        (tmp_path / name).mkdir()
        manifest = (default_models() / name / MANIFEST).read_bytes()
        (tmp_path / name / MANIFEST).write_bytes(manifest)
    assert _key(models=tmp_path) == _key()
    (tmp_path / "judge" / MANIFEST).write_bytes(manifest + b" ")
    assert _key(models=tmp_path) != _key()
    (tmp_path / "judge" / MANIFEST).unlink()
    with pytest.raises(ModelError, match="missing"):
        _key(models=tmp_path)


def test_the_program_is_hashed_in_two_parts():
    assert program() != program(whole=True)
