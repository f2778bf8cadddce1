"""Grouping of many vectors: communities of a graph of shared neighbours.

Each vector's nearest neighbours come from a hierarchical small-world graph (usearch; Malkov and
Yashunin 2018) in time that grows like n log n. Two vectors are tied by the Jaccard index of their
neighbours (Jarvis and Patrick 1973), which discounts crowded regions, and communities are those
that the Leiden algorithm finds for the constant Potts model (Traag, Van Dooren and Nesterov 2011;
Traag, Waltman and van Eck 2019): a group's ties are denser than `DENSITY` inside and thinner
between. That model has no resolution limit, so that one density serves 5,000 findings and 100,000.
Where hundreds say the same, their nearest neighbours are an arbitrary part of them, and one matter
falls into several communities; those that cannot be told apart are joined again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed.encoder import Floats
from notesnlp.themes.linkage import average_linkage

NEIGHBOURS = 20
DENSITY = 0.08
"""Best mean B-cubed F1 and ARI over the sets of corpora/train when all are grouped together
(`python -m bench.themes`): .02 .647/.330, .04 .668/.362, .08 .687/.390, .16 .665/.331."""
_ALIKE = 0.9
"""Two communities are one whose members are this near to each other, against how near they are among
themselves: on corpora/train .95 to .85 differ by less than .01 (.9: .688/.399); invented groups of 300 equals come
out whole (tests/themes/test_group.py)."""
_WEAKEST = 1 / 15
"""Ties by a smaller share of common neighbours are left out, as in Seurat (Satija et al. 2015)."""
_AT_ONCE = 4096
_ROUNDS = 4
"""Leiden's passes over the graph."""


def communities(vectors: Floats) -> NDArray[np.int64]:
    """A group's number for each vector; those tied to none are groups by themselves.

    The same vectors in the same order give the same numbers.

    Args:
        vectors: unit vectors, shape (findings, dimensions), more than `NEIGHBOURS` of them.
    """
    from graspologic_native import leiden_csr

    graph = _shared(_nearest(vectors), len(vectors))
    found = leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        len(vectors),
        resolution=DENSITY,
        use_modularity=False,
        iterations=_ROUNDS,
        seed=0,
    )[1]
    alone = len(vectors)  # numbers from here on are used by no community
    labels = np.array([found.get(at, alone + at) for at in range(len(vectors))], np.int64)
    return _joined(vectors, np.unique(labels, return_inverse=True)[1].reshape(-1))


def _joined(vectors: Floats, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """`labels` with communities joined that cannot be told apart."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    sizes = np.bincount(labels)
    rows = csr_matrix(
        (1 / sizes[labels], (labels, np.arange(len(labels)))), shape=(len(sizes), len(labels))
    )
    means = np.asarray(rows @ vectors, np.float32)
    inside = (sizes * (means**2).sum(axis=1) - 1) / np.maximum(sizes - 1, 1)
    lengths = np.sqrt(np.maximum(np.where(sizes > 1, inside, 1.0), 1e-6))
    scaled = np.asarray(means / lengths[:, None], np.float32)
    ones, twos = [], []
    for first in range(0, len(scaled), _AT_ONCE):
        one, two = np.nonzero(scaled[first : first + _AT_ONCE] @ scaled.T >= _ALIKE)
        ones.append(one + first)
        twos.append(two)
    pairs = np.concatenate(ones), np.concatenate(twos)
    tied = csr_matrix((np.ones(len(pairs[0]), bool), pairs), shape=(len(sizes), len(sizes)))
    joined = np.asarray(connected_components(tied, directed=False)[1], np.int64)
    used = len(sizes)
    for component in np.flatnonzero(np.bincount(joined) > 1):  # chains of pairs are no group
        members = np.flatnonzero(joined == component)
        joined[members] = used + _linked(scaled[members] @ scaled[members].T)
        used += len(members)
    return joined[labels]


def _linked(nearness: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """Average linkage of those that are near on average, given how near each is to each."""
    from scipy.spatial.distance import squareform

    distances = np.clip(1 - nearness.astype(np.float64), 0, None)
    np.fill_diagonal(distances, 0)
    return average_linkage(squareform(distances, checks=False), 1 - _ALIKE)


def _nearest(vectors: Floats) -> NDArray[np.int64]:
    """The nearest other vectors of each, shape (vectors, NEIGHBOURS)."""
    from usearch.index import Index

    index = Index(
        ndim=vectors.shape[1], metric="ip", dtype="f32",
        connectivity=16, expansion_add=64, expansion_search=64,
    )  # fmt: skip
    keys = np.arange(len(vectors), dtype=np.uint64)
    index.add(keys, vectors, threads=1)  # several threads give another graph each time
    found = np.empty((len(vectors), NEIGHBOURS), np.int64)
    for first in range(0, len(vectors), _AT_ONCE):
        matches = index.search(vectors[first : first + _AT_ONCE], NEIGHBOURS + 1, threads=1)
        near = np.asarray(matches.keys, np.int64).reshape(-1, NEIGHBOURS + 1)
        itself = near == np.arange(first, first + len(near))[:, None]
        itself[~itself.any(axis=1), -1] = True  # of many equals a vector may not be its own nearest
        found[first : first + len(near)] = near[~itself].reshape(len(near), NEIGHBOURS)
    return found


def _shared(nearest: NDArray[np.int64], count: int) -> Any:
    """The symmetric sparse matrix of the Jaccard indices of the vectors' neighbours."""
    from scipy.sparse import csr_matrix, vstack

    rows = np.repeat(np.arange(count), NEIGHBOURS)
    ones = np.ones(len(rows), np.float32)
    near = csr_matrix((ones, (rows, nearest.ravel())), shape=(count, count))
    parts = []
    transposed = near.T.tocsr()
    for first in range(0, count, _AT_ONCE):  # whole, common neighbours of 100,000 take gigabytes
        common = (near[first : first + _AT_ONCE] @ transposed).tocsr()
        common.data /= 2 * NEIGHBOURS - common.data
        common.data[common.data < _WEAKEST] = 0
        common.eliminate_zeros()
        parts.append(common)
    graph = vstack(parts, format="csr")
    graph.setdiag(0)
    graph.eliminate_zeros()
    graph.sort_indices()
    return graph
