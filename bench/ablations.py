"""What each part of the judge is worth: F1 of findings by kind, from keywords up to the product.

    python -m bench.ablations corpora/train corpora/qmsum/joined/train --every 8 \\
        --choose corpora/validation corpora/qmsum/joined/validation \\
        --report corpora/benchmark --report corpora/qmsum/joined/benchmark

With `--every N` the linear models learn from every N-th meeting: all of them take hours.

Every variant but the last reports a sentence as a finding of a kind where its score reaches
the threshold that does best on the sets to choose on; the last is the product's detection.
"""

from __future__ import annotations

import argparse
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.rows import HEADER, RULE, cells
from notesnlp.detectors import Detection
from notesnlp.embed import Encoder, encode_sentences, load_encoder, pack
from notesnlp.embed.store import default_models
from notesnlp.evaluation.scores import Scores, located
from notesnlp.learn.annotations import load_sets
from notesnlp.learn.calibrate import levels
from notesnlp.learn.features import surface
from notesnlp.learn.fit import Example, examples
from notesnlp.learn.judge import JudgeModel
from notesnlp.learn.labels import BEGIN
from notesnlp.model.finding import KINDS
from notesnlp.training.thresholds import count
from notesnlp.training.train import unnamed

Matrix = NDArray[np.float32]
Vectors = Callable[[Example], Any]

_STRENGTH = 0.1
_UNIT_STRENGTH = 30.0
"""Vectors of length one need weaker regularisation."""
_KEYWORDS = {
    "framing": r"\b(?:API|SSO|VPN|SAML|cloud|migrat\w+|platform|tenant|chatbot|dashboard|the business|end users?)\b",
    "need": r"\b(?:need|want|wish|problem|issue|can't|cannot|slow|broken|waiting|complain\w*|frustrat\w+|hard to|would help|could we)\b",
    "dependency": r"\b(?:mov(?:e|es|ing) to|open(?:s|ing)? (?:a|the|our)|new (?:site|building|office|staff|system)|hir(?:e|es|ing)|clos(?:e|es|ing)|merg\w+|renovat\w+|contract (?:ends|runs out)|audit|from next)\b",
    "idea": r"\b(?:what if|why (?:not|don't|couldn't)|how about|suggest\w*|could always|maybe we|idea)\b",
    "followup": r"\b(?:I'll|I will|we'll|let me|by (?:monday|tuesday|wednesday|thursday|friday)|still (?:waiting|no)|get back to|action)\b",
}


def main() -> None:
    """Print a table for each group of sets reported on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("learn", nargs="+", type=Path)
    parser.add_argument("--choose", nargs="+", type=Path, required=True)
    parser.add_argument("--report", action="append", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    learn = examples(load_sets(given.learn))[:: given.every]
    choose = examples(load_sets(given.choose))
    report = {path: examples(load_sets([path])) for path in given.report}
    print(f"| variant | set | {HEADER} |\n| --- | --- |{RULE}")
    for name, score in variants(learn):
        thresholds = _thresholds(choose, score)
        for path, items in report.items():
            _print_row(name, path, _plain(items, score, thresholds))
    models = default_models()
    judge = JudgeModel(models, threads=2)
    detection = Detection(thresholds={}, namer=unnamed, adapted=frozenset(KINDS))
    thresholds = judge.heads.thresholds
    for path, items in report.items():
        answers = [judge(item.annotated.meeting, item.sentences) for item in items]
        _print_row(
            "+ spans, calibration, rules", path, count(items, answers, detection, thresholds)
        )


def variants(learn: Sequence[Example]) -> Iterator[tuple[str, Callable[[Example], Matrix]]]:
    """Each variant's name, and what scores the sentences of a meeting: shape (sentences, kinds)."""
    yield "keywords", _keywords
    yield "TF-IDF, logistic regression", _tfidf(learn)
    models = default_models()
    base, tuned = (load_encoder(models, tuned=tuned, threads=2) for tuned in (False, True))
    yield (
        "frozen encoder, sentence alone",
        _linear(learn, partial(_alone, base), strength=_UNIT_STRENGTH),
    )
    yield "frozen encoder, in context", _linear(learn, partial(_in_context, base))
    yield (
        "tuned encoder, sentence alone",
        _linear(learn, partial(_alone, tuned), strength=_UNIT_STRENGTH),
    )
    yield "tuned encoder, in context", _linear(learn, partial(_in_context, tuned))
    yield "+ surface features", _linear(learn, partial(_with_surface, tuned))


def _keywords(item: Example) -> Matrix:
    patterns = [re.compile(_KEYWORDS[kind], re.I) for kind in KINDS]
    return np.array(
        [
            [float(pattern.search(sentence.text) is not None) for pattern in patterns]
            for sentence in item.sentences
        ],
        np.float32,
    )


def _tfidf(learn: Sequence[Example]) -> Callable[[Example], Matrix]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    vectorizer.fit(sentence.text for item in learn for sentence in item.sentences)

    def vectors(item: Example) -> Any:
        return vectorizer.transform([sentence.text for sentence in item.sentences])

    return _linear(learn, vectors, strength=3.0, solver="liblinear")


def _alone(encoder: Encoder, item: Example) -> Matrix:
    return encoder.sentence_vectors([sentence.text for sentence in item.sentences])


def _in_context(encoder: Encoder, item: Example) -> Matrix:
    windows = pack(item.annotated.meeting, item.sentences, encoder)
    return encode_sentences(windows, encoder, len(item.sentences))


def _with_surface(encoder: Encoder, item: Example) -> Matrix:
    beside = surface(item.annotated.meeting, item.sentences)
    return np.hstack([_in_context(encoder, item), beside])


def _linear(
    learn: Sequence[Example],
    vectors: Vectors,
    *,
    strength: float = _STRENGTH,
    solver: str = "newton-cholesky",
) -> Callable[[Example], Matrix]:
    """Logistic regression for each kind on the sentences' vectors."""
    from scipy.sparse import issparse, vstack
    from sklearn.linear_model import LogisticRegression

    blocks = [vectors(item) for item in learn]
    rows = vstack(blocks).tocsr() if issparse(blocks[0]) else np.concatenate(blocks)
    flags = np.concatenate([item.answers.flags for item in learn])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = [
            LogisticRegression(C=strength, solver=solver, max_iter=200).fit(rows, flags[:, column])
            for column in BEGIN.values()
        ]

    def score(item: Example) -> Matrix:
        shown = vectors(item)
        return np.stack([model.predict_proba(shown)[:, 1] for model in fitted], axis=1)

    return score


def _thresholds(items: Sequence[Example], score: Callable[[Example], Matrix]) -> Matrix:
    """For each kind the threshold with the best F1."""
    scored = {id(item): score(item) for item in items}
    tried = np.array([[level] * len(KINDS) for level in levels()], np.float32)
    figures = np.array(
        [
            [score.f1 for score in _plain(items, lambda item: scored[id(item)], row).kinds.values()]
            for row in tried
        ]
    )
    return tried[figures.argmax(axis=0), np.arange(len(KINDS))]


def _plain(
    items: Sequence[Example], score: Callable[[Example], Matrix], thresholds: Matrix
) -> Scores:
    """Each sentence that reaches a kind's threshold as a finding of its own."""
    scores = Scores()
    for item in items:
        folded = item.annotated.folded
        found = [
            (KINDS[column], folded.span_of(at.turn, at.start, at.end), {})
            for at, row in zip(item.sentences, score(item), strict=True)
            for column in np.flatnonzero(row >= thresholds)
        ]
        scores.add("", located(item.annotated), found)
    return scores


def _print_row(name: str, path: Path, scores: Scores) -> None:
    print(f"| {name} | {path} | {cells(scores)} |", flush=True)


if __name__ == "__main__":
    main()
