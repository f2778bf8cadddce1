"""How many processes work on a folder."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import notesnlp.run.engines as engines
from notesnlp.config import Settings
from notesnlp.metadata import Rosters
from notesnlp.run.discover import Note
from notesnlp.run.work import Job

LONG = 100_000


def jobs(*sizes: int) -> list[Job]:
    return [
        Job(number, Note(Path(f"{number}.md"), f"{number}.md", Path()), Rosters(), size)
        for number, size in enumerate(sizes)
    ]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch):
    """What `choose` decides on a machine of four cores, without doing the work."""
    monkeypatch.setattr(engines, "cores", lambda: 4)
    monkeypatch.setattr(engines, "work_here", lambda _, __, threads: iter([("here", threads)]))
    monkeypatch.setattr(
        engines, "work_in_processes", lambda _, __, processes: iter([("processes", processes)])
    )

    def told(sizes: Sequence[int], workers: int | None = None) -> tuple[str, int]:
        found = engines.choose(jobs(*sizes), Settings(), workers=workers, cluster=None)
        return next(iter(found))  # type: ignore[return-value]

    return told


def test_little_text_is_read_in_one_process_with_all_cores(chosen):
    assert chosen([1_000] * 40) == ("here", 4)
    assert chosen([10 * LONG]) == ("here", 4), "a file cannot be divided"


def test_much_text_is_read_by_as_many_processes_as_there_are_cores(chosen):
    assert chosen([LONG] * 5) == ("processes", 3)
    assert chosen([LONG] * 50) == ("processes", 4)


def test_a_number_that_is_named_holds(chosen, monkeypatch: pytest.MonkeyPatch):
    assert chosen([1_000] * 40, 2) == ("processes", 2)
    assert chosen([LONG] * 50, 1) == ("here", 1), "one worker is one core"
    assert chosen([LONG] * 3, 16) == ("processes", 3), "one file each at most"
    monkeypatch.setattr(engines, "cores", lambda: 64)
    assert chosen([LONG] * 500) == ("processes", 8), "memory is not asked for by the dozen"
