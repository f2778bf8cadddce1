"""Processes that work on nothing, and die, hang or fail at files that are called so."""

import os
import signal
import time
from pathlib import Path

from notesnlp.errors import ModelError
from notesnlp.report.results import Failure
from notesnlp.run.engines.child import READY
from notesnlp.run.packed import pack_failure
from notesnlp.run.work import Done


def serve(pipe, settings):
    """Answers each file; the name says what becomes of it, a file beside it whether it was tried."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe.send(READY)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        name = job.note.name
        tried = Path(f"{job.note.path}.tried")
        if name.startswith("dies") or (name.startswith("stumbles") and not tried.exists()):
            tried.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if name.startswith("hangs"):
            time.sleep(600)
        if name.startswith("no model"):
            pipe.send(ModelError("the model is missing"))
            return
        data = pack_failure(Failure(name, f"threads {os.environ['OMP_NUM_THREADS']}"))
        pipe.send(Done(job.number, data))


def serve_nothing(pipe, settings):
    """Dies before it has begun."""
    os.kill(os.getpid(), signal.SIGKILL)
