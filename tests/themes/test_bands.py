import math

import numpy as np
import pytest

from notesnlp.themes.bands import Alike, alike, near_pairs


def centres(*degrees):
    """Unit vectors in a plane."""
    return np.array([[math.cos(math.radians(at)), math.sin(math.radians(at))] for at in degrees], np.float32)  # fmt: skip


@pytest.mark.parametrize(
    ("apart", "band"), [(10, "same"), (44, "same"), (47, "merge?"), (59, "merge?"), (61, "related"), (66, "related")]
)  # fmt: skip
def test_bands_by_how_near_centres_are(apart, band):
    assert near_pairs(centres(0, apart)) == [
        (0, 1, band, pytest.approx(math.cos(math.radians(apart)), abs=1e-4))
    ]


def test_what_is_far_is_no_pair():
    assert near_pairs(centres(0, 67, 180)) == []


def test_pairs_come_once_and_the_nearest_first():
    pairs = near_pairs(centres(0, 50, 60))
    assert [pair[:2] for pair in pairs] == [(1, 2), (0, 1), (0, 2)]


def test_of_one_theme_the_nearest_are_told():
    pairs = near_pairs(np.vstack([centres(0), centres(*range(1, 41, 4))]))
    near = [one for first, second, *_ in pairs for one in (first, second)]
    assert near.count(0) <= 7  # five of its own, and those to which it is among the five nearest
    assert (0, 1) in [pair[:2] for pair in pairs]


def test_pairs_get_the_ids_of_their_themes():
    assert alike(["gate", "yard", "gates"], [(0, 2, "same", 0.8)]) == (
        Alike("gate", "gates", "same", 0.8),
    )
