"""The space in which findings of one theme lie near each other.

How the vectors of one theme's findings scatter around their mean is learned on annotated themes;
directions in which they scatter much say little about the theme and are shrunk: within-class
covariance normalisation (Hatch, Kajarekar and Stolcke, "Within-class covariance normalization for
SVM-based speaker recognition", Interspeech 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from notesnlp.embed.encoder import Floats, unit
from notesnlp.embed.store import read_arrays, read_manifest

FOLDER = "themes"
"""Of the model, among the models."""
PROJECTION = "projection.safetensors"

_BESIDE = 0.15
"""What the theme's finding before and after, in the same meeting, weigh against the finding itself:
people stay with a matter for a while (every second pair of neighbours shares a theme).
Chosen with `group.THEME_DISTANCE`, see `python -m bench.themes`."""


def load_projection(models: Path) -> Floats:
    """The projection in `models`, shape (384, 384).

    Raises:
        ModelError: it is missing or damaged.
    """
    folder = models / FOLDER
    read_manifest(folder)
    return np.asarray(read_arrays(folder / PROJECTION)["projection"], np.float32)


def in_theme_space(vectors: Floats, meetings: Sequence[str], projection: Floats) -> Floats:
    """Unit vectors of findings in the space of themes.

    Args:
        vectors: of findings in their surroundings, in the order of the meetings and their text,
            shape (findings, 384).
        meetings: of each finding.
        projection: see `load_projection`.
    """
    projected = unit(vectors @ projection)
    together = np.array([a == b for a, b in pairwise(meetings)], bool)
    summed = projected.copy()
    summed[1:][together] += _BESIDE * projected[:-1][together]
    summed[:-1][together] += _BESIDE * projected[1:][together]
    return unit(summed)
