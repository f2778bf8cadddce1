"""The weights of `tracking/reports.py`: which later sentence tells that a promise was kept.

    python -m bench.kept

Annotations say how a commitment ended, not which sentence told it. So the likeliest later sentence of
each is looked for with the weights there are, the weights are fitted to those, and so on in turns. The
threshold is that of the best F1 of "done" in five folds of corpora/train, whole organisations apart;
corpora/validation and corpora/benchmark are only told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.commitments import mentions_of, states_of
from notesnlp.embed import Encoder, load_encoder
from notesnlp.embed.encoder import Floats
from notesnlp.embed.passages import passage_vectors
from notesnlp.embed.store import default_models
from notesnlp.learn.annotations import AnnotatedSet, load_sets
from notesnlp.model.finding import FollowUp
from notesnlp.tracking.reports import FEATURES, Reports

TURNS = 8
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Commitment:
    """An annotated item: the features of the later sentences, shape (sentences, 7), and its end."""

    organisation: str
    features: Floats
    done: bool


def commitments(annotated: AnnotatedSet, encoder: Encoder) -> list[Commitment]:
    """Those of a set that dated meetings mention."""
    states = states_of(annotated)
    meetings = {item.meeting.name: item.meeting for item in annotated.meetings}
    reports = Reports(meetings.values(), encoder)
    mentions: dict[str, list[FollowUp]] = defaultdict(list)
    for item, mention in sorted(
        mentions_of(annotated), key=lambda pair: str(pair[1].evidence.date)
    ):
        if mention.evidence.date:
            mentions[item].append(mention)
    return [
        Commitment(
            annotated.name,
            reports.candidates(
                some, passage_vectors([one.evidence for one in some], meetings, encoder)
            )[1],
            states[item] == "done",
        )
        for item, some in mentions.items()
    ]


def fitted(items: Sequence[Commitment]) -> Any:
    """A logistic regression on the likeliest sentence of each item."""
    from sklearn.linear_model import LogisticRegression

    told = [item for item in items if len(item.features)]
    picked = [int(item.features[:, 0].argmax()) for item in told]
    done = np.array([item.done for item in told])
    for _ in range(TURNS):
        rows = np.stack([item.features[at] for item, at in zip(told, picked, strict=True)])
        model = LogisticRegression(max_iter=1000).fit(rows, done)
        picked = [int((item.features @ model.coef_[0]).argmax()) for item in told]
    return model


def odds(model: Any, items: Sequence[Commitment]) -> Floats:
    """Log odds of the likeliest sentence of each item, very low where there is none."""
    return np.array(
        [
            float((item.features @ model.coef_[0]).max() + model.intercept_[0])
            if len(item.features)
            else -20.0
            for item in items
        ],
        np.float32,
    )


def told(found: Floats, items: Sequence[Commitment], enough: float) -> str:
    """F1 of "done" and the share of right answers."""
    said, done = found >= enough, np.array([item.done for item in items])
    return f"F1 {f1(said, done):.3f}, right {(said == done).mean():.3f} of {len(items)}"


def f1(said: Any, done: Any) -> float:
    return float(2 * (said & done).sum() / max(1, said.sum() + done.sum()))


def main() -> None:
    encoder = load_encoder(default_models(), threads=2)
    train, validation, benchmark = (
        [
            one
            for annotated in load_sets([Path("corpora") / name])
            if not annotated.name.startswith("passages")
            for one in commitments(annotated, encoder)
        ]
        for name in ("train", "validation", "benchmark")
    )
    names = sorted({item.organisation for item in train})
    found = np.zeros(len(train), np.float32)
    for fold in range(FOLDS):
        left = set(names[fold::FOLDS])
        at = [number for number, item in enumerate(train) if item.organisation in left]
        model = fitted([item for item in train if item.organisation not in left])
        found[at] = odds(model, [train[number] for number in at])
    done = np.array([item.done for item in train])
    candidates = np.quantile(found, np.linspace(0.3, 0.97, 60))
    enough = float(max(candidates, key=lambda value: f1(found >= value, done)))
    model = fitted(train)
    print(*(f"{name} {value:.2f}" for name, value in zip(FEATURES, model.coef_[0], strict=True)), sep=", ")  # fmt: skip
    print(f"intercept {model.intercept_[0]:.2f}, enough {enough:.2f}")
    print(f"train, in folds: {told(found, train, enough)}")
    for name, items in (("validation", validation), ("benchmark", benchmark)):
        print(f"{name}: {told(odds(model, items), items, enough)}")


if __name__ == "__main__":
    main()
