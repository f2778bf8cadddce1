"""What a cheap first pass before the encoder would spare, and what it would lose.

    python -m bench.first_pass corpora/train corpora/qmsum/joined/train \\
        --on corpora/validation --on corpora/qmsum/joined/validation

Logistic regression over the words of a sentence (one and two in a row), those of its neighbours
and its surface features says whether a finding of any kind may begin in it. For each share of the
findings let through: the share of sentences and of words that must be read for it, and the share
of the encoder's windows in which at least one such sentence stands.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from notesnlp.embed import Encoder, load_encoder, pack
from notesnlp.embed.store import default_models
from notesnlp.learn.annotations import load_sets
from notesnlp.learn.features import surface
from notesnlp.learn.fit import Example, examples
from notesnlp.learn.labels import BEGIN

LET_THROUGH = (0.9, 0.95, 0.98, 0.99, 0.995)
_NEIGHBOURS, _SURFACE = 0.7, 0.3
"""Weights of a neighbour's words and of surface features against the sentence's own words."""


def main() -> None:
    """Print a row for each set and share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("learn", nargs="+", type=Path)
    parser.add_argument("--on", action="append", type=Path, required=True)
    given = parser.parse_args()
    model = fit(examples(load_sets(given.learn)))
    encoder = load_encoder(default_models())
    print(
        "| set | findings let through | sentences | words | windows |\n| --- | --- | --- | --- | --- |"
    )
    for path in given.on:
        items = examples(load_sets([path]))
        scores = [model.decision_function(rows(item)) for item in items]
        for share in LET_THROUGH:
            read = " | ".join(f"{value:.2f}" for value in spared(items, scores, share, encoder))
            print(f"| {path} | {share} | {read} |", flush=True)


def fit(learn: Sequence[Example]) -> Any:
    """The first pass, learned on `learn`."""
    told = np.concatenate([_begins(item) for item in learn])
    model = LogisticRegression(solver="liblinear", class_weight="balanced")
    return model.fit(vstack([rows(item) for item in learn]).tocsr(), told)


def rows(item: Example) -> Any:
    """The features of a meeting's sentences."""
    own = HashingVectorizer(ngram_range=(1, 2), n_features=2**18, binary=True)
    near = HashingVectorizer(n_features=2**15, binary=True)
    texts = [sentence.text for sentence in item.sentences]
    return hstack(
        [
            own.transform(texts),
            near.transform(["", *texts[:-1]]) * _NEIGHBOURS,
            near.transform([*texts[1:], ""]) * _NEIGHBOURS,
            csr_matrix(surface(item.annotated.meeting, item.sentences) * _SURFACE),
        ]
    ).tocsr()


def spared(
    items: Sequence[Example], scores: Sequence[Any], share: float, encoder: Encoder
) -> tuple[float, float, float]:
    """The shares of sentences, words and windows read where `share` of the findings pass."""
    beginning = np.concatenate(
        [score[_begins(item)] for item, score in zip(items, scores, strict=True)]
    )
    least = np.quantile(beginning, 1 - share, method="lower")
    words = passed_words = windows = passed_windows = 0
    for item, score in zip(items, scores, strict=True):
        passed = score >= least
        lengths = np.array([len(sentence.text.split()) for sentence in item.sentences])
        words, passed_words = words + lengths.sum(), passed_words + lengths[passed].sum()
        for window in pack(item.annotated.meeting, item.sentences, encoder):
            windows += 1
            passed_windows += any(passed[number] for number, _, _ in window.spans)
    through = np.mean(np.concatenate(scores) >= least)
    return float(through), float(passed_words / words), passed_windows / windows


def _begins(item: Example) -> Any:
    return item.answers.flags[:, list(BEGIN.values())].any(axis=1)


if __name__ == "__main__":
    main()
