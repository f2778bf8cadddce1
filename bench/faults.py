"""What is left of a run that is killed, whose disk fails or fills, whose clock goes back, or that is not alone.

    python -m bench.faults          # as root, with strace: some 400 runs, a few minutes

Each run is a process of its own over a folder that has changed since an earlier run. Afterwards the
output must be that of the earlier run or of the new one, whole; the ledger must be sound; and the
next run must give what an undisturbed one gives, byte for byte, nothing lost and nothing doubled.
The models are left out (`bench.staged`): they write nothing. Kernel calls fail, or kill the
process, by strace's fault injection, so that SQLite's writes are met as Python's are.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.mailed import mailed
from bench.staged import FIRST, SECOND, analyze, lay
from bench.struck import (
    CALLS,
    NAMES,
    SYNCS,
    WRITES,
    Point,
    Row,
    child,
    contents,
    damage,
    ends,
    files,
    points_of,
    struck,
)
from notesnlp.ledger import history, open_ledger
from notesnlp.ledger.changes import changes_since, last_sent, note_sent
from notesnlp.report.results import load_results

POINTS = 50


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
        out = self.trial()
        self.points = points_of(lambda: analyze(self.notes, out), place / "log")

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


def strike(bench: Bench, what: str, how: str, points: Sequence[Point], of: int) -> Row:
    """A run for each of `points`, at which `how` happens."""
    row = Row(f"{what}: {len(points)} of {of} points")
    for point in points:
        out = bench.trial()
        end = struck(lambda out=out: analyze(bench.notes, out), point, how)  # type: ignore[misc]
        bench.check(row, out, end, f"{point}")
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
            return lambda: strike(bench, what, how, chosen, len(points))

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
            lambda: mailed(bench.place),
        ):  # fmt: skip
            print(make(), flush=True)
        print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
