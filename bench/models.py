"""`make models`: the shipped models from the corpora, seeded.

The base encoder is exported where it is missing. The judge is tuned on the invented
organisations of corpora/train and the real meetings of corpora/qmsum, which must have been
joined with a QMSum checkout before (`make qmsum QMSUM=checkout`); strengths, calibration and
thresholds are chosen on both kinds of validation sets. The wording of events is learned on the
sets of training, the space of themes on corpora/train.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import theme_space
from bench.corpora.qmsum import JOINED
from notesnlp.embed.store import MANIFEST
from notesnlp.errors import AnnotationError
from notesnlp.learn.annotations import load_sets
from notesnlp.training.train import train_judge
from notesnlp.training.wording import train_wording


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("corpora"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--heads-only", action="store_true", help="keep the tuned encoder")
    given = parser.parse_args()
    if not JOINED.is_dir():
        raise AnnotationError(
            "the real meetings are missing",
            path=JOINED,
            remedy="clone https://github.com/Yale-LILY/QMSum and run `make qmsum QMSUM=checkout`",
        )
    if not (given.models / "encoder" / MANIFEST).is_file():
        from notesnlp.learn.export import save_base
        from notesnlp.learn.finetune import base_transformer

        save_base(*base_transformer(), given.models / "encoder")
    recipe = None
    if not given.heads_only:
        from notesnlp.learn.finetune import Recipe

        recipe = Recipe()
    learned = load_sets([given.corpora / "train", JOINED / "train"])
    train_wording(learned, given.models, log=print)
    train_judge(
        learned,
        load_sets([given.corpora / "validation", JOINED / "validation"]),
        given.models,
        recipe=recipe,
        log=print,
    )
    theme_space.main(given.corpora, given.models)


if __name__ == "__main__":
    main()
