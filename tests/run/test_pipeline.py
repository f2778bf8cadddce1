import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

import notesnlp
from notesnlp.config import Settings
from notesnlp.detectors.levels import LEAST
from notesnlp.errors import ConfigError, ModelError, ReadError
from notesnlp.model.finding import KINDS, TYPES
from notesnlp.run import Pipeline, read


def test_a_file_is_analysed(notes: Path, pipeline: Pipeline):
    analysis = pipeline.analyze(notes / "yard" / "2016-09-05 visit.txt")
    assert analysis.meeting.name == "2016-09-05 visit.txt"
    assert analysis.meeting.date == dt.date(2016, 9, 5)
    assert analysis.findings
    for item in analysis.findings:
        assert item.kind in KINDS
        assert item.type in TYPES[item.kind] or item.kind == "dependency"
        assert 0 <= item.score <= 1
        assert item.score >= LEAST  # thresholds adapt to the meeting


def test_a_meeting_is_analysed(say, pipeline: Pipeline):
    meeting = say(("Dana", "customer", "The gate is down."), ("Sam", "it", "I'll ring you."))
    assert pipeline.analyze(meeting).meeting is meeting


def test_a_meeting_without_words_has_no_findings(say, pipeline: Pipeline):
    assert pipeline.analyze(say()).findings == ()


def test_analysing_is_deterministic(notes: Path, pipeline: Pipeline):
    path = notes / "stock" / "2016-03-08 catch-up.md"
    assert pipeline.analyze(path) == pipeline.analyze(str(path))


def test_reading_takes_the_rosters_beside_the_file(notes: Path, tmp_path: Path):
    meeting = read(notes / "2016-10-11 call.json")
    assert (meeting.unit, meeting.unit_kind) == ("Roth Joinery", "external")
    assert {speaker.side for speaker in meeting.speakers} == {"customer", "it"}
    bare = tmp_path / "2016-10-11 call.json"
    bare.write_bytes((notes / "2016-10-11 call.json").read_bytes())
    alone = read(bare, name="calls/roth.json")
    assert (alone.name, alone.unit, alone.unit_kind) == ("calls/roth.json", None, None)


def test_what_cannot_be_read_is_told(notes: Path, tmp_path: Path, pipeline: Pipeline):
    for path in (notes / "stock" / "cut.json", notes / "photo.jpg", tmp_path / "nowhere.txt"):
        with pytest.raises(ReadError) as caught:
            pipeline.analyze(path)
        assert caught.value.path == str(path)
        assert caught.value.remedy


def test_wrong_settings_beside_the_file_are_told(tmp_path: Path):
    (tmp_path / "a.txt").write_text("We wait.")
    (tmp_path / "notesnlp.toml").write_text("fiscal_month = 13")
    with pytest.raises(ConfigError, match="fiscal_month"):
        read(tmp_path / "a.txt")


def test_missing_models_are_told(tmp_path: Path):
    with pytest.raises(ModelError):
        Pipeline(Settings(models=tmp_path))


def test_thresholds_are_the_settings_else_the_models():
    settings = Settings.model_validate({"thresholds": {"need": 0.0, "idea": 1.0}})
    pipeline = Pipeline(settings, threads=2)
    assert pipeline.detection.thresholds["need"] == 0.0
    assert pipeline.detection.thresholds["idea"] == 1.0
    assert pipeline.detection.thresholds["framing"] == pipeline.judge.heads.thresholds["framing"]


def test_the_public_names_load_the_shipped_models(notes: Path):
    assert isinstance(notesnlp.load(), notesnlp.Pipeline)
    assert isinstance(notesnlp.read(notes / "yard" / "recap.eml"), notesnlp.Meeting)


def test_findings_of_a_rehearsal_are_marked(notes: Path, pipeline: Pipeline):
    visit = read(notes / "yard" / "2016-09-05 visit.txt")
    people = tuple(replace(person, side="sales") for person in visit.people)
    real, acted = (
        pipeline.analyze(visit),
        pipeline.analyze(replace(visit, name="2016-09-05 role play.txt", people=people)),
    )
    assert not any(item.evidence.rehearsal for item in real.findings)
    assert acted.conversation.rehearsal
    assert len(acted.findings) == len(real.findings) > 0
    assert all(item.evidence.rehearsal for item in acted.findings)
    assert {item.kind for item in acted.findings if item.counts} <= {"framing"}
