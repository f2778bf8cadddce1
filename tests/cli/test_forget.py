import json
from dataclasses import replace
from pathlib import Path

import pytest

from notesnlp.config import Settings, Terms
from notesnlp.conversation import measure_all
from notesnlp.report.results import load_results, save_results
from notesnlp.run.packed import Packed


def test_a_dry_run_erases_nothing(notesnlp, remembered: Path):
    before = {path.name: path.read_bytes() for path in remembered.iterdir()}
    answer = notesnlp("forget", remembered, "--unit", "Yard", "--dry-run")
    assert answer.code == 0
    assert "4 findings" in answer.out
    assert {path.name: path.read_bytes() for path in remembered.iterdir()} == before


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        (("--unit", "Roth Joinery"), "We buy elsewhere"),
        (("--meeting", "call.json"), "We buy elsewhere"),
        (("--person", "Sam Ode", "--alias", "Sam"), "Sam Ode"),
    ],
)
def test_no_file_holds_it_after(notesnlp, remembered: Path, words, gone: str):
    answer = notesnlp("forget", remembered, *words, "--yes")
    assert answer.code == 0, answer.err
    assert answer.out.endswith("forgotten\n")
    for path in remembered.iterdir():
        assert gone.encode() not in path.read_bytes(), path.name


def test_what_is_left_is_measured_with_the_run_s_own_terms(notesnlp, remembered: Path):
    settings = Settings(terms=Terms(technical=("gate", "mill"), everyday=("queue",)))
    about = {"settings": settings.model_dump(mode="json")}
    (remembered / "run.json").write_text(json.dumps(about), encoding="utf-8")
    before = load_results(remembered)
    talk = measure_all(before.meetings, before.findings, settings.terms)
    save_results(replace(before, conversations=tuple(talk)), remembered)
    answer = notesnlp("forget", remembered, "--person", "Sam Ode", "--yes")
    assert answer.code == 0, answer.err
    yard = next(item for item in load_results(remembered).conversations if item.unit == "Yard")
    assert yard.technical.density["customer"] == 105.3  # two of 19 words
    assert yard.technical.first.term == "gate"


def test_it_asks_first(notesnlp, remembered: Path, monkeypatch: pytest.MonkeyPatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    answer = notesnlp("forget", remembered, "--unit", "Yard")
    assert answer.code == 130
    assert b"gate is down" in (remembered / "findings.jsonl").read_bytes()


def test_notes_that_still_hold_it_are_named(notesnlp, notes: Path, tmp_path: Path):
    out = tmp_path / "out"
    notesnlp("analyze", notes, "-o", out, "--quiet")
    answer = notesnlp("forget", out, "--unit", "Stores", "--yes")
    assert f"still there, and read by the next run: {(notes / 'stock/minutes.docx').resolve()}" in answer.err  # fmt: skip


def test_wrong_usage_is_two(notesnlp, remembered: Path):
    for words in ([remembered], [remembered, "--unit", "a", "--person", "b"], ["--unit", "a"], [remembered, "--unit", "a", "--alias", "b"], [remembered, "--log", "--unit", "a"], [remembered]):  # fmt: skip
        assert notesnlp("forget", *words).code == 2
    answer = notesnlp("forget", remembered, "--unit", "Yart", "--yes")
    assert answer.code == 2
    assert "'Yard'" in answer.err


def test_what_is_old_goes_and_the_log_says_how_much(notesnlp, remembered: Path):
    answer = notesnlp("forget", remembered, "--older-than", "2016-06-01", "--yes")
    assert answer.code == 0, answer.err
    assert "all meetings before 2016-06-01" in answer.out
    kept = (remembered / "findings.jsonl").read_text(encoding="utf-8")
    assert "The gate is down" not in kept
    assert "We buy elsewhere" in kept
    for path in remembered.iterdir():
        assert b"The gate is down" not in path.read_bytes(), path.name
    answer = notesnlp("forget", remembered, "--unit", "Roth Joinery", "--yes")
    assert answer.code == 0, answer.err
    first, second = notesnlp("forget", remembered, "--log").out.splitlines()
    assert "all before 2016-06-01: " in first
    assert "4 findings" in first
    assert "a unit: " in second
    assert "Roth" not in second


def test_what_was_read_of_forgotten_files_goes_too_and_the_rest_is_not_read_again(
    notesnlp, new_notes, tmp_path: Path
):
    out, notes = tmp_path / "out", new_notes(tmp_path / "notes")
    visit = notes / "stock" / "2016-03-08 catch-up.md"
    undated = visit.rename(notes / "stock" / "catch-up.md")
    notesnlp("analyze", notes, "-o", out, "--quiet")
    undated.rename(visit)  # now it has a day, and the analysis without one is still there
    notesnlp("analyze", notes, "-o", out, "--quiet")
    before = sorted((out / ".cache").rglob("*.analysis"))
    assert sum("We count everything" in _said(path) for path in before) == 2
    assert notesnlp("forget", out, "--older-than", "2016-06-01", "--dry-run").code == 0
    assert sorted((out / ".cache").rglob("*.analysis")) == before
    answer = notesnlp("forget", out, "--older-than", "2016-06-01", "--yes")
    left = sorted((out / ".cache").rglob("*.analysis"))
    assert f"2 kept analyses removed, {len(left)} left" in answer.out
    assert len(left) == len(before) - 2
    assert not any("We count everything" in _said(path) for path in left)
    visit.unlink()
    notesnlp("analyze", notes, "-o", out, "--quiet")
    about = json.loads((out / "run.json").read_text("utf-8"))
    assert about["reused"] == len(left)
    assert about["reused"] == about["counts"]["meetings"] + about["counts"]["failures"]


def _said(path: Path) -> str:
    """What a kept analysis holds of its meeting."""
    packed = Packed(path.read_bytes())
    return "" if packed.failure else repr((packed.meeting(), packed.findings()))


def test_nothing_old_is_no_fault(notesnlp, remembered: Path):
    answer = notesnlp("forget", remembered, "--older-than", "100y", "--yes")
    assert answer.code == 0, answer.err
    assert "nothing" in notesnlp("forget", remembered, "--log").out


def test_what_expires_is_a_setting(notesnlp, remembered: Path, tmp_path: Path):
    notes = remembered / "notes"
    notes.mkdir()
    (remembered / "run.json").write_text(f'{{"folders": ["{notes}"], "failures": []}}')
    answer = notesnlp("forget", remembered, "--expired", "--yes")
    assert answer.code == 2
    assert "retention.months" in answer.err
    (notes / "notesnlp.toml").write_text("[retention]\nmonths = 12\n")
    answer = notesnlp("forget", remembered, "--expired", "--yes")
    assert answer.code == 0, answer.err
    assert (remembered / "findings.jsonl").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("age", ["3 weeks", "99999y", "2016-13-01", "9999y"])
def test_no_age_is_two(notesnlp, remembered: Path, age: str):
    answer = notesnlp("forget", remembered, "--older-than", age)
    assert answer.code == 2
    assert "Traceback" not in answer.err
