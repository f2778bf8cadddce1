"""Processes that are struck by faults of the kernel's, and what is compared after them."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notesnlp.report.publish import steady

WRITES = ("write", "pwrite64", "ftruncate")
SYNCS = ("fsync", "fdatasync")
NAMES = ("rename", "unlink", "mkdir", "rmdir")
CALLS = WRITES + SYNCS + NAMES
"""Calls by which files change."""
TRACE = os.environ.get("FAULTS_TRACE")
"""A file for the traceback of a run that ends as none should."""
Point = tuple[str, int]
"""The name of a call, and which of that name it is."""
_MOMENTS = {"at", "first_seen", "changed_on", "undone_on"}
_VARYING = {"run.json", "ledger.db"}


@dataclass
class Row:
    """A row of the table."""

    what: str
    runs: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        ends = ", ".join(f"{end} {count}" for end, count in sorted(self.ends.items()))
        return f"| {self.what} | {self.runs} | {ends} | {len(self.faults)} |" + "".join(
            f"\n  FAULT {fault}" for fault in self.faults
        )


def files(out: Path) -> dict[str, bytes]:
    """The files of a run but for what differs every time, once somebody has looked into it."""
    with steady(out):
        json.loads((out / "run.json").read_text(encoding="utf-8"))
        return {
            path.name: path.read_bytes()
            for path in out.iterdir()
            if path.is_file() and path.name not in _VARYING and not path.name.startswith("ledger.db")
        }  # fmt: skip


def damage(ledger: Path) -> str | None:
    """What is wrong with a ledger."""
    with sqlite3.connect(ledger) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall()
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        doubled = connection.execute(
            "SELECT meeting_id, key FROM findings GROUP BY 1, 2 HAVING count(*) > 1"
        ).fetchall()
    connection.close()
    bad = [sound != [("ok",)], bool(loose), bool(doubled)]
    return f"ledger damaged: {sound} {loose} {doubled}" if any(bad) else None


def contents(ledger: Path) -> dict[str, list[str]]:
    """All rows of a ledger but for moments."""
    with sqlite3.connect(ledger) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]  # fmt: skip
        found = {}
        for table in tables:
            cursor = connection.execute(f'SELECT * FROM "{table}"')
            names = [item[0] for item in cursor.description]
            found[table] = sorted(
                repr([bool(value) if name == "gone_on" else value for name, value in zip(names, row, strict=True) if name not in _MOMENTS])
                for row in cursor
            )  # fmt: skip
    connection.close()
    return found


def child(work: Callable[[], object], *, halted: bool = False) -> int:
    """Do `work` in a process of its own, which waits for SIGCONT first where it is `halted`."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            if halted:
                os.kill(os.getpid(), signal.SIGSTOP)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            found = work()
            code = found if isinstance(found, int) else 0
        except BaseException:
            if TRACE:
                Path(TRACE).write_text(traceback.format_exc())
            raise
        finally:
            os._exit(code)
    return process


def ends(process: int) -> int:
    """The exit code of a process; the negative number of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def traced(work: Callable[[], object], options: list[str]) -> int:
    """How `work` ended in a process under strace."""
    process = child(work, halted=True)
    os.waitpid(process, os.WUNTRACED)
    log = [] if "-o" in options else ["-o", os.devnull]
    tracer = subprocess.Popen(
        ["strace", *options, *log, "-p", str(process)], stderr=subprocess.PIPE, text=True
    )
    if tracer.stderr is None or "attached" not in tracer.stderr.readline():
        raise SystemExit("strace cannot attach here")
    os.kill(process, signal.SIGCONT)
    code = ends(process)
    tracer.wait()
    return code


def points_of(work: Callable[[], object], log: Path, calls: Sequence[str] = CALLS) -> list[Point]:
    """Every one of `calls` in an undisturbed `work`."""
    traced(work, [f"--trace={','.join(calls)}", "-o", str(log)])
    numbers: Counter[str] = Counter()
    found = []
    for name in re.findall(rf"\b({'|'.join(calls)})\(", log.read_text()):
        numbers[name] += 1
        found.append((name, numbers[name]))
    return found


def struck(work: Callable[[], object], point: Point, how: str) -> int:
    """How `work` ended where `how` happened at `point`: ``signal=KILL``, ``error=EIO``."""
    name, number = point
    return traced(work, [f"--trace={name}", f"--inject={name}:{how}:when={number}"])
