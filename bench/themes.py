"""At which distance findings share a theme, and in which space: B-cubed F1 and ARI of annotated themes.

python -m bench.themes: each set of corpora/train is grouped in a space learned on the others, the
sets of corpora/validation in one learned on all of them; then all of corpora/train are grouped
together as a large run would be, for `graph.DENSITY`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import numpy as np

import notesnlp.themes.graph as graph
import notesnlp.themes.space as space
from notesnlp.embed import load_encoder
from notesnlp.embed.store import default_models
from notesnlp.evaluation.partitions import adjusted_rand, bcubed
from notesnlp.learn.annotations import load_sets
from notesnlp.themes.group import group
from notesnlp.training.themes import SHRINKAGE, Told, learn_projection, told_themes

DISTANCES = (0.48, 0.50, 0.52, 0.55, 0.60, 0.65)
BESIDE = (0.0, 0.15, 0.3)
SHRINKAGES = (0.05, SHRINKAGE, 0.4)
DENSITIES = (0.02, 0.04, 0.08, 0.16)


def agreement(items: Sequence[Told], placed: Sequence[np.ndarray], distance: float) -> str:
    pairs = [
        list(zip(item.themes, map(str, group(vectors, distance)), strict=True))
        for item, vectors in zip(items, placed, strict=True)
    ]
    return f"{mean(map(bcubed, pairs)):.3f}/{mean(map(adjusted_rand, pairs)):.3f}"


def main() -> None:
    encoder = load_encoder(default_models(), threads=2)
    train, validation = (
        told_themes(load_sets([Path("corpora") / name]), encoder)
        for name in ("train", "validation")
    )
    print(
        f"{len(train)} and {len(validation)} sets; B-cubed F1/ARI by distance, train then validation"
    )
    for shrinkage in SHRINKAGES:
        without = [
            learn_projection([other for other in train if other is not item], shrinkage)
            for item in train
        ]
        whole = learn_projection(train, shrinkage)
        for beside in BESIDE:
            space._BESIDE = beside
            placed = [
                space.in_theme_space(item.vectors, item.meetings, one)
                for item, one in zip(train, without, strict=True)
            ]
            held = [space.in_theme_space(item.vectors, item.meetings, whole) for item in validation]
            for name, items, vectors in (
                ("train", train, placed),
                ("validation", validation, held),
            ):
                told = "  ".join(f"{at:.2f} {agreement(items, vectors, at)}" for at in DISTANCES)
                print(
                    f"shrinkage {shrinkage:.2f} beside {beside:.2f} {name:10}  {told}", flush=True
                )
    together = np.concatenate(
        [space.unit(item.vectors @ learn_projection(train)) for item in train]
    )
    borders = np.cumsum([len(item.themes) for item in train])[:-1]
    for density in DENSITIES:
        graph.DENSITY = density
        parts = np.split(graph.communities(together), borders)
        pairs = [
            list(zip(item.themes, map(str, labels), strict=True))
            for item, labels in zip(train, parts, strict=True)
        ]
        print(
            f"together, density {density}: {mean(map(bcubed, pairs)):.3f}/{mean(map(adjusted_rand, pairs)):.3f}"
        )


if __name__ == "__main__":
    main()
