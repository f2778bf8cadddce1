"""Grouping by meaning: average-linkage clustering of sentence vectors."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed.encoder import Floats

THEME_DISTANCE = 0.50
"""Cosine distance up to which findings share a theme: best B-cubed F1 and ARI on the gold findings
of corpora/train and corpora/validation (`python -m bench.themes`)."""
AREA_DISTANCE = 0.72
"""Cosine distance up to which themes share an area."""
_MOST_AT_ONCE = 4000
"""Findings clustered in one go: the distances of 4,000 take 128 MB."""


def group(vectors: Floats, distance: float) -> NDArray[np.int64]:
    """A group's number for each vector, numbered by first appearance.

    Above `_MOST_AT_ONCE` vectors a bisecting k-means first cuts them into parts that are then
    clustered by themselves, so that memory and time stay far below the square.

    Args:
        vectors: unit vectors, shape (findings, dimensions).
        distance: average cosine distance up to which groups are joined.
    """
    count = len(vectors)
    if count < 2:
        return np.zeros(count, np.int64)
    if count <= _MOST_AT_ONCE:
        return _renumber(_agglomerate(vectors, distance))
    distinct, place = np.unique(vectors, axis=0, return_inverse=True)
    if len(distinct) < count:  # what is said again word for word cannot be cut into parts
        return _renumber(group(distinct, distance)[place.reshape(-1)])
    from sklearn.cluster import BisectingKMeans

    parts = BisectingKMeans(
        n_clusters=math.ceil(2 * count / _MOST_AT_ONCE),
        random_state=0,
        bisecting_strategy="largest_cluster",
    ).fit_predict(vectors)
    labels = np.zeros(count, np.int64)
    used = 0
    for part in np.unique(parts):
        members = np.flatnonzero(parts == part)
        inside = group(vectors[members], distance)
        labels[members] = inside + used
        used += int(inside.max()) + 1
    return _renumber(labels)


def _agglomerate(vectors: Floats, distance: float) -> NDArray[np.int64]:
    from sklearn.cluster import AgglomerativeClustering

    if len(vectors) < 2:
        return np.zeros(len(vectors), np.int64)
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=distance, metric="cosine", linkage="average"
    )
    return np.asarray(model.fit_predict(np.asarray(vectors, np.float64)), np.int64)


def _renumber(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(int(label), len(numbers)) for label in labels], np.int64)
