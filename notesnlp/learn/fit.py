"""Fitting the linear heads to sentence vectors, and calibrating their scores."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed import Encoder, encode_sentences, pack
from notesnlp.embed.encoder import Floats
from notesnlp.embed.store import Arrays
from notesnlp.errors import AnnotationError
from notesnlp.language.sentences import split_sentences
from notesnlp.learn.annotations import AnnotatedMeeting, AnnotatedSet
from notesnlp.learn.calibrate import platt
from notesnlp.learn.features import surface
from notesnlp.learn.labels import ATTRIBUTES, BEGIN, FLAGS, UNKNOWN, Answers, answers
from notesnlp.model.meeting import Sentence

STRENGTHS = (0.01, 0.03, 0.1)
"""Inverse regularisation strengths that are tried."""
_FEW_CLASSES = 5
_NEVER = -20.0
"""Logit of what training has never shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """A meeting ready for learning: its sentences and their answers."""

    annotated: AnnotatedMeeting
    sentences: tuple[Sentence, ...]
    answers: Answers


@dataclass(frozen=True, slots=True)
class Encoded:
    """Sentence vectors with surface features of several meetings, and their answers."""

    vectors: Floats
    flags: NDArray[np.float32]
    values: NDArray[np.int64]


def examples(sets: Sequence[AnnotatedSet]) -> list[Example]:
    """All meetings of `sets` as examples."""
    found = []
    for annotated in (meeting for item in sets for meeting in item.meetings):
        sentences = tuple(split_sentences(annotated.meeting))
        found.append(Example(annotated, sentences, answers(annotated, sentences)))
    return found


def encode(items: Sequence[Example], encoder: Encoder, *, sides: bool = True) -> Encoded:
    """The vectors and surface features of all sentences of `items`, with or without sides."""
    vectors = []
    for item in items:
        meeting = item.annotated.meeting
        hidden = None if sides else [None] * len(meeting.turns)
        windows = pack(meeting, item.sentences, encoder, sides=hidden)
        vectors.append(
            np.hstack(
                [
                    encode_sentences(windows, encoder, len(item.sentences)),
                    surface(meeting, item.sentences, sides=sides),
                ]
            )
        )
    return Encoded(
        np.concatenate(vectors),
        np.concatenate([item.answers.flags for item in items]),
        np.concatenate([item.answers.values for item in items]),
    )


def joined(parts: Sequence[Encoded]) -> Encoded:
    """Encodings one after the other."""
    return Encoded(
        np.concatenate([part.vectors for part in parts]),
        np.concatenate([part.flags for part in parts]),
        np.concatenate([part.values for part in parts]),
    )


def fit_heads(train: Encoded, validation: Encoded) -> Arrays:
    """Logistic regression for every flag and attribute, the strength of each chosen on validation.

    Flags are chosen by average precision, attributes by accuracy; the flags that begin a
    finding are then calibrated on validation. A kind that training never shows is never found.

    Raises:
        AnnotationError: there is nothing to learn from, or a kind that is learned has
            no finding in validation.
    """
    _check(train, validation)
    flags = [_flag(column, train, validation) for column in range(FLAGS)]
    arrays: Arrays = {
        "flags.weight": np.array([weight for weight, _ in flags], np.float32),
        "flags.bias": np.array([bias for _, bias in flags], np.float32),
    }
    arrays["calibration"] = calibrate(arrays, validation)
    for column, attribute in enumerate(ATTRIBUTES):
        weight, bias = _attribute(column, len(attribute.values), train, validation)
        arrays[f"{attribute.name}.weight"] = weight
        arrays[f"{attribute.name}.bias"] = bias
    return arrays


def calibrate(arrays: Arrays, validation: Encoded) -> NDArray[np.float32]:
    """Slope and intercept for each flag that begins a finding, shape (5, 2)."""
    logits = validation.vectors @ arrays["flags.weight"].T + arrays["flags.bias"]
    return np.array(
        [
            platt(logits[:, column], validation.flags[:, column])
            if arrays["flags.weight"][column].any()
            else (1.0, 0.0)
            for column in BEGIN.values()
        ],
        np.float32,
    )


def _check(train: Encoded, validation: Encoded) -> None:
    learned = [kind for kind, column in BEGIN.items() if train.flags[:, column].any()]
    if not learned:
        raise AnnotationError(
            "the training sets have no finding", remedy="name sets with annotated findings"
        )
    for kind in learned:
        if len(np.unique(validation.flags[:, BEGIN[kind]])) < 2:
            raise AnnotationError(
                f"the validation sets have no {kind} beside other sentences",
                remedy="add an annotated set that has some of every kind",
            )


def _flag(column: int, train: Encoded, validation: Encoded) -> tuple[Floats, float]:
    """Weights and bias of a flag; the bias alone where training never raises it.

    "Goes on" is such a flag where every quote is one sentence.
    """
    from sklearn.metrics import average_precision_score

    labels = train.flags[:, column].astype(int)
    if len(np.unique(labels)) < 2:
        return np.zeros(train.vectors.shape[1], np.float32), _NEVER
    models = _fitted(train.vectors, labels)
    right = validation.flags[:, column]
    best = models[0]
    if right.any():
        best = max(
            models,
            key=lambda model: average_precision_score(
                right, model.decision_function(validation.vectors)
            ),
        )
    return best.coef_[0], float(best.intercept_[0])


def _attribute(
    column: int, count: int, train: Encoded, validation: Encoded
) -> tuple[Floats, Floats]:
    """Weights and biases of an attribute's values; biases alone where at most one is ever seen."""
    known = train.values[:, column] != UNKNOWN
    labels = train.values[known, column]
    if len(np.unique(labels)) < 2:
        bias = np.full(count, _NEVER, np.float32)
        bias[labels] = 0
        return np.zeros((count, train.vectors.shape[1]), np.float32), bias
    models = _fitted(train.vectors[known], labels)
    asked = validation.values[:, column] != UNKNOWN
    right = validation.values[asked, column]
    best = models[0]
    if asked.any():
        best = max(
            models, key=lambda model: (model.predict(validation.vectors[asked]) == right).mean()
        )
    return _all_values(best, count)


def _fitted(vectors: Floats, labels: NDArray[np.int64]) -> list[Any]:
    """A model for each strength, the strongest regularisation first.

    Each begins where the one before it ended, which halves the steps.
    """
    from sklearn.linear_model import LogisticRegression

    # Many more sentences than weights: Newton's steps are fewer and cheaper than a quasi-Newton's.
    # Of many classes there are more weights, and the square of them would not fit in memory.
    few = len(np.unique(labels)) <= _FEW_CLASSES
    model = LogisticRegression(
        max_iter=50 if few else 300, solver="newton-cholesky" if few else "lbfgs", warm_start=True
    )
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fit that stops early is judged on validation
        for strength in STRENGTHS:
            model.set_params(C=strength).fit(vectors, labels)
            found.append(copy.copy(model))
    return found


def _all_values(model: Any, count: int) -> tuple[Floats, Floats]:
    """A fitted model's weights with a row for every value, seen in training or not."""
    width = model.coef_.shape[1]
    weight, bias = np.zeros((count, width), np.float32), np.full(count, _NEVER, np.float32)
    rows, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # two classes are stored as one
        rows = np.stack([np.zeros(width), model.coef_[0]])
        intercepts = np.array([0.0, model.intercept_[0]])
    for row, intercept, value in zip(rows, intercepts, model.classes_, strict=True):
        weight[value], bias[value] = row, intercept
    return weight, bias
