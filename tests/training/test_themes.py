from pathlib import Path

import numpy as np
import pytest

from notesnlp.embed.encoder import DIMENSIONS
from notesnlp.learn.annotations import load_sets
from notesnlp.themes.space import load_projection
from notesnlp.training.themes import Told, learn_projection, told_themes, train_themes

DEMO = Path("corpora/demo")


@pytest.fixture
def scattered():
    """Two themes far apart along one direction, whose findings scatter along another."""
    draw = np.random.default_rng(0)
    vectors = draw.normal(0, 0.01, (40, DIMENSIONS)).astype(np.float32)
    vectors[:, 0] += np.repeat([1.0, -1.0], 20)
    vectors[:, 1] += draw.normal(0, 1.0, 40)
    return Told("set", ("gate",) * 20 + ("invoice",) * 20, ("a.txt",) * 40, vectors)


def test_directions_in_which_a_theme_scatters_are_shrunk(scattered):
    projection = learn_projection([scattered], 0.1)
    assert projection.shape == (DIMENSIONS, DIMENSIONS)
    assert np.allclose(projection, projection.T, atol=1e-5)
    lengths = np.linalg.norm(projection, axis=1)
    assert lengths[1] < 0.3 * lengths[0]
    assert lengths[0] == pytest.approx(lengths[2], rel=0.05)


def test_shrinkage_evens_directions_out(scattered):
    lengths = np.linalg.norm(learn_projection([scattered], 1.0), axis=1)
    assert np.allclose(lengths, lengths[0], rtol=1e-3)


def test_themes_of_one_finding_say_nothing(scattered):
    alone = Told("alone", ("a", "b"), ("a.txt",) * 2, 5 * np.eye(2, DIMENSIONS, dtype=np.float32))
    assert np.allclose(
        learn_projection([scattered, alone]), learn_projection([scattered]), atol=1e-5
    )


def test_a_space_is_learned_and_saved(models, encoder, tmp_path):
    (tmp_path / "encoder").symlink_to(models.resolve() / "encoder")
    said = []
    sets = load_sets([DEMO])
    train_themes(sets, tmp_path, log=said.append)
    (told,) = told_themes(sets, encoder)
    assert "96 findings of 30 themes in 1 sets" in said[0]
    assert np.allclose(load_projection(tmp_path), learn_projection([told]), atol=2e-2)
    assert np.allclose(np.linalg.norm(told.vectors, axis=1), 1, atol=1e-4)
    order = list(dict.fromkeys(told.meetings))
    assert told.meetings == tuple(sorted(told.meetings, key=order.index))
