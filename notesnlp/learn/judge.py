"""The judge: for every sentence of a meeting, how probable is a finding of each kind, and which.

This is the trained model as the product runs it: the tuned encoder, linear heads,
calibration. It knows nothing of rules; those are the detectors'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed import Encoder, encode_sentences, load_encoder, pack
from notesnlp.embed.encoder import Floats
from notesnlp.embed.store import Arrays, read_arrays, read_manifest
from notesnlp.embed.windows import POOLED
from notesnlp.errors import ModelError
from notesnlp.learn.features import NAMES, surface
from notesnlp.learn.labels import BEGIN, FLAGS, GO_ON, Attribute
from notesnlp.model.finding import KINDS
from notesnlp.model.meeting import Meeting, Sentence

HEADS = "heads.safetensors"


@dataclass(frozen=True, slots=True)
class Judgments:
    """What the judge says of a meeting's sentences.

    Attributes:
        begins: for each kind the calibrated probability that a finding begins, shape (sentences,).
        goes_on: for each kind the probability that one goes on.
        values: for each attribute the probability of each of its values, shape (sentences, values).
        names: for each attribute the names of its values.
    """

    begins: Mapping[str, Floats]
    goes_on: Mapping[str, Floats]
    values: Mapping[str, Floats]
    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Heads:
    """Linear heads over sentence vectors and surface features, with the calibration of their scores.

    Attributes:
        asked: the attributes, in the order of their heads.
        arrays: ``flags.weight`` (10, 768 + features), ``flags.bias``, ``calibration`` (5, 2: slope and
            intercept on the logit, Platt 1999), ``<attribute>.weight`` and ``.bias``.
        thresholds: calibrated probability from which a finding of each kind is reported.
    """

    asked: tuple[Attribute, ...]
    arrays: Arrays
    thresholds: Mapping[str, float]

    def judge(self, vectors: Floats) -> Judgments:
        """The judgments on sentences with these vectors and features side by side."""
        logits = vectors @ self.arrays["flags.weight"].T + self.arrays["flags.bias"]
        slopes, intercepts = self.arrays["calibration"].T
        begins = {
            kind: sigmoid(logits[:, column] * slopes[column] + intercepts[column])
            for kind, column in BEGIN.items()
        }
        goes_on = {kind: sigmoid(logits[:, column]) for kind, column in GO_ON.items()}
        values = {
            item.name: softmax(
                vectors @ self.arrays[f"{item.name}.weight"].T + self.arrays[f"{item.name}.bias"]
            )
            for item in self.asked
        }
        names = {item.name: item.values for item in self.asked}
        return Judgments(begins, goes_on, values, names)


class JudgeModel:
    """The tuned encoder with its heads, loaded from a folder of models.

    Args:
        models: the folder that holds ``encoder`` and ``judge``.
        threads: cores that one meeting may use.
    """

    def __init__(self, models: Path, *, threads: int = 1) -> None:
        self.heads = load_heads(models / "judge")
        self.encoder: Encoder = load_encoder(models, tuned=True, threads=threads)

    def __call__(self, meeting: Meeting, sentences: Sequence[Sentence]) -> Judgments:
        """Judge all sentences of a meeting."""
        return self.heads.judge(self.weighed(meeting, sentences))

    def weighed(self, meeting: Meeting, sentences: Sequence[Sentence]) -> Floats:
        """What the heads weigh of each sentence: its vector in its window, then its surface features.

        Returns:
            Array of shape (sentences, 768 + features).
        """
        windows = pack(meeting, sentences, self.encoder)
        vectors = encode_sentences(windows, self.encoder, len(sentences))
        return np.hstack([vectors, surface(meeting, sentences)])


def load_heads(folder: Path) -> Heads:
    """The heads saved in `folder`.

    Raises:
        ModelError: something is missing, damaged, or of another shape than this version asks.
    """
    manifest = read_manifest(folder)
    arrays = read_arrays(folder / HEADS)
    try:
        asked = tuple(
            Attribute(item["name"], item["kind"], item["key"], tuple(item["values"]))
            for item in manifest["attributes"]
        )
        thresholds: dict[str, float] = {kind: float(manifest["thresholds"][kind]) for kind in KINDS}
        fits = arrays["flags.weight"].shape == (FLAGS, POOLED + len(NAMES)) and all(
            arrays[f"{item.name}.bias"].shape == (len(item.values),) for item in asked
        )
    except (KeyError, TypeError) as error:
        raise ModelError(
            f"the manifest lacks {error}", path=folder, remedy="train the models again"
        ) from error
    if not fits:
        raise ModelError("the heads are of another version", path=folder, remedy="train them again")
    return Heads(asked, arrays, thresholds)


def about_heads(heads: Heads) -> dict[str, Any]:
    """What the manifest says of `heads`."""
    return {
        "attributes": [
            {"name": item.name, "kind": item.kind, "key": item.key, "values": list(item.values)}
            for item in heads.asked
        ],
        "thresholds": dict(heads.thresholds),
    }


def sigmoid(logits: NDArray[Any]) -> Floats:
    """The logistic function, safe for large logits."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * logits)), np.float32)


def softmax(logits: NDArray[Any]) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), np.float32)


@lru_cache(maxsize=2)
def load_judge(models: Path, threads: int) -> JudgeModel:
    """The judge in `models`, loaded once a process."""
    return JudgeModel(models, threads=threads)
