"""The work on a cluster: a dask scheduler that is named, or worker processes of this machine.

Files travel as references, in chunks worth about a minute, and results come back packed; the models
are loaded once in every process. Only a few chunks wait at the scheduler at a time. A worker that is
lost costs the time of its chunk: dask gives that to another one. A chunk that has killed several is
done file by file, and a file that does so is named.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from notesnlp.config import Settings
from notesnlp.errors import EngineError, MissingExtra
from notesnlp.run.keys import Keys
from notesnlp.run.work import Bench, Done, Job, lost, narrowed

LOCAL = "local:"
"""An address that begins so is that of worker processes made for the run: ``local:4``."""
_CHUNK_BYTES = 2 * 2**20
"""Of a chunk: a minute's work, at 30 KB of text a second and core."""
_CHUNK_FILES = 500
_CHUNKS_A_WORKER = 4
"""At least so many, that none waits long for the last one."""
_AHEAD = 2
"""Chunks at the scheduler for each worker: one that is worked on, one that waits."""

Chunk = tuple[Job, ...]


def work_on_cluster(jobs: Sequence[Job], settings: Settings, address: str) -> Iterator[Done]:
    """The results of all jobs as they are finished.

    Args:
        jobs: the files, whose paths or URLs the workers can reach.
        settings: of the run.
        address: of the scheduler (``tcp://host:8786``, ``tls://…``), or ``local:N``.

    Raises:
        EngineError: the cluster cannot be reached, has no workers, or has another version.
        MissingExtra: dask.distributed is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingExtra(
            "a cluster needs dask.distributed", remedy="pip install 'notesnlp[cluster]'"
        ) from error
    base = Keys(settings).base
    with _cluster(distributed, address) as where, _client(distributed, where, address) as client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise EngineError(
                "the cluster has no workers", path=address, remedy="start some with `dask worker`"
            )
        yield from _work(distributed, client, deque(chunks(jobs, threads)), settings, base, threads)


def chunks(jobs: Sequence[Job], workers: int) -> list[Chunk]:
    """The jobs in their order, in chunks of about as much text.

    Args:
        jobs: the files.
        workers: how many work at the same time.
    """
    total = sum(job.size for job in jobs)
    most = min(_CHUNK_BYTES, max(total // (workers * _CHUNKS_A_WORKER), 1))
    files = min(_CHUNK_FILES, max(len(jobs) // (workers * _CHUNKS_A_WORKER), 1))
    found: list[Chunk] = []
    chunk: list[Job] = []
    size = 0
    for job in jobs:
        if chunk and (size + job.size > most or len(chunk) >= files):
            found.append(tuple(chunk))
            chunk, size = [], 0
        chunk.append(narrowed(job))
        size += job.size
    return [*found, tuple(chunk)] if chunk else found


def _work(
    distributed: Any,
    client: Any,
    waiting: deque[Chunk],
    settings: Settings,
    base: str,
    workers: int,
) -> Iterator[Done]:
    flying = distributed.as_completed()
    at: dict[str, Chunk] = {}
    while waiting or at:
        while waiting and len(at) < _AHEAD * workers:
            chunk = waiting.popleft()
            future = client.submit(work_on_chunk, chunk, settings, base, pure=False)
            at[future.key] = chunk
            flying.add(future)
        future = next(flying)
        chunk = at.pop(future.key)
        error = future.exception() if future.status != "finished" else None
        if error is None:
            yield from future.result()
            future.release()
        elif not isinstance(error, distributed.KilledWorker):
            raise error if isinstance(error, EngineError) else _failed(error)
        elif len(chunk) > 1:
            waiting.extend((job,) for job in chunk)
        else:
            yield lost(
                chunk[0],
                "its analysis ended several workers of the cluster",
                "split the file, or give the workers more memory",
            )


def work_on_chunk(chunk: Chunk, settings: Settings, base: str) -> list[Done]:
    """What a worker of the cluster does with a chunk.

    Args:
        chunk: the files.
        settings: of the run.
        base: what its analyses' keys must share with those of the run.

    Raises:
        EngineError: the worker has other models, libraries or another version of the program.
    """
    with _one_at_a_time:
        bench = _bench(settings.model_dump_json())
        if bench.keys.base != base:
            raise EngineError(
                "the worker has other models, libraries or another version of notesnlp",
                remedy="install the same on all machines of the cluster",
            )
        return [bench.do(job) for job in chunk]


_one_at_a_time = threading.Lock()
"""A worker process with several threads would use several times the memory, and its cores anyway."""


@lru_cache(maxsize=1)
def _bench(settings: str) -> Bench:
    from notesnlp.language.lean import leave_torch_out

    leave_torch_out()
    return Bench(Settings.model_validate_json(settings))


def _cluster(distributed: Any, address: str) -> Any:
    """Worker processes of this machine, or what stands for a cluster that is there already."""
    from contextlib import nullcontext

    if not address.startswith(LOCAL):
        return nullcontext(address)
    count = address.removeprefix(LOCAL)
    if not count.isdecimal() or not int(count):
        raise EngineError(
            f"{address!r} names no number of workers", remedy=f"write {LOCAL}2 for two"
        )
    return distributed.LocalCluster(
        n_workers=int(count),
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=0,
    )


def _client(distributed: Any, where: Any, address: str) -> Any:
    try:
        return distributed.Client(where, timeout="30s")
    except (OSError, ValueError, TimeoutError) as error:
        raise EngineError(
            f"the cluster cannot be reached: {error}",
            path=address,
            remedy="check the address, and that `dask scheduler` runs there",
        ) from error


def _failed(error: BaseException) -> EngineError:
    return EngineError(
        f"the cluster failed: {type(error).__name__}: {error}",
        remedy="see the logs of its scheduler and workers",
    )
