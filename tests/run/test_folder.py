import datetime as dt
import os
import shutil
import socket
from pathlib import Path

import pytest

from notesnlp.config import Settings
from notesnlp.errors import ConfigError, ModelError
from notesnlp.model.finding import FollowUp, Idea
from notesnlp.report.results import FINDINGS, save_results
from notesnlp.report.tables import TABLES, save_tables
from notesnlp.run import analyze_folder
from notesnlp.run.folder import Run, run_folders


def _written(run: Run, out: Path) -> dict[str, bytes]:
    """Findings and tables as a run would write them."""
    out.mkdir()
    save_results(run.results, out)
    save_tables(run.results, out)
    names = [FINDINGS, *(f"{table}.csv" for table in TABLES)]
    return {name: (out / name).read_bytes() for name in names}


def test_every_file_is_analysed_or_named_with_its_reason(
    run: Run, readable_names, unreadable_names
):
    assert {meeting.name for meeting in run.results.meetings} == readable_names
    assert {failure.path for failure in run.results.failures} == unreadable_names
    assert all(failure.reason and failure.remedy for failure in run.results.failures)
    reasons = {failure.path: failure.reason for failure in run.results.failures}
    assert "empty" in reasons["stock/empty.txt"]
    assert "JSON" in reasons["stock/cut.json"]
    assert not any("unexpected" in reason for reason in reasons.values())


def test_what_no_reader_takes_is_told(run: Run):
    assert "photo.jpg" in {path.name for path in run.ignored}
    assert "secret.txt" not in {path.name for path in run.ignored}


def test_rosters_give_day_unit_and_side(run: Run):
    meetings = {meeting.name: meeting for meeting in run.results.meetings}
    visit = meetings["yard/2016-09-05 visit.txt"]
    assert (visit.date, visit.unit, visit.unit_kind) == (dt.date(2016, 9, 5), "Yard", "internal")
    assert {turn.side for turn in visit.turns} == {"customer", "it"}
    assert meetings["2016-10-11 call.json"].unit_kind == "external"
    assert meetings["yard/recap.eml"].date == dt.date(2016, 9, 12)


def test_findings_quote_their_turns_in_order(run: Run):
    findings = run.results.findings
    assert findings
    meetings = {meeting.name: meeting for meeting in run.results.meetings}
    for item in findings:
        place = item.evidence
        turn = meetings[place.meeting].turns[place.turn]
        assert turn.text[place.start : place.end] == place.quote
        assert turn.line_at(place.start) == place.line
        assert place.speaker == turn.speaker
    names = [item.evidence.meeting for item in findings]
    assert names == sorted(names)
    assert len({item.evidence.id for item in findings}) == len(findings)


def test_themes_and_items_span_the_meetings(run: Run):
    results = run.results
    assert {item.theme for item in results.of(Idea)} <= {theme.id for theme in results.themes}
    assert {item.item for item in results.of(FollowUp)} == {item.id for item in results.items}
    assert results.today == max(meeting.date for meeting in results.meetings)


def test_two_runs_are_byte_identical(run: Run, notes: Path, tmp_path: Path):
    again = run_folders([notes], Settings())
    assert again.results == run.results
    assert _written(again, tmp_path / "b") == _written(run, tmp_path / "a")


def test_the_number_of_workers_changes_no_byte(run: Run, notes: Path, tmp_path: Path):
    seen: list[tuple[int, int, str]] = []
    two = run_folders([notes], Settings(), workers=2, progress=lambda *told: seen.append(told))
    assert _written(two, tmp_path / "b") == _written(run, tmp_path / "a")
    assert two.results == run.results
    total = len(run.results.meetings) + len(run.results.failures)
    assert [done for done, _, _ in seen] == list(range(1, total + 1))
    assert {count for _, count, _ in seen} == {total}


def test_a_run_needs_no_network(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*given: object) -> None:
        raise AssertionError(f"the network was asked for: {given}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run_folders([notes], Settings()).results == run.results


def test_meetings_before_a_day_are_left_out(run: Run, notes: Path):
    since = dt.date(2016, 9, 12)
    late = run_folders([notes], Settings(since=since))
    assert set(late.earlier) == {
        "stock/2016-03-08 catch-up.md", "stock/minutes.docx", "yard/2016-09-05 visit.txt",
    }  # fmt: skip
    assert all(meeting.date >= since for meeting in late.results.meetings)
    names = {meeting.name for meeting in late.results.meetings}
    assert {item.evidence.meeting for item in late.results.findings} <= names
    assert len(late.results.meetings) + len(late.earlier) == len(run.results.meetings)


def test_the_day_can_be_given(notes: Path):
    later = run_folders([notes / "yard"], Settings(today=dt.date(2020, 1, 1)))
    assert later.results.today == dt.date(2020, 1, 1)
    assert all(item.state != "open" for item in later.results.items if item.due)


def test_an_empty_folder_gives_nothing(tmp_path: Path):
    run = run_folders([tmp_path], Settings())
    assert run.results.meetings == run.results.findings == run.results.failures == ()
    assert run.results.today is None


def test_a_folder_with_nothing_readable_names_every_file(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.json").write_text("{")
    run = run_folders([tmp_path], Settings(), workers=2)
    assert not run.results.meetings
    assert [failure.path for failure in run.results.failures] == ["a.txt", "b.json"]


@pytest.mark.parametrize("workers", [1, 2])
def test_missing_models_are_told_whatever_the_number_of_workers(notes: Path, tmp_path, workers):
    with pytest.raises(ModelError, match="missing") as caught:
        run_folders([notes], Settings(models=tmp_path / "nowhere"), workers=workers)
    assert caught.value.remedy


def test_thresholds_of_the_settings_count(notes: Path, run: Run):
    strict = dict.fromkeys(("framing", "need", "dependency", "idea", "followup"), 1.0)
    none = run_folders([notes / "yard"], Settings.model_validate({"thresholds": strict}))
    assert none.results.findings == ()
    lax = Settings.model_validate({"thresholds": {"need": 0.0}})
    many = run_folders([notes / "yard"], lax).results
    kinds = [item.kind for item in many.findings]
    assert kinds.count("need") > sum(item.kind == "need" for item in run.results.findings)


def test_output_within_the_notes_is_not_read_again(new_notes, tmp_path: Path, run: Run):
    notes = new_notes(tmp_path / "notes")
    first = run_folders([notes], Settings())
    assert first.results == run.results
    _written(first, notes / "notesnlp-out")
    shutil.copyfile(notes / "yard" / "recap.eml", notes / "notesnlp-out" / "report.eml")
    assert run_folders([notes], Settings()).results == first.results


def test_a_fault_of_ours_costs_one_file(notes: Path, monkeypatch: pytest.MonkeyPatch):
    import notesnlp.run.work as work

    read = work.read

    def break_one(path, *given, **named):
        if Path(path).suffix == ".vtt":
            raise ZeroDivisionError("by nought")
        return read(path, *given, **named)

    monkeypatch.setattr(work, "read", break_one)
    run = run_folders([notes / "yard"], Settings())
    (failure,) = [item for item in run.results.failures if item.path.endswith(".vtt")]
    assert "ZeroDivisionError" in failure.reason
    assert "report" in failure.remedy
    assert len(run.results.meetings) == 2


def test_settings_beside_the_notes_count(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Dana: We wait.\nSam: I'll ring you on Monday.\n")
    (tmp_path / "notesnlp.toml").write_text('today = "2020-01-01"\n')
    assert analyze_folder(tmp_path).results.today == dt.date(2020, 1, 1)
    (tmp_path / "notesnlp.toml").write_text("todey = 1\n")
    with pytest.raises(ConfigError, match="todey"):
        analyze_folder(tmp_path)


def test_names_that_are_no_utf_8_do_not_break_a_run(tmp_path: Path):
    name = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        name.write_text("Dana: We wait nine days.\nSam: I'll ring you on Monday.\n")
    except (OSError, UnicodeError):
        pytest.skip("this system refuses such names")
    run = run_folders([tmp_path], Settings())
    assert not run.results.failures
    assert _written(run, tmp_path / "out")
