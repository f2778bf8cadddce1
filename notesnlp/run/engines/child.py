"""What a worker process does: it takes files one by one and sends back what came of them."""

from __future__ import annotations

import signal
from multiprocessing.connection import Connection
from typing import Any

from notesnlp.config import Settings
from notesnlp.errors import NotesError
from notesnlp.language.lean import leave_torch_out

READY = "ready"
"""Said once, when the first file can be taken."""


def serve(pipe: Connection[Any, Any], settings: Settings) -> None:
    """Work until the other end closes, which it does in any way it ends.

    Args:
        pipe: brings jobs, takes results; an error made on purpose is sent and ends the process.
        settings: of the run.
    """
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # who interrupts the run speaks to its main process
    leave_torch_out()
    from notesnlp.run.work import Bench

    try:
        bench = Bench(settings)
        _ = bench.pipeline
        pipe.send(READY)
        while True:
            pipe.send(bench.do(pipe.recv()))
    except NotesError as error:
        pipe.send(error)
    except (EOFError, OSError):
        return
