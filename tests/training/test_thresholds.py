import numpy as np
import pytest

from notesnlp.detectors import Detection
from notesnlp.learn.annotations import load_set
from notesnlp.learn.fit import Example, examples
from notesnlp.learn.judge import Judgments
from notesnlp.learn.labels import ATTRIBUTES, BEGIN, GO_ON
from notesnlp.model.finding import KINDS
from notesnlp.training.thresholds import choose_thresholds

DETECTION = Detection(thresholds={}, namer=lambda quotes, judged, names: ["hiring"] * len(quotes))


@pytest.fixture(scope="module")
def items(tiny_sets) -> list[Example]:
    return examples([load_set(tiny_sets[1])])


def _judged(item: Example, right: float, wrong: float) -> Judgments:
    """Judgments that give `right` to every sentence in which a gold finding begins."""
    count = len(item.sentences)
    flags = item.answers.flags
    return Judgments(
        {kind: np.where(flags[:, BEGIN[kind]] > 0, right, wrong) for kind in KINDS},
        {kind: flags[:, GO_ON[kind]] for kind in KINDS},
        {item.name: np.full((count, len(item.values)), 0.5, np.float32) for item in ATTRIBUTES},
        {item.name: item.values for item in ATTRIBUTES},
    )


def test_thresholds_part_right_from_wrong(items):
    chosen = choose_thresholds(items, [_judged(item, 0.7, 0.3) for item in items], DETECTION)
    assert set(chosen) == set(KINDS)
    assert all(0.3 < level <= 0.7 for level in chosen.values())


def test_each_kind_has_its_own(items):
    judged = [_judged(item, 0.7, 0.3) for item in items]
    for item in judged:
        item.begins["idea"][:] = item.begins["idea"] - 0.25
    chosen = choose_thresholds(items, judged, DETECTION)
    assert 0.05 <= chosen["idea"] <= 0.45
    assert 0.3 < chosen["need"] <= 0.7


def test_where_nothing_is_right_any_threshold_stands(items):
    chosen = choose_thresholds(items, [_judged(item, 0.0, 0.0) for item in items], DETECTION)
    assert all(0 <= level <= 1 for level in chosen.values())
