"""Engines: where the work on files is done. Each yields what came of its jobs as they are finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notesnlp.config import Settings
from notesnlp.run.engines.here import work_here
from notesnlp.run.engines.processes import work_in_processes
from notesnlp.run.work import Done, Job

__all__ = ["choose"]


def choose(
    jobs: Sequence[Job], settings: Settings, *, workers: int, cluster: str | None
) -> Iterator[Done]:
    """The results of all jobs, in whatever order they are finished.

    Args:
        jobs: the files.
        settings: of the run.
        workers: processes on this machine.
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
    if workers > 1 and len(jobs) > 1:
        return work_in_processes(jobs, settings, workers)
    return work_here(jobs, settings)
