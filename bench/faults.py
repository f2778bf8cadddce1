"""What is left of a run that is killed, whose disk fails or fills, whose clock goes back, or that is not alone.

    python -m bench.faults          # as root, with strace: some 400 runs, a few minutes

Each run is a process of its own over a folder that has changed since an earlier run. Afterwards the
output must be that of the earlier run or of the new one, whole; the ledger must be sound; and the
next run must give what an undisturbed one gives, byte for byte, nothing lost and nothing doubled.
The models are left out (`bench.staged`): they write nothing. Kernel calls fail, or kill the
process, by strace's fault injection, so that SQLite's writes are met as Python's are.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.staged import FIRST, SECOND, analyze, lay
from notesnlp.ledger import history, open_ledger
from notesnlp.ledger.changes import changes_since, last_sent, note_sent
from notesnlp.report.publish import steady
from notesnlp.report.results import load_results

WRITES = ("write", "pwrite64", "ftruncate")
SYNCS = ("fsync", "fdatasync")
NAMES = ("rename", "unlink", "mkdir", "rmdir")
CALLS = WRITES + SYNCS + NAMES
POINTS = 50
TRACE = os.environ.get("FAULTS_TRACE")
"""A file for the traceback of a run that ends as none should."""
Point = tuple[str, int]
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


class Bench:
    """The folders of the trials: notes, and what an earlier and an undisturbed later run make of them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.notes = lay(place / "notes", FIRST)
        self.before = place / "before"
        analyze(self.notes, self.before)  # imports all there is, for the children
        for old in FIRST.keys() - SECOND.keys():
            (self.notes / old).unlink()
        lay(self.notes, SECOND)
        self.after = place / "after"
        shutil.copytree(self.before, self.after)
        ends(child(lambda: analyze(self.notes, self.after)))
        self.old, self.new = files(self.before), files(self.after)
        self.known = contents(self.after / "ledger.db")
        self.points = self._points()

    def _points(self) -> list[Point]:
        """Every call of an undisturbed run that writes: its name, and which of that name it is."""
        out, log = self.trial(), self.place / "log"
        traced(lambda: analyze(self.notes, out), [f"--trace={','.join(CALLS)}", "-o", str(log)])
        names = re.findall(rf"\b({'|'.join(CALLS)})\(", log.read_text())
        numbers: Counter[str] = Counter()
        return [(name, numbers.update([name]) or numbers[name]) for name in names]

    def trial(self) -> Path:
        """A copy of the output of the earlier run."""
        out = Path(tempfile.mkdtemp(dir=self.place)) / "out"
        shutil.copytree(self.before, out)
        return out

    def check(self, row: Row, out: Path, end: int, where: str) -> None:
        """Judge what a run left that ended with `end`, run again, and judge that."""
        row.runs += 1
        names = {0: "done", 2: "told", 130: "interrupted", -9: "killed"}
        row.ends[names.get(end, f"code {end}")] += 1
        if end not in names:
            row.faults.append(f"{where}: ended with {end}")
        if (fault := self._state(out)) is not None:
            row.faults.append(f"{where}: {fault}")
        again = ends(child(lambda: analyze(self.notes, out)))
        if again != 0 or files(out) != self.new:
            row.faults.append(f"{where}: the next run ended with {again} and other results")
        if (found := contents(out / "ledger.db")) != self.known:
            differing = [name for name in found if found[name] != self.known[name]]
            row.faults.append(f"{where}: the ledger differs in {differing}")
        shutil.rmtree(out.parent, ignore_errors=True)

    def _state(self, out: Path) -> str | None:
        try:
            load_results(out)
            found = files(out)
        except Exception as error:
            return f"cannot be read: {error}"
        if found not in (self.old, self.new):
            return f"half: {sorted(name for name in found if found[name] != self.old.get(name))}"
        return damage(out / "ledger.db")


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


def struck(bench: Bench, what: str, how: str, points: list[Point], of: int) -> Row:
    """A run for each of `points`, at which `how` happens."""
    row = Row(f"{what}: {len(points)} of {of} points")
    for name, number in points:
        out = bench.trial()
        options = [f"--trace={name}", f"--inject={name}:{how}:when={number}"]
        end = traced(lambda out=out: analyze(bench.notes, out), options)  # type: ignore[misc]
        bench.check(row, out, end, f"{name} {number}")
    return row


def together(bench: Bench) -> Row:
    """Two runs at once."""
    row = Row("two runs at once over one folder and output")
    for turn in range(10):
        out = bench.trial()
        runs = [child(lambda out=out: analyze(bench.notes, out)) for _ in range(2)]  # type: ignore[misc]
        codes = [ends(run) for run in runs]
        bench.check(row, out, max(codes), f"turn {turn}: {codes}")
    return row


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """A file system in memory."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def full(bench: Bench) -> Row:
    """Disks with less and less room."""
    row = Row("disk full, 10 sizes")
    used = sum(-(-path.stat().st_size // 4096) * 4096 for path in bench.before.iterdir())
    for step in range(10):
        with mounted(
            bench.place / f"full{step}", f"size={used + 40_000 + step * used // 9}"
        ) as disk:
            shutil.copytree(bench.before, disk / "t" / "out")
            end = ends(child(lambda disk=disk: analyze(bench.notes, disk / "t" / "out")))  # type: ignore[misc]
            subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
            bench.check(row, disk / "t" / "out", end, f"size {step}")
    return row


def read_only(bench: Bench) -> Row:
    """An output that cannot be written to."""
    row = Row("read-only output")
    with mounted(bench.place / "ro", "size=50m") as disk:
        shutil.copytree(bench.before, disk / "t" / "out")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        end = ends(child(lambda: analyze(bench.notes, disk / "t" / "out")))
        if files(disk / "t" / "out") != bench.old:
            row.faults.append("changed, or cannot be looked into")
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        bench.check(row, disk / "t" / "out", end, "read-only")
    return row


def backwards(bench: Bench) -> Row:
    """A clock that is set back by years after a report was sent."""
    row = Row("clock set back after a report was sent")
    out = bench.trial()
    note_sent(open_ledger(out / "ledger.db"), ["cio@b.example"], "Notes")

    def earlier() -> int:
        history.now = lambda: "2001-01-01T00:00:00.000+00:00"
        return analyze(bench.notes, out)

    end = ends(child(earlier))
    ledger = open_ledger(out / "ledger.db")
    with ledger.reading() as connection:
        sent = last_sent(connection)
        news = changes_since(connection, sent) if sent else []
    if not {"new", "corrected"} <= {item.what for item in news if item.about == "meeting"}:
        row.faults.append("what the later run learned is news to nobody")
    with sqlite3.connect(out / "ledger.db") as connection:
        connection.execute("DELETE FROM sent")
    connection.close()
    bench.check(row, out, end, "clock")
    return row


def main() -> None:
    """Print the table."""
    chance = random.Random(8)
    with tempfile.TemporaryDirectory() as place:
        started = time.monotonic()
        bench = Bench(Path(place))
        print("| fault | runs | ended | lost, doubled, half |\n| --- | --- | --- | --- |")

        def at(what: str, calls: tuple[str, ...], how: str, most: int) -> Callable[[], Row]:
            points = [point for point in bench.points if point[0] in calls]
            chosen = sorted(chance.sample(points, min(most, len(points))))
            return lambda: struck(bench, what, how, chosen, len(points))

        for make in (
            at("kill -9 at a call that writes", CALLS, "signal=KILL", POINTS),
            at("fsync fails", SYNCS, "error=EIO", 1000),
            at("write fails", WRITES, "error=ENOSPC", POINTS),
            at("rename, unlink, mkdir, rmdir fail", NAMES, "error=EIO", 1000),
            at("Ctrl-C at a call that writes", CALLS, "signal=INT", 10),
            lambda: together(bench),
            lambda: full(bench),
            lambda: read_only(bench),
            lambda: backwards(bench),
        ):  # fmt: skip
            print(make(), flush=True)
        print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
