"""A real local cluster; one of its workers is killed."""

import signal
from pathlib import Path

import psutil
import pytest

from notesnlp.config import Settings
from notesnlp.errors import EngineError
from notesnlp.metadata import Rosters
from notesnlp.run.discover import Note
from notesnlp.run.engines.cluster import chunks, work_on_chunk, work_on_cluster
from notesnlp.run.folder import Run, run_folders
from notesnlp.run.work import Job

pytestmark = pytest.mark.filterwarnings("default")  # dask closes its sockets when it likes


def _jobs(*sizes: int) -> list[Job]:
    return [
        Job(number, Note(Path(f"{number}.txt"), f"{number}.txt", Path()), Rosters(), size)
        for number, size in enumerate(sizes)
    ]


def test_chunks_hold_every_job_once_in_order():
    jobs = _jobs(*range(0, 3_000_000, 100_000))
    found = chunks(jobs, 2)
    assert [job.number for chunk in found for job in chunk] == list(range(len(jobs)))
    assert len(found) >= 8
    assert max(sum(job.size for job in chunk) for chunk in found if len(chunk) > 1) <= 2 * 2**20
    assert all(len(chunk) <= 500 for chunk in chunks(_jobs(*[1] * 20_000), 1))
    assert len(chunks(_jobs(*[0] * 20_000), 1)) >= 40


@pytest.mark.parametrize("address", ["local:", "local:two", "local:0"])
def test_an_address_that_names_no_workers_is_told(address: str):
    with pytest.raises(EngineError, match="names no number"):
        list(work_on_cluster(_jobs(1), Settings(), address))


def test_a_worker_of_another_version_is_told():
    with pytest.raises(EngineError, match="another version"):
        work_on_chunk(tuple(_jobs(1)), Settings(), "another")


def test_a_cluster_whose_worker_is_killed_says_the_same(run: Run, notes: Path):
    """The killed worker's chunk is done by the other one."""
    killed = []

    def kill(done: int, total: int, name: str) -> None:
        if not killed:
            workers = psutil.Process().children(recursive=True)
            largest = max(workers, key=lambda child: child.memory_info().rss)
            largest.send_signal(signal.SIGKILL)
            killed.append(largest.pid)

    found = run_folders([notes], Settings(), cluster="local:2", progress=kill)
    assert killed
    assert found.results == run.results
