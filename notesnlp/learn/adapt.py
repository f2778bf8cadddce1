"""Adapting heads to an organisation's own annotations, from a few examples on.

The shipped weights are the prior: new ones are those that fit the annotations and stay near
them, the maximum a posteriori of a Gaussian about the old weights (Chelba & Acero,
"Adaptation of maximum entropy capitalizer", EMNLP 2004). What a few examples say nothing of
stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed.encoder import Floats
from notesnlp.embed.store import Arrays
from notesnlp.learn.fit import Encoded
from notesnlp.learn.labels import ATTRIBUTES, BEGIN, GO_ON, UNKNOWN

FEWEST = 10
"""Findings of a kind below which its heads stay as they are: unmarked sentences of a kind that
nobody annotated are no evidence."""
PULL = 3.0
"""Precision of the prior: how strongly weights are drawn to the old ones."""
_MOST_STEPS = 200

Floats64 = NDArray[np.float64]


def adapt_heads(arrays: Arrays, own: Encoded, pull: float = PULL) -> Arrays:
    """Heads drawn towards the annotations of `own`.

    Args:
        arrays: the heads as they are; not changed.
        own: sentences of the organisation's own annotated meetings.
        pull: precision of the prior; the larger, the less moves.

    Returns:
        All arrays, those of kinds with at least `FEWEST` findings moved.
    """
    adapted = {name: array.copy() for name, array in arrays.items()}
    for kind in enough(own):
        for column in (BEGIN[kind], GO_ON[kind]):
            weight, bias = adapted["flags.weight"][column], adapted["flags.bias"][column]
            right = own.flags[:, column].astype(int)
            weights, biases = _nearby(
                np.stack([np.zeros_like(weight), weight]), np.array([0.0, bias]), own.vectors,
                right, pull,
            )  # fmt: skip
            adapted["flags.weight"][column] = weights[1] - weights[0]
            adapted["flags.bias"][column] = biases[1] - biases[0]
        for number, attribute in enumerate(ATTRIBUTES):
            known = own.values[:, number] != UNKNOWN
            if attribute.kind != kind or not known.any():
                continue
            weight, bias = adapted[f"{attribute.name}.weight"], adapted[f"{attribute.name}.bias"]
            adapted[f"{attribute.name}.weight"], adapted[f"{attribute.name}.bias"] = _nearby(
                weight, bias, own.vectors[known], own.values[known, number], pull
            )
    return adapted


def enough(own: Encoded) -> list[str]:
    """The kinds of which `own` has at least `FEWEST` findings."""
    return [kind for kind, column in BEGIN.items() if own.flags[:, column].sum() >= FEWEST]


def _nearby(
    weight: Floats, bias: Floats, vectors: Floats, right: NDArray[np.int64], pull: float
) -> tuple[Floats, Floats]:
    """Softmax weights and biases near the given ones that fit the labels `right`."""
    from scipy.optimize import minimize

    prior = np.column_stack([weight, bias]).astype(np.float64)
    inputs = np.column_stack([vectors, np.ones(len(vectors))]).astype(np.float64)
    loss = _loss(prior, inputs, right, pull)
    found = minimize(
        loss, prior.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS}
    ).x.reshape(prior.shape)
    return np.asarray(found[:, :-1], np.float32), np.asarray(found[:, -1], np.float32)


def _loss(
    prior: Floats64, inputs: Floats64, right: NDArray[np.int64], pull: float
) -> Callable[[Floats64], tuple[float, Floats64]]:
    """Cross entropy plus the pull, and its gradient, as a function of flattened weights."""
    from scipy.special import log_softmax

    wanted = np.eye(len(prior))[right]

    def loss(flat: Floats64) -> tuple[float, Floats64]:
        weights = flat.reshape(prior.shape)
        logs = log_softmax(inputs @ weights.T, axis=1)
        away = weights - prior
        gradient = (np.exp(logs) - wanted).T @ inputs + pull * away
        value = 0.5 * pull * (away**2).sum() - (logs * wanted).sum()
        return float(value), gradient.ravel()

    return loss
