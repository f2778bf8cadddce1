import numpy as np
import pytest

from notesnlp.learn.adapt import adapt_heads, enough
from notesnlp.learn.fit import Encoded
from notesnlp.learn.labels import ATTRIBUTES, BEGIN, FLAGS, UNKNOWN

WIDTH = 6
NEED, IDEA = BEGIN["need"], BEGIN["idea"]


def encoded(findings: int, seed: int = 0) -> Encoded:
    """Sentences of which the first `findings` are needs, told by their first feature."""
    chance = np.random.default_rng(seed)
    vectors = chance.normal(0, 0.3, (200, WIDTH)).astype(np.float32)
    vectors[:findings, 0] += 2
    flags = np.zeros((200, FLAGS), np.float32)
    flags[:findings, NEED] = 1
    values = np.full((200, len(ATTRIBUTES)), UNKNOWN, np.int64)
    return Encoded(vectors, flags, values)


@pytest.fixture
def heads() -> dict[str, np.ndarray]:
    arrays = {
        "flags.weight": np.zeros((FLAGS, WIDTH), np.float32),
        "flags.bias": np.full(FLAGS, -3, np.float32),
        "calibration": np.tile(np.array([1, 0], np.float32), (5, 1)),
    }
    for item in ATTRIBUTES:
        arrays[f"{item.name}.weight"] = np.zeros((len(item.values), WIDTH), np.float32)
        arrays[f"{item.name}.bias"] = np.zeros(len(item.values), np.float32)
    return arrays


def test_what_the_examples_show_is_learned_and_the_rest_stays(heads):
    adapted = adapt_heads(heads, encoded(20))
    assert adapted["flags.weight"][NEED, 0] > 0.5
    assert abs(adapted["flags.weight"][NEED, 0]) > 3 * abs(adapted["flags.weight"][NEED, 1:]).max()
    for column in range(FLAGS):
        if column not in {NEED, NEED + len(BEGIN)}:
            assert np.array_equal(adapted["flags.weight"][column], heads["flags.weight"][column])
    assert np.array_equal(adapted["calibration"], heads["calibration"])
    assert not heads["flags.weight"].any()  # what was given is not changed


def test_a_strong_pull_leaves_all_as_it_was(heads):
    weak, strong = (adapt_heads(heads, encoded(20), pull)["flags.weight"] for pull in (1, 1e6))
    assert np.abs(strong).max() < 1e-3 < np.abs(weak).max()


def test_fewer_than_ten_findings_move_nothing(heads):
    assert enough(encoded(10)) == ["need"]
    assert enough(encoded(9)) == []
    adapted = adapt_heads(heads, encoded(9))
    assert all(np.array_equal(adapted[name], heads[name]) for name in heads)


def test_attributes_of_the_kind_are_adapted_too(heads):
    own = encoded(20)
    column = [item.name for item in ATTRIBUTES].index("need.customer")
    own.values[:20, column] = np.arange(20) % 2
    own.vectors[:20, 3] = np.where(np.arange(20) % 2, 2, -2)
    weight = adapt_heads(heads, own)["need.customer.weight"]
    assert weight[1, 3] - weight[0, 3] > 0.5
