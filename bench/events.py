"""How much a quote's wording should count beside the judge in naming an event.

    python -m bench.events corpora/validation corpora/qmsum/joined/validation

For the annotated dependencies of the sets: how many are named right, by the weight of the wording.
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
from notesnlp.learn.labels import EVENTS, covered
from notesnlp.learn.wording import FOLDER, Wording

WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


def main(folders: list[Path]) -> None:
    """Print the share named right for each weight."""
    models = default_models()
    judge = JudgeModel(models, threads=2)
    wording = Wording(models / FOLDER)
    model = events.EventModel(load_catalogue(), load_encoder(models, threads=2), wording)
    quotes, judged, right = [], [], []
    for item in examples(load_sets(folders)):
        told = [
            finding
            for finding in item.annotated.findings
            if finding.kind == "dependency" and finding.row.get("event") in EVENTS
        ]
        if not told:
            continue
        values = judge(item.annotated.meeting, item.sentences).values["dependency.event"]
        quotes += [finding.row["quote"] for finding in told]
        judged += [values[covered(finding, item.sentences)].mean(axis=0) for finding in told]
        right += [finding.row["event"] for finding in told]
    print(f"{len(right)} quotes\nweight  right")
    for weight in WEIGHTS:
        events.WORDING = weight
        found = model(quotes, judged, EVENTS)
        print(f"{weight:6.1f}  {np.mean([a == b for a, b in zip(found, right, strict=True)]):.3f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
