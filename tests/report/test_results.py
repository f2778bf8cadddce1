import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from notesnlp.errors import OutputError
from notesnlp.model.finding import Idea, Need, finding_from_dict
from notesnlp.report.results import (
    FINDINGS,
    RESULTS,
    Failure,
    Results,
    holds_results,
    load_results,
    save_results,
    write_bytes,
    write_text,
)

COMMON = (
    "schema id meeting date unit unit_kind kind type quote turn start end line speaker side score"
).split()


def test_what_is_saved_is_loaded(results: Results, tmp_path: Path):
    save_results(results, tmp_path)
    assert load_results(tmp_path) == results


def test_nothing_found_is_saved_and_loaded(tmp_path: Path):
    save_results(Results((), ()), tmp_path)
    assert load_results(tmp_path) == Results((), ())


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\n", "\r\n"])
def test_line_breaks_in_a_quote_break_no_line(results: Results, tmp_path: Path, mark: str):
    first = results.findings[0]
    broken = replace(first, evidence=replace(first.evidence, quote=f"We wait{mark}nine days."))
    results = replace(results, findings=(broken, *results.findings[1:]))
    save_results(results, tmp_path)
    assert load_results(tmp_path) == results
    lines = (tmp_path / FINDINGS).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [
        item.evidence.id for item in results.findings
    ]


def test_a_finding_is_the_schema_s_object(results: Results, tmp_path: Path):
    save_results(results, tmp_path)
    lines = (tmp_path / FINDINGS).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert all(list(row)[: len(COMMON)] == COMMON for row in rows)
    assert all(row["schema"] == 1 for row in rows)
    own = {row["kind"]: set(row) - set(COMMON) for row in rows}
    assert own == {
        "framing": {"terms", "rule", "why", "say_instead", "ask", "severity"},
        "need": {"customer", "theme"},
        "dependency": {
            "event", "status", "when", "when_text", "tentative", "workstreams", "questions",
        },
        "idea": {"theme"},
        "followup": {"owner", "due", "item", "state"},
    }  # fmt: skip
    assert [finding_from_dict(row) for row in rows] == list(results.findings)


def test_saving_is_deterministic(results: Results, tmp_path: Path):
    written = []
    for name in "ab":
        (tmp_path / name).mkdir()
        save_results(results, tmp_path / name)
        written.append([(tmp_path / name / file).read_bytes() for file in (FINDINGS, RESULTS)])
    assert written[0] == written[1]


def test_findings_of_a_kind(results: Results):
    assert {type(item) for item in results.of(Need)} == {Need}
    assert len(results.of(Idea)) == 1


@pytest.mark.parametrize("missing", [FINDINGS, RESULTS])
def test_a_folder_without_results_is_refused(results: Results, tmp_path: Path, missing: str):
    save_results(results, tmp_path)
    assert holds_results(tmp_path)
    (tmp_path / missing).unlink()
    assert not holds_results(tmp_path)
    _refused(tmp_path, "no results")


def test_a_folder_that_is_none_is_refused(tmp_path: Path):
    _refused(tmp_path / "nowhere", "no results")
    (tmp_path / "file").write_text("")
    _refused(tmp_path / "file", "no results")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (RESULTS, "{"),
        (RESULTS, "[]"),
        (RESULTS, "{}"),
        (FINDINGS, "{\n"),
        (FINDINGS, "[]\n"),
        (FINDINGS, "{}\n"),
        (FINDINGS, '{"kind": "wish"}\n'),
        (FINDINGS, "\xff\n"),
    ],
)
def test_damaged_results_are_refused(results: Results, tmp_path: Path, name: str, text: str):
    save_results(results, tmp_path)
    (tmp_path / name).write_bytes(text.encode("latin-1"))
    _refused(tmp_path, "damaged")


def _refused(folder: Path, reason: str) -> None:
    with pytest.raises(OutputError, match=reason) as caught:
        load_results(folder)
    assert caught.value.path == str(folder)
    assert "notesnlp analyze" in caught.value.remedy


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path):
    write_text(tmp_path / "a.txt", "first")
    write_text(tmp_path / "a.txt", "second")
    assert (tmp_path / "a.txt").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "taken").mkdir()
    for path in (tmp_path / "nowhere" / "a.txt", tmp_path / "taken"):
        with pytest.raises(OutputError, match="cannot be written") as caught:
            write_bytes(path, b"words")
        assert caught.value.path == str(path)
        assert caught.value.remedy


def test_failures_are_kept(tmp_path: Path):
    failure = Failure("a.txt", "the file is empty", "line 1", "delete it")
    save_results(Results((), (), failures=(failure,)), tmp_path)
    assert load_results(tmp_path).failures == (failure,)


def test_what_is_written_is_its_owner_s_alone(results, tmp_path: Path):
    save_results(results, tmp_path)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
