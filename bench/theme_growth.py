"""Time and peak memory of themes from 1,000 to 100,000 invented findings, as a table and a picture.

python -m bench.theme_growth [PICTURE]: each size runs in a process of its own, from findings to
ranked themes: grouping, names, areas, priorities, near-duplicates. Sentences are put together from
what hurts, where, and who says so; the pair of thing and fault is the theme, some are common. Their
vectors are drawn around that of the theme's plain sentence, about as far from each other as those
of annotated themes; the encoder's time, so many texts a second whatever the number, is left out.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
_THINGS = """gate screen|card reader|label printer|booking page|invoice file|phone menu|stock count|badge door|
bus tracker|meter upload|claims form|visitor wifi|rota sheet|payslip portal|parking app|seat map|radio relay|
fuel pump log|patient list|timetable feed|loan register|freezer alarm|map layer|grant form|lift panel|
till drawer|translation desk|laptop dock|email archive|survey tool|weigh bridge|price list|permit queue""".replace(
    "\n", ""
).split("|")
_FAULTS = """{t} goes down every morning and we wait|nobody can get into the {t} after the weekend|
we type the {t} in again by hand each Friday|the {t} shows last week's numbers|could the {t} also work from a phone|
the {t} loses what I entered when I look something up|what if the {t} rang us before it fails|
three people share one login for the {t}|the {t} takes ten minutes to answer|
we would like the {t} in Polish as well|the {t} and the ledger never agree|the {t} prints two of everything""".replace(
    "\n", ""
).split("|")
_ENDS = [
    "",
    " and it has been so since spring",
    ", honestly",
    " at the north site",
    " which costs us an hour",
    ", as I said in May",
    " and customers notice",
    " in the late shift",
    ", believe me",
    " when it rains",
    ", so I keep a notebook",
    " and Dana rings round",
]
_STARTS = [
    "",
    "Well, ",
    "Look, ",
    "To be fair, ",
    "Again: ",
    "At our end ",
    "Since the move ",
    "You know, ",
    "Every time, ",
    "In short, ",
]


def invented(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """So many sentences and the plain ones behind them; common themes are told more often."""
    draw = random.Random(seed)
    themes = [fault.format(t=thing) for thing in _THINGS for fault in _FAULTS]
    draw.shuffle(themes)
    weights = [1 / (place + 10) for place in range(len(themes))]
    told = draw.choices(themes, weights, k=count)
    return [f"{draw.choice(_STARTS)}{text}{draw.choice(_ENDS)}." for text in told], told


def measure(count: int) -> dict[str, float]:
    """Seconds and peak megabytes of one size, in this process."""
    import notesnlp.themes.build as build
    from notesnlp.config import Priority
    from notesnlp.embed import load_encoder
    from notesnlp.embed.known import Passages
    from notesnlp.embed.store import default_models
    from notesnlp.evaluation.partitions import bcubed
    from notesnlp.model.finding import Need, quote
    from notesnlp.model.meeting import Meeting, Piece, Turn
    from notesnlp.themes.space import load_projection

    texts, told = invented(count)
    meetings, findings = [], []
    for first in range(0, count, 20):
        turns = tuple(
            Turn(at, "Dana", text, (Piece(0, at + 1, 0),), "customer")
            for at, text in enumerate(texts[first : first + 20])
        )
        meeting = Meeting(name=f"{first:06}.txt", turns=turns, format="txt", form="notes")
        meetings.append(meeting)
        for turn in turns:
            place = quote(meeting, turn, 0, len(turn.text), kind="need")
            findings.append(Need(evidence=place, type="pain", score=1.0, customer="internal"))
    models = default_models()
    encoder = load_encoder(models, threads=2)
    spent: dict[str, float] = {}
    projection = load_projection(models)
    vectors = _drawn(told, encoder, projection)
    passages = Passages(meetings, encoder)
    passages.add_around([item.evidence for item in findings], vectors)
    for place, name in ((build, "group"), (build.Namer, "name_groups"), (build, "near_pairs")):
        _timed(place, name, spent)
    started = time.perf_counter()
    result = build.build_themes(
        findings, meetings, encoder, projection,
        today=None, weights=Priority(), passages=passages,
    )  # fmt: skip
    whole = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    right = list(zip(told, (item.theme for item in result.findings), strict=True))
    return {
        "findings": count,
        "themes": len(result.themes),
        "bcubed": bcubed(right),
        "seconds": whole,
        "peak_mb": peak,
        **spent,
    }


def _drawn(told, encoder, projection, seed=0):  # type: ignore[no-untyped-def]
    """A vector for each: in the space of themes, half its length is chance."""
    import numpy as np

    plain, place = np.unique(told, return_inverse=True)
    centres = encoder.sentence_vectors(plain.tolist()) @ projection
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    chance = np.random.default_rng(seed).standard_normal((len(told), centres.shape[1]), np.float32)
    drawn = (centres[place] + chance / np.sqrt(centres.shape[1])) @ np.linalg.inv(projection)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float32)


def _timed(module: object, name: str, spent: dict[str, float]) -> None:
    inner = getattr(module, name)

    def outer(*args: object) -> object:
        started = time.perf_counter()
        try:
            return inner(*args)
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - started

    setattr(module, name, outer)


def main(picture: Path | None) -> None:
    rows = []
    for size in SIZES:
        run = subprocess.run(
            [sys.executable, "-m", "bench.theme_growth", "--one", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        rows.append(json.loads(run.stdout))
        print("  ".join(f"{name} {value:,.4g}" for name, value in rows[-1].items()), flush=True)
        if picture:
            _draw(rows, picture)


def _draw(rows: list[dict[str, float]], picture: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    sizes = [row["findings"] for row in rows]
    for axes, names, title in zip(
        figure.subplots(1, 2), (("seconds", "group", "name_groups", "near_pairs"), ("peak_mb",)),
        ("seconds", "peak memory, MB"), strict=True,
    ):  # fmt: skip
        for name in names:
            axes.loglog(sizes, [row[name] for row in rows], "o-", label=name)
        first = rows[0][names[0]]
        axes.loglog(
            sizes,
            [first * size / sizes[0] for size in sizes],
            ":",
            color="grey",
            label="in proportion",
        )
        axes.loglog(
            sizes,
            [first * (size / sizes[0]) ** 2 for size in sizes],
            "--",
            color="grey",
            label="square",
        )
        axes.set(xlabel="findings", title=title, ylim=(first / 30, first * 3000))
        axes.legend()
    figure.savefig(picture)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
