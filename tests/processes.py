"""Processes of a test's own, which may be killed."""

from __future__ import annotations

import os
from collections.abc import Callable


def child(work: Callable[[], object]) -> int:
    """Do `work` in a process of its own, which ends with 0, or with 1 where it fails."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process


def ends(process: int) -> int:
    """The code with which a child ends; negative where a signal ends it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
