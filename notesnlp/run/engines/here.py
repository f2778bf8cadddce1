"""The work in this process."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from notesnlp.config import Settings
from notesnlp.run.work import Bench, Done, Job


def work_here(jobs: Sequence[Job], settings: Settings, *, threads: int) -> Iterator[Done]:
    """The results of all jobs, in their order.

    Args:
        jobs: the files.
        settings: of the run.
        threads: cores that one file may use.
    """
    bench = Bench(settings, threads=threads)
    return (bench.do(job) for job in jobs)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
