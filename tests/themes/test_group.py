import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from notesnlp.themes.group import THEME_DISTANCE, group

BUNDLES = 30


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / lengths).astype(np.float32)


def _bundles(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors in thirty tight bundles, and the bundle of each."""
    chance = np.random.default_rng(seed)
    centres = _unit(np.eye(BUNDLES, 64))
    member = chance.integers(0, BUNDLES, count)
    noise = chance.normal(0, 0.02, (count, 64))
    return _unit(centres[member] + noise), member


def _partition(labels: np.ndarray, order: np.ndarray | None = None) -> set[frozenset[int]]:
    order = np.arange(len(labels)) if order is None else order
    return {frozenset(order[labels == label].tolist()) for label in np.unique(labels)}


def test_none_and_one():
    assert group(np.zeros((0, 4), np.float32), THEME_DISTANCE).tolist() == []
    assert group(np.ones((1, 4), np.float32), THEME_DISTANCE).tolist() == [0]


def test_bundles_are_found_and_numbered_by_first_appearance():
    vectors, member = _bundles(300)
    labels = group(vectors, THEME_DISTANCE)
    assert _partition(labels) == _partition(member)
    assert list(dict.fromkeys(labels.tolist())) == list(range(BUNDLES))


def test_the_order_of_the_findings_does_not_matter():
    vectors = _unit(np.random.default_rng(3).normal(size=(200, 16)))
    order = np.random.default_rng(4).permutation(200)
    assert _partition(group(vectors, 0.62)) == _partition(group(vectors[order], 0.62), order)


def test_grouping_is_deterministic():
    vectors, _ = _bundles(500, seed=5)
    assert np.array_equal(group(vectors, 0.3), group(vectors.copy(), 0.3))


@given(
    arrays(np.float32, st.tuples(st.integers(2, 30), st.just(3)), elements=st.integers(1, 9)),
    st.floats(0.01, 0.9),
)
@settings(deadline=None, max_examples=50)
def test_every_vector_has_a_group_and_equal_ones_share_it(vectors, distance):
    vectors = _unit(vectors)
    labels = group(vectors, distance)
    assert sorted(set(labels.tolist())) == list(range(labels.max() + 1))
    for first in range(len(vectors)):
        for second in range(first):
            if np.array_equal(vectors[first], vectors[second]):
                assert labels[first] == labels[second]


@pytest.mark.parametrize("distance", [0.62, 0.8])
def test_thousands_are_grouped_by_their_neighbours(distance: float):
    vectors, member = _bundles(9_000, seed=6)
    labels = group(vectors, distance)
    found = _partition(labels)
    assert found == _partition(member)
    assert np.array_equal(labels, group(vectors, distance))
    assert list(dict.fromkeys(labels.tolist())) == list(range(labels.max() + 1))


def test_thousands_of_the_same_words_are_one_group():
    vectors = np.zeros((4_500, 8), np.float32)
    vectors[:, 0] = 1
    assert not group(vectors, THEME_DISTANCE).any()
    vectors[::2] = np.eye(8, dtype=np.float32)[1]
    assert group(vectors, THEME_DISTANCE).tolist() == [0, 1] * 2_250
