"""`make models`: the shipped models from the corpora, seeded.

The base encoder is exported where it is missing; the judge is tuned on corpora/train, and
strengths, calibration and thresholds are chosen on corpora/validation.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from notesnlp.embed.store import MANIFEST
from notesnlp.learn.annotations import load_sets
from notesnlp.training.train import train_judge


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("corpora"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--heads-only", action="store_true", help="keep the tuned encoder")
    given = parser.parse_args()
    if not (given.models / "encoder" / MANIFEST).is_file():
        from notesnlp.learn.export import save_base
        from notesnlp.learn.finetune import base_transformer

        save_base(*base_transformer(), given.models / "encoder")
    recipe = None
    if not given.heads_only:
        from notesnlp.learn.finetune import Recipe

        recipe = Recipe()
    train_judge(
        load_sets([given.corpora / "train"]),
        load_sets([given.corpora / "validation"]),
        given.models,
        recipe=recipe,
        log=print,
    )


if __name__ == "__main__":
    main()
