"""The work in this process, with all its cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from notesnlp.config import Settings
from notesnlp.run.work import Bench, Done, Job


def work_here(jobs: Sequence[Job], settings: Settings) -> Iterator[Done]:
    """The results of all jobs, in their order."""
    bench = Bench(settings, threads=cores())
    return (bench.do(job) for job in jobs)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
