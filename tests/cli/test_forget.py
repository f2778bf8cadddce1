from pathlib import Path

import pytest


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
    for words in ([remembered], [remembered, "--unit", "a", "--person", "b"], ["--unit", "a"], [remembered, "--unit", "a", "--alias", "b"]):  # fmt: skip
        assert notesnlp("forget", *words).code == 2
    answer = notesnlp("forget", remembered, "--unit", "Yart", "--yes")
    assert answer.code == 2
    assert "'Yard'" in answer.err
