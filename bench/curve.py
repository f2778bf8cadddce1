"""The learning curve: what more organisations, and real beside invented meetings, are worth.

    python -m bench.curve --organisations 5 10 20 --report corpora/benchmark corpora/qmsum/joined/benchmark
    python -m bench.curve --parts invented real both --report ...

Each row is a judge tuned anew on so many organisations of corpora/train (in an order drawn
once), or on a part of all training sets, with everything else as in `make models`. The judges
are written below --out and dropped by nothing, so that a run that broke off goes on.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from bench.corpora.qmsum import JOINED
from bench.rows import HEADER, RULE, cells
from notesnlp.config import Settings
from notesnlp.embed.store import MANIFEST, default_models
from notesnlp.evaluation.run import evaluate
from notesnlp.evaluation.scores import merge
from notesnlp.learn.annotations import AnnotatedSet, load_sets
from notesnlp.learn.finetune import Recipe
from notesnlp.run import load
from notesnlp.training.train import train_judge

_SEED = 13


def main() -> None:
    """Train and print a row for each size and part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", nargs="*", type=int, default=[])
    parser.add_argument("--parts", nargs="*", choices=("invented", "real", "both"), default=[])
    parser.add_argument("--report", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("bench/results/curve"))
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    given = parser.parse_args()
    invented, real = load_sets([Path("corpora/train")]), load_sets([JOINED / "train"])
    validation = load_sets([Path("corpora/validation"), JOINED / "validation"])
    organisations = [item for item in invented if not item.name.startswith("passages")]
    random.Random(_SEED).shuffle(organisations)
    jobs: list[tuple[str, Sequence[AnnotatedSet]]] = [
        (f"{count} organisations", organisations[:count]) for count in given.organisations
    ]
    parts = {"invented": invented, "real": real, "both": [*invented, *real]}
    jobs += [(name, parts[name]) for name in given.parts]
    report = {path: load_sets([path]) for path in given.report}
    print(f"| trained on | words | reported on | {HEADER} |\n|{' --- |' * 3}{RULE}")
    for name, sets in jobs:
        models = given.out / f"{name.replace(' ', '-')}-{given.epochs}-epochs"
        if not (models / "judge" / MANIFEST).is_file():
            shutil.copytree(default_models() / "encoder", models / "encoder", dirs_exist_ok=True)
            train_judge(
                sets, validation, models, recipe=Recipe(epochs=given.epochs), log=lambda line: None
            )
        words = sum(item.meeting.words for annotated in sets for item in annotated.meetings)
        for path, held_out in report.items():
            parts_found = evaluate(held_out, load(Settings(models=models)))
            scores = merge(part.scores for part in parts_found)
            print(
                f"| {name} | {words:,} | {path} | {cells(scores)} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
