"""Time and memory of whole runs, each as a process of its own.

    python -m bench.run [FOLDER]

FOLDER is analysed with one and with two processes, twice with one, and the results are
compared byte by byte; corpora/demo where none is given.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TABLES = ("needs", "dependencies", "ideas", "followups", "framing", "themes", "meetings")


def main(folder: Path) -> None:
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    best = min(_timed(["--help"])[0] for _ in range(5))
    print(f"notesnlp --help: {best:.2f} s (best of five)")
    with tempfile.TemporaryDirectory() as scratch:
        digests = {}
        for name, workers in (("one process", 1), ("again", 1), ("two processes", 2)):
            out = Path(scratch) / name.replace(" ", "-")
            seconds, peak = _timed(
                ["analyze", str(folder), "-o", str(out), "--workers", str(workers), "--quiet"]
            )
            digests[name] = _digest(out)
            print(
                f"{folder}, {name}: {seconds:.1f} s, peak {peak / 1024:.0f} MB in the main process"
            )
        same = len(set(digests.values())) == 1
        print(f"findings.jsonl and tables {'identical' if same else 'DIFFER'}: {digests}")


def _timed(arguments: list[str]) -> tuple[float, int]:
    """Wall seconds, and the largest resident set of the process in KiB."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [Path(sys.executable).with_name("notesnlp"), *arguments], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in {0, 3}:
        raise SystemExit(f"notesnlp {' '.join(arguments)} failed")
    return seconds, usage.ru_maxrss


def _digest(out: Path) -> str:
    digest = hashlib.sha256((out / "findings.jsonl").read_bytes())
    for name in TABLES:
        digest.update((out / f"{name}.csv").read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpora/demo"))
