import pytest

from notesnlp.evaluation.partitions import adjusted_rand, bcubed
from notesnlp.evaluation.scores import harmonic


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], 0.0),
        ([("a", "x"), ("a", "x"), ("b", "y")], 1.0),
        ([("a", "x"), ("a", "y")], harmonic(1, 0.5)),  # cut
        ([("a", "x"), ("b", "x")], harmonic(0.5, 1)),  # lumped
        # precision 1/3 (2/3 + 2/3 + 1/3) of x, 1 of y; recall 1 of a's pair, …
        (
            [("a", "x"), ("a", "x"), ("b", "x"), ("b", "y")],
            harmonic((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, (1 + 1 + 1 / 2 + 1 / 2) / 4),
        ),
    ],
)
def test_bcubed(pairs, expected):
    assert bcubed(pairs) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], 0.0),
        ([("a", "x")], 0.0),
        ([("a", "x"), ("a", "x"), ("b", "y")], 1.0),
        ([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")], -0.5),
        # 1 joint pair; 2 gold, 2 found pairs of 6: (1 - 2/3) / (2 - 2/3)
        ([("a", "x"), ("a", "x"), ("b", "y"), ("b", "z")], 4 / 7),
    ],
)
def test_adjusted_rand(pairs, expected):
    assert adjusted_rand(pairs) == pytest.approx(expected)
