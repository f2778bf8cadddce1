"""Grouping by meaning: average linkage of few findings, communities of a graph of many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed.encoder import Floats
from notesnlp.themes.graph import communities
from notesnlp.themes.linkage import average_linkage

THEME_DISTANCE = 0.52
"""Cosine distance in the space of themes up to which findings share a theme: best B-cubed F1 and
ARI of corpora/train, each set grouped in a space learned without it (`python -m bench.themes`)."""
AREA_DISTANCE = 0.72
"""Cosine distance up to which themes share an area."""
MOST_LINKED = 4000
"""Vectors grouped by average linkage, which finds small groups better (docs/adr/0009-themes.md);
its distances grow with the square and take 128 MB here."""


def group(vectors: Floats, distance: float) -> NDArray[np.int64]:
    """A group's number for each vector, numbered by first appearance.

    Args:
        vectors: unit vectors, shape (findings, dimensions).
        distance: average cosine distance up to which groups are joined; of more than
            `MOST_LINKED` vectors `graph.DENSITY` decides in its place.
    """
    count = len(vectors)
    if count < 2:
        return np.zeros(count, np.int64)
    if count <= MOST_LINKED:
        return renumber(_linked(vectors, distance))
    firsts, place = np.unique(vectors, axis=0, return_index=True, return_inverse=True)[1:]
    if len(firsts) < count:  # what is said again word for word has only itself for neighbours
        kept = np.sort(firsts)
        labels = group(vectors[kept], distance)
        return renumber(labels[np.searchsorted(kept, firsts[place.reshape(-1)])])
    return renumber(communities(vectors))


def _linked(vectors: Floats, distance: float) -> NDArray[np.int64]:
    from scipy.spatial.distance import pdist

    return average_linkage(pdist(np.asarray(vectors, np.float64), "cosine"), distance)


def renumber(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Labels numbered by first appearance."""
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(int(label), len(numbers)) for label in labels], np.int64)
