"""A command as a process of its own: its wall time, and its memory with that of its processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

NOTESNLP = (sys.executable, "-c", "from notesnlp.cli.main import main; main()")
_FIRST_S = 0.5
_EVERY_S = 2.0
"""Until the first look at the memory, and between looks. Each takes the kernel some hundredths of a second for each process, during
which that waits: at four a second two workers were slowed by a tenth."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command took.

    Attributes:
        seconds: wall time.
        main_mb: largest resident memory of the process itself.
        all_mb: largest sum over it and all processes it started, shared pages counted once
            (proportional set size).
        worker_mb: largest proportional set size of one of those that it started.
        code: exit status.
    """

    seconds: float
    main_mb: float
    all_mb: float
    worker_mb: float
    code: int


def watch(
    command: Sequence[str], *, started: Callable[[int], None] | None = None, **named: object
) -> Watched:
    """Run `command` and watch it.

    Args:
        command: program and arguments.
        started: called with its process id.
        named: for `subprocess.Popen`.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **named)  # type: ignore[call-overload]
    most = {"main": 0.0, "all": 0.0, "worker": 0.0}
    over = threading.Event()

    def look() -> None:
        pause = _FIRST_S
        while not over.wait(pause):
            pause = _EVERY_S
            main = _pss(process.pid)
            others = [_pss(pid) for pid in descendants(process.pid)]
            most["main"] = max(most["main"], _resident_peak(process.pid))
            most["all"] = max(most["all"], main + sum(others))
            most["worker"] = max(most["worker"], *others, 0.0)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    if started:
        started(process.pid)
    code = process.wait()
    seconds = time.perf_counter() - begun
    over.set()
    watcher.join()
    return Watched(seconds, most["main"], most["all"], most["worker"], code)


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    found = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    except OSError:
        return found
    return found


def _pss(pid: int) -> float:
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")


def _resident_peak(pid: int) -> float:
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmHWM:")


def _kilobytes(path: Path, key: str) -> float:
    """A value of one of the kernel's tables, in MB; 0 where the process is gone."""
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)
