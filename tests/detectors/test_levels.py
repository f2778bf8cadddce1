from dataclasses import replace

import numpy as np
import pytest

from notesnlp.detectors import Detection
from notesnlp.detectors.detect import levels_for
from notesnlp.detectors.levels import LEAST, MOST, PRIOR_FINDINGS, level
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import KINDS


def scores(*sure: float, rest: int = 200) -> np.ndarray:
    return np.array([*sure, *[0.001] * rest], np.float32)


def test_without_anything_to_go_by_the_shipped_threshold_holds():
    assert level(np.zeros(50, np.float32), 0.3) == pytest.approx(0.3)
    assert level(np.zeros(0, np.float32), 0.3) == pytest.approx(0.3)


def test_where_little_can_be_reached_the_threshold_falls_and_where_much_it_rises():
    weak = level(scores(*[0.2] * 40), 0.3)
    strong = level(scores(*[0.95] * 40), 0.3)
    assert weak < 0.3 < strong


def test_of_many_sure_findings_half_of_the_expected_f1_counts():
    many = np.array([*[1.0] * 1000, *[0.0] * 1000], np.float32)
    assert level(many, 0.1) == pytest.approx(
        (1000 * 0.5 + PRIOR_FINDINGS * 0.1) / (1000 + PRIOR_FINDINGS)
    )


@pytest.mark.parametrize(("shipped", "bound"), [(0.0, LEAST), (0.99, MOST)])
def test_it_stays_within_bounds(shipped: float, bound: float):
    assert level(np.zeros(9, np.float32), shipped) == bound


def test_where_recall_counts_more_less_is_enough():
    sure = scores(*[0.9] * 20, *[0.3] * 20)
    assert level(sure, 0.3, 2.0) < level(sure, 0.3) - 0.1
    many = np.array([*[1.0] * 1000, *[0.0] * 1000], np.float32)
    assert level(many, 0.2, 2.0) == pytest.approx(0.2, abs=1e-3)  # all of it can be reached


def test_framing_and_dependencies_are_reported_from_lower_scores_than_the_rest():
    same = scores(*[0.9] * 20, *[0.3] * 20)
    judgments = Judgments(dict.fromkeys(KINDS, same), {}, {}, {})
    detection = Detection(
        thresholds=dict.fromkeys(KINDS, 0.3), namer=list, adapted=frozenset(KINDS)
    )
    found = levels_for(judgments, detection)
    assert found["dependency"] < found["framing"] < found["idea"] - 0.05
    assert len({found[kind] for kind in ("need", "idea", "followup")}) == 1
    given = levels_for(judgments, replace(detection, adapted=frozenset()))
    assert set(given.values()) == {0.3}
