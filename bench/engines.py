"""One process, two, a cluster, and what is not done twice: times, memory, and whether the output is the same.

    python -m bench.engines FOLDER

FOLDER is analysed as it is: with one process, again unchanged, with one file changed; with two
processes; on local clusters of one and two workers, and with one of the two killed at half time.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from bench.watched import NOTESNLP, Watched, descendants, watch

OUTPUT = (
    "findings.jsonl", "needs.csv", "dependencies.csv", "ideas.csv", "followups.csv", "framing.csv",
    "themes.csv", "meetings.csv",
)  # fmt: skip


def analyze(
    notes: Path, out: Path, *options: str, started: Callable[[int], None] | None = None
) -> tuple[Watched, str]:
    """Run it; what it took, and a hash of what it wrote."""
    command = [*NOTESNLP, "analyze", str(notes), "-o", str(out), "--quiet", *options]
    seen = watch(command, started=started)
    if seen.code not in {0, 3}:
        raise SystemExit(f"notesnlp analyze {' '.join(options)} ended with {seen.code}")
    digest = hashlib.sha256()
    for name in OUTPUT:
        digest.update((out / name).read_bytes())
    return seen, digest.hexdigest()[:12]


def kill_later(seconds: float) -> Callable[[int], None]:
    """Kills a process that a run has started, the one with most memory, after so many seconds."""

    def started(pid: int) -> None:
        def kill() -> None:
            children = descendants(pid)
            if children:
                largest = max(children, key=_resident)
                os.kill(largest, signal.SIGKILL)

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()

    return started


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0


def main(folder: Path) -> None:
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| run | seconds | against the first | main process, MB | all, MB | a worker, MB | output |\n|" + " --- |" * 7)  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        notes = Path(scratch) / "notes"
        shutil.copytree(folder, notes)
        base = 0.0

        def tell(name: str, out: str, *options: str, **named: object) -> float:
            nonlocal base
            seen, output = analyze(notes, Path(scratch) / out, *options, **named)  # type: ignore[arg-type]
            base = base or seen.seconds
            print(
                f"| {name} | {seen.seconds:.1f} | {seen.seconds / base:.3f} | {seen.main_mb:,.0f} | "
                f"{seen.all_mb:,.0f} | {seen.worker_mb:,.0f} | {output} |",
                flush=True,
            )
            return seen.seconds

        tell("one process", "one", "--workers", "1")
        tell("unchanged", "one", "--workers", "1")
        tell("two processes", "two", "--workers", "2")
        tell("a cluster of one", "cluster-1", "--cluster", "local:1")
        whole = tell("a cluster of two", "cluster-2", "--cluster", "local:2")
        tell("of two, one killed", "cluster-3", "--cluster", "local:2", started=kill_later(whole / 2))  # fmt: skip
        # With its ledger, by which ids of themes stay from run to run.
        shutil.copytree(Path(scratch) / "one", Path(scratch) / "anew")
        changed = next(path for path in sorted(notes.rglob("*")) if path.suffix in {".txt", ".md"})
        with changed.open("a", encoding="utf-8") as file:
            file.write("\nWe wait for the second scanner since March.\n")
        tell("one file changed", "one", "--workers", "1")
        tell("the same anew", "anew", "--fresh", "--workers", "1")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
