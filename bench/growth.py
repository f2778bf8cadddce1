"""Time, memory and size of the ledger as notes grow in number, with the fitted exponents.

    python -m bench.growth FOLDER [--sizes 100,1000] [--words 9000] [--workers 1] [--picture FILE]

Each number of notes is generated below FOLDER (bench/notes_generator.py) and analysed by a process of
its own. The exponent is the slope of the line fitted through the logarithms of number and time, of
number and ledger; of the time, what the smallest number takes at the start is not taken off.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
from pathlib import Path

from bench.notes_generator import write_notes
from bench.watched import NOTESNLP, watch


def measure(folder: Path, count: int, words: int, workers: int) -> dict[str, float]:
    """What `count` notes of `words` words take."""
    notes, out = folder / f"notes-{count}", folder / f"out-{count}"
    for path in (notes, out):
        shutil.rmtree(path, ignore_errors=True)
    written = write_notes(notes, count, words=words)
    command = [*NOTESNLP, "analyze", str(notes), "-o", str(out), "--workers", str(workers), "--quiet"]  # fmt: skip
    seen = watch(command)
    if seen.code:
        raise SystemExit(f"notesnlp analyze ended with {seen.code}")
    about = json.loads((out / "run.json").read_text(encoding="utf-8"))
    sizes = {
        "ledger_mb": (out / "ledger.db").stat().st_size,
        "cache_mb": sum(path.stat().st_size for path in out.glob(".cache/*/*")),
        "report_mb": (out / "report.html").stat().st_size,
    }
    shutil.rmtree(notes)
    shutil.rmtree(out)
    return {
        "notes": count,
        "words": written,
        "findings": about["counts"]["findings"],
        "seconds": round(seen.seconds, 1),
        "main_mb": round(seen.main_mb),
        "all_mb": round(seen.all_mb),
        "worker_mb": round(seen.worker_mb),
        **{name: round(size / 2**20, 1) for name, size in sizes.items()},
    }


def exponent(rows: list[dict[str, float]], what: str) -> float:
    """The slope of log `what` over log notes, by least squares."""
    points = [(math.log(row["notes"]), math.log(max(row[what], 1e-9))) for row in rows]
    x = sum(first for first, _ in points) / len(points)
    y = sum(second for _, second in points) / len(points)
    above = sum((first - x) * (second - y) for first, second in points)
    return above / sum((first - x) ** 2 for first, _ in points)


def draw(rows: list[dict[str, float]], picture: Path) -> None:
    """Time and memory over the number of notes, both axes logarithmic."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.6), layout="constrained")
    for axes, keys in zip(
        figure.subplots(1, 2), (("seconds",), ("main_mb", "ledger_mb")), strict=True
    ):
        for key in keys:
            axes.loglog(
                [row["notes"] for row in rows],
                [row[key] for row in rows],
                marker="o",
                label=f"{key.replace('_mb', ', MB')}: exponent {exponent(rows, key):.2f}",
            )
        axes.set_xlabel("notes")
        axes.grid(visible=True, which="both", alpha=0.3)
        axes.legend()
    figure.savefig(picture, dpi=120)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--words", type=int, default=9_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, float]] = []
    for size in given.sizes.split(","):
        rows.append(measure(given.folder, int(size), given.words, given.workers))
        if len(rows) == 1:
            print("| " + " | ".join(rows[0]) + " |\n|" + " --- |" * len(rows[0]))
        print("| " + " | ".join(f"{value:,}" for value in rows[-1].values()) + " |", flush=True)
    if len(rows) > 1:
        told = ", ".join(f"{key} {exponent(rows, key):.3f}" for key in ("seconds", "ledger_mb", "main_mb"))  # fmt: skip
        print(f"\nfitted exponents: {told}")
        if given.picture:
            draw(rows, given.picture)


if __name__ == "__main__":
    main()
