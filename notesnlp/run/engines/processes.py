"""The work in several processes of this machine, each with the models and one core.

Every process has one job at a time, so nothing piles up, and the largest come first, so that none
is left over at the end. One that dies (killed, out of memory) or takes longer than the limit is
replaced; its file is tried once more when all others are done, with nothing beside it, and named if
that fails too.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from notesnlp.config import Settings
from notesnlp.embed.store import MODELS, default_models, read_manifest
from notesnlp.errors import EngineError, NotesError
from notesnlp.run.engines.child import READY, serve
from notesnlp.run.work import Done, Job, lost, narrowed

_STARTS = 3
"""Processes in a row that may die before their first file: then it is no file's fault."""
_START_S = 1_800.0
"""For a process to load what it needs, on a machine that is busy."""
_ONE_CORE = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS",
)  # fmt: skip
"""What tells numerical libraries how many cores to use: each process has one."""


Serve = Callable[["Connection[Any, Any]", Settings], None]
"""What a process does: see `child.serve`."""


def work_in_processes(
    jobs: Sequence[Job], settings: Settings, workers: int, *, serve: Serve = serve
) -> Iterator[Done]:
    """The results of all jobs as they are finished.

    Args:
        jobs: the files.
        settings: of the run.
        workers: how many processes.
        serve: what they do.

    Raises:
        EngineError: processes die before they have begun.
        ModelError: models are missing or damaged.
    """
    models = settings.models or default_models()
    for name in MODELS:
        read_manifest(models / name)  # told at once, and once
    waiting = deque(sorted(jobs, key=lambda job: (-job.size, job.number)))
    again: deque[Job] = deque()
    crew = _Crew(settings, serve)
    yield from crew.work(waiting, min(workers, len(jobs)), again)
    while again:
        job = again.popleft()
        failed: deque[Job] = deque()
        yield from crew.work(deque([job]), 1, failed)
        if failed:
            yield lost(
                job,
                f"its analysis ended the process or took longer than {settings.limits.seconds} s, twice",
                "split the file, or raise limits.seconds in notesnlp.toml",
            )


class _Crew:
    """Processes that are replaced when they are lost.

    Args:
        settings: of the run.
        serve: what they do.
    """

    def __init__(self, settings: Settings, serve: Serve) -> None:
        self._settings = settings
        self._serve = serve
        self._crew: list[_Worker] = []

    def work(self, waiting: deque[Job], workers: int, again: deque[Job]) -> Iterator[Done]:
        """The results of the jobs `waiting`; those that took their process with them go to `again`."""
        deaths = 0
        try:
            while waiting or any(worker.job for worker in self._crew):
                busy = sum(worker.job is not None for worker in self._crew)
                while len(self._crew) < min(workers, len(waiting) + busy):
                    self._crew.append(_Worker(self._settings, self._serve))
                for worker in self._crew:
                    if worker.ready and worker.job is None and waiting:
                        worker.give(waiting.popleft())
                for worker in _heard(self._crew):
                    told = worker.hear()
                    if isinstance(told, NotesError):
                        raise told
                    if isinstance(told, Done):
                        deaths = 0
                        yield told
                    elif told != READY:
                        deaths = 0 if worker.ready else deaths + 1
                        self._bury(worker, again, deaths)
        finally:
            while self._crew:
                self._crew.pop().end()

    def _bury(self, worker: _Worker, again: deque[Job], deaths: int) -> None:
        """A process has died or hangs."""
        if deaths >= _STARTS:
            raise EngineError(
                "processes end while they start",
                remedy="see whether there is enough memory, or use fewer --workers",
            )
        if worker.job:
            again.append(worker.job)
        self._crew.remove(worker)
        worker.end()


def _heard(crew: Sequence[_Worker]) -> list[_Worker]:
    """The workers that said something, ended, or are over their time; waits for the first."""
    deadline = min(worker.deadline for worker in crew)
    patience = None if deadline == float("inf") else max(deadline - time.monotonic(), 0)
    handles: dict[Any, _Worker] = {handle: worker for worker in crew for handle in worker.handles}
    spoken = [handles[handle] for handle in wait(list(handles), timeout=patience)]
    late = [worker for worker in crew if worker.deadline <= time.monotonic()]
    return list(dict.fromkeys([*spoken, *late]))


class _Worker:
    """A process that works on one file at a time.

    Attributes:
        job: that it works on.
        ready: it has begun.
        deadline: when it has taken too long, by the monotonic clock.
    """

    def __init__(self, settings: Settings, serve: Serve) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._settings = settings
        self._pipe: Connection[Any, Any] = ours
        self._process: BaseProcess = context.Process(
            target=serve, args=(theirs, settings), daemon=True
        )
        with _one_core():
            self._process.start()
        theirs.close()
        self.job: Job | None = None
        self.ready = False
        self.deadline = time.monotonic() + _START_S

    @property
    def handles(self) -> tuple[Connection[Any, Any], int]:
        """What becomes readable when it speaks or ends."""
        return self._pipe, self._process.sentinel

    def give(self, job: Job) -> None:
        """Give it a file; one that is dead is noticed when it is listened to."""
        self.job = job
        self.deadline = time.monotonic() + self._settings.limits.seconds
        with suppress(OSError):
            self._pipe.send(narrowed(job))

    def hear(self) -> object:
        """What it says: `READY`, a result, or an error; None where it ended or hangs."""
        try:
            if not self._pipe.poll():
                return None
            told = self._pipe.recv()
        except (EOFError, OSError):
            return None
        if told == READY:
            self.ready = True
        else:
            self.job = None
        self.deadline = float("inf")
        return told

    def end(self) -> None:
        """End it, whatever it does."""
        self._pipe.close()
        self._process.kill()
        self._process.join()


@contextmanager
def _one_core() -> Iterator[None]:
    """What is started within uses one core."""
    before = {name: os.environ.get(name) for name in _ONE_CORE}
    os.environ.update(dict.fromkeys(_ONE_CORE, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
