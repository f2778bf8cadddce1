"""How much the catalogue's own words should count beside the judge in naming an event.

    python -m bench.events corpora/validation corpora/qmsum/joined/validation

For the annotated dependencies of the sets: how many are named right, by the weight of the
quote's nearness to the catalogue's descriptions.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from notesnlp.catalogue import load_catalogue
from notesnlp.embed import load_encoder
from notesnlp.embed.store import default_models
from notesnlp.learn import events
from notesnlp.learn.annotations import load_sets
from notesnlp.learn.fit import examples
from notesnlp.learn.judge import JudgeModel
from notesnlp.learn.labels import ATTRIBUTES, EVENTS, UNKNOWN

WEIGHTS = (0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 12.0)


def main(folders: list[Path]) -> None:
    """Print the share named right for each weight."""
    models = default_models()
    judge = JudgeModel(models, threads=2)
    model = events.EventModel(load_catalogue(), load_encoder(models, threads=2))
    column = [item.name for item in ATTRIBUTES].index("dependency.event")
    quotes, judged, right = [], [], []
    for item in examples(load_sets(folders)):
        answers = item.answers.values[:, column]
        told = np.flatnonzero(answers != UNKNOWN)
        if not len(told):
            continue
        judgments = judge(item.annotated.meeting, item.sentences)
        quotes += [item.sentences[at].text for at in told]
        judged += list(judgments.values["dependency.event"][told])
        right += [EVENTS[answers[at]] for at in told]
    print(f"{len(right)} sentences\nweight  right")
    for weight in WEIGHTS:
        events.NEARNESS = weight
        found = model(quotes, judged, EVENTS)
        print(f"{weight:6.1f}  {np.mean([a == b for a, b in zip(found, right, strict=True)]):.3f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
