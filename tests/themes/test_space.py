import numpy as np

from notesnlp.embed.encoder import unit
from notesnlp.evaluation.partitions import bcubed
from notesnlp.themes.bands import near_pairs
from notesnlp.themes.group import group
from notesnlp.themes.space import in_theme_space
from notesnlp.training.themes import Told, learn_projection


def _told(seed: int) -> Told:
    """Themes apart in ten directions, and members that scatter widely in forty others."""
    chance = np.random.default_rng(seed)
    centres = np.zeros((12, 384), np.float32)
    centres[:, :10] = chance.normal(size=(12, 10))
    member = np.repeat(np.arange(12), 8)
    noise = np.zeros((96, 384), np.float32)
    noise[:, 10:50] = chance.normal(0, 1.2, (96, 40))
    vectors = unit(centres[member] + noise)
    return Told("s", tuple(map(str, member)), tuple(map(str, range(96))), vectors)


def test_what_differs_within_themes_is_shrunk():
    learned, other = _told(0), _told(1)
    projection = learn_projection([learned])

    def agreement(vectors):
        best = 0.0
        for distance in (0.3, 0.5, 0.7, 0.9):
            labels = map(str, group(vectors, distance))
            best = max(best, bcubed(list(zip(other.themes, labels, strict=True))))
        return best

    placed = in_theme_space(other.vectors, other.meetings, projection)
    assert agreement(placed) > agreement(other.vectors) + 0.2


def test_only_neighbours_of_the_same_meeting_are_drawn_together():
    vectors = np.eye(3, 384, dtype=np.float32)
    placed = in_theme_space(vectors, ["a", "a", "b"], np.eye(384, dtype=np.float32))
    assert placed[0] @ placed[1] > 0.1
    assert placed[1] @ placed[2] == 0
    assert np.allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-6)


def test_near_centres_are_paired_in_bands():
    centres = unit(np.array([[1, 0, 0], [1, 0.3, 0], [1, 1.4, 0], [0, 0, 1]], np.float32))
    pairs = near_pairs(centres)
    assert [(one, two, band) for one, two, band, _ in pairs] == [
        (0, 1, "same"), (1, 2, "same"), (0, 2, "merge?"),
    ]  # fmt: skip
