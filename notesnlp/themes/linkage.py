"""Average linkage of few vectors, given how far each is from each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def average_linkage(distances: NDArray[np.float64], most: float) -> NDArray[np.int64]:
    """The number of each vector's group.

    Args:
        distances: of all pairs, as scipy condenses them: shape (vectors · (vectors - 1) / 2,).
        most: average distance up to which groups are joined.

    Returns:
        Array of shape (vectors,); numbers from 1 on.
    """
    from scipy.cluster.hierarchy import fcluster, linkage  # where scikit-learn leads, seconds later

    tree = linkage(distances, method="average")
    return np.asarray(fcluster(tree, most, criterion="distance"), np.int64)
