"""What an earlier run has read is used, and nothing else comes of it than without."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from notesnlp.config import Settings
from notesnlp.report.results import FINDINGS, save_results
from notesnlp.report.tables import TABLES, save_tables
from notesnlp.run.folder import Run, run_folders
from notesnlp.run.gather import Survey
from notesnlp.run.shelf import Shelf


def _written(run: Run, out: Path) -> dict[str, bytes]:
    out.mkdir()
    save_results(run.results, out)
    save_tables(run.results, out)
    return {
        name: (out / name).read_bytes()
        for name in (FINDINGS, "results.json", *(f"{table}.csv" for table in TABLES))
    }


@pytest.fixture(scope="module")
def kept(new_notes, tmp_path_factory) -> tuple[Path, Path, Run]:
    """Notes, a folder that keeps what was read of them, and the run that did."""
    folder = tmp_path_factory.mktemp("reuse")
    notes = new_notes(folder / "notes")
    return notes, folder / "kept", run_folders([notes], Settings(), shelf=Shelf(folder / "kept"))


def _jobs(notes: Path, kept: Path, settings: Settings | None = None) -> list[str]:
    survey = Survey([notes], settings or Settings(), Shelf(kept))
    return [job.note.name for job in survey.jobs]


def test_a_second_run_reads_nothing_and_says_the_same(kept, run: Run, tmp_path: Path):
    notes, folder, first = kept
    assert _jobs(notes, folder) == []
    second = run_folders([notes], Settings(), shelf=Shelf(folder))
    files = len(run.results.meetings) + len(run.results.failures)
    assert (first.reused, second.reused) == (0, files)
    assert first.stamp == second.stamp
    assert (
        _written(first, tmp_path / "a")
        == _written(second, tmp_path / "b")
        == _written(run, tmp_path / "c")
    )


def test_one_changed_file_costs_one_file(kept, tmp_path: Path):
    notes, folder, first = kept
    visit = notes / "yard" / "2016-09-05 visit.txt"
    before = visit.read_text(encoding="utf-8")
    try:
        visit.write_text(before + "Dana Reyes: The printer is out again.\n", encoding="utf-8")
        assert _jobs(notes, folder) == ["yard/2016-09-05 visit.txt"]
        changed = run_folders([notes], Settings(), shelf=Shelf(folder))
        assert changed.stamp != first.stamp
        anew = run_folders([notes], Settings())
        assert _written(changed, tmp_path / "a") == _written(anew, tmp_path / "b")
    finally:
        visit.write_text(before, encoding="utf-8")


def test_a_line_of_the_roster_costs_the_meeting_that_it_is_about(kept):
    notes, folder, _ = kept
    roster = notes / "meetings.csv"
    before = roster.read_text(encoding="utf-8")
    try:
        roster.write_text(before.replace("2016-06-14,Stores", "2016-06-15,Stores"), "utf-8")
        assert _jobs(notes, folder) == ["stock/minutes.docx"]
    finally:
        roster.write_text(before, encoding="utf-8")


def test_settings_that_count_for_all_meetings_together_cost_no_file(kept):
    notes, folder, _ = kept
    assert _jobs(notes, folder, Settings(today=dt.date(2020, 1, 1))) == []
    assert len(_jobs(notes, folder, Settings(fiscal_month=4))) > 5


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_after_an_interrupt_the_next_run_goes_on(how, new_notes, run: Run, tmp_path: Path):
    notes, out = new_notes(tmp_path / "notes"), tmp_path / "out"
    code = "from notesnlp.cli.main import main; main()"
    words = [sys.executable, "-c", code, "analyze", str(notes), "-o", str(out)]
    first = subprocess.Popen(words, stderr=subprocess.PIPE, env=os.environ)
    while first.poll() is None and not list(out.glob(".cache/*/*.analysis")):
        time.sleep(0.02)
    first.send_signal(how)
    _, told = first.communicate()
    assert first.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
    if how == signal.SIGINT:
        assert b"what was read is kept" in told
    assert not (out / FINDINGS).exists()
    left = _jobs(notes, out / ".cache")
    assert 0 < len(left) < len(run.results.meetings) + len(run.results.failures)
    done = run_folders([notes], Settings(), shelf=Shelf(out / ".cache"))
    assert _written(done, tmp_path / "a") == _written(run, tmp_path / "b")
