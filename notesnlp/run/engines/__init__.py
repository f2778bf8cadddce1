"""Engines: where the work on files is done. Each yields what came of its jobs as they are finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notesnlp.config import Settings
from notesnlp.run.engines.here import cores, work_here
from notesnlp.run.engines.processes import work_in_processes
from notesnlp.run.work import Done, Job

__all__ = ["choose", "paying"]

_WORTH_BYTES = 150_000
"""Of notes: some seconds' work; for less a process costs more to start than it saves."""
_MOST = 8
"""Processes where nobody names a number: each takes some 0.65 GB of memory."""


def choose(
    jobs: Sequence[Job], settings: Settings, *, workers: int | None, cluster: str | None
) -> Iterator[Done]:
    """The results of all jobs, in whatever order they are finished.

    Args:
        jobs: the files.
        settings: of the run.
        workers: processes on this machine, each with one core; None for as many as pay, or this one
            with all cores.
        cluster: address of a dask scheduler, or ``local:N``; None for this machine.

    Raises:
        EngineError: workers or the cluster cannot be used.
        ModelError: models are missing or damaged.
    """
    if not jobs:
        return iter(())
    if cluster:
        from notesnlp.run.engines.cluster import work_on_cluster

        return work_on_cluster(jobs, settings, cluster)
    processes = min(workers or paying(jobs), len(jobs))
    if processes > 1:
        return work_in_processes(jobs, settings, processes)
    return work_here(jobs, settings, threads=workers or cores())


def paying(jobs: Sequence[Job]) -> int:
    """How many processes are worth starting for `jobs`, 1 to 8."""
    size = sum(job.size for job in jobs)
    return max(1, min(cores(), len(jobs), size // _WORTH_BYTES, _MOST))
