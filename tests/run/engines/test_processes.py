"""Real processes, killed and hanging."""

import multiprocessing
import time
from pathlib import Path

import pytest

from notesnlp.config import Settings
from notesnlp.errors import EngineError, ModelError
from notesnlp.metadata import Rosters
from notesnlp.run.discover import Note
from notesnlp.run.engines.processes import work_in_processes
from notesnlp.run.packed import Packed
from notesnlp.run.work import Job
from tests.run.engines.faulty import serve, serve_nothing


@pytest.fixture
def outcome(tmp_path: Path):
    """What is told of files of these names, whatever they hold."""

    def told(*names: str, seconds: float = 300, workers: int = 2) -> dict[str, str]:
        jobs = [
            Job(number, Note(tmp_path / name, name, tmp_path), Rosters(), 10)
            for number, name in enumerate(names)
        ]
        settings = Settings.model_validate({"limits": {"seconds": seconds}})
        done = list(work_in_processes(jobs, settings, workers, serve=serve))
        assert sorted(item.number for item in done) == list(range(len(names)))
        return {
            names[item.number]: failure.reason
            for item in done
            if (failure := Packed(item.data).failure)
        }

    yield told
    assert not [child for child in multiprocessing.active_children() if child.is_alive()]


def test_each_process_has_one_core(outcome):
    assert set(outcome("a", "b", "c").values()) == {"threads 1"}


def test_a_process_that_dies_is_replaced_and_its_file_tried_once_more(outcome):
    told = outcome("a", "dies", "b", "stumbles", "c")
    assert "ended the process" in told.pop("dies")
    assert set(told.values()) == {"threads 1"}
    assert len(told) == 4


def test_a_process_that_hangs_is_replaced(outcome):
    started = time.monotonic()
    told = outcome("hangs", "a", "b", seconds=8)
    assert "longer than 8.0 s, twice" in told.pop("hangs")
    assert set(told.values()) == {"threads 1"}
    assert time.monotonic() - started < 300


def test_every_file_may_kill_its_process(outcome):
    assert all("twice" in reason for reason in outcome("dies 1", "dies 2", "dies 3").values())


def test_an_error_made_on_purpose_ends_the_run(outcome):
    with pytest.raises(ModelError, match="missing"):
        outcome("no model", "a")


def test_processes_that_die_at_once_are_no_file_s_fault(tmp_path: Path):
    jobs = [Job(n, Note(tmp_path / "a", "a", tmp_path), Rosters()) for n in range(2)]
    with pytest.raises(EngineError, match="while they start") as caught:
        list(work_in_processes(jobs, Settings(), 2, serve=serve_nothing))
    assert "memory" in caught.value.remedy


def test_who_stops_listening_leaves_no_process(outcome, tmp_path: Path):
    jobs = [Job(n, Note(tmp_path / "a", "a", tmp_path), Rosters()) for n in range(3)]
    results = work_in_processes(jobs, Settings(), 2, serve=serve)
    next(results)
    results.close()
    assert not multiprocessing.active_children()
