import numpy as np
import pytest

from notesnlp.learn.calibrate import calibration_error, levels, platt
from notesnlp.learn.judge import sigmoid


def test_platt_finds_the_slope_it_was_drawn_with():
    chance = np.random.default_rng(0)
    logits = chance.normal(0, 3, 20_000).astype(np.float32)
    right = (chance.random(20_000) < sigmoid(0.5 * logits - 1)).astype(np.float32)
    slope, intercept = platt(logits, right)
    assert slope == pytest.approx(0.5, abs=0.05)
    assert intercept == pytest.approx(-1, abs=0.1)
    assert calibration_error(sigmoid(slope * logits + intercept), right) < 0.02
    assert calibration_error(sigmoid(logits), right) > 0.08


def test_calibration_error_by_hand():
    scores = np.array([0.95, 0.95, 0.15, 0.15], np.float32)
    right = np.array([1, 0, 0, 0], np.float32)
    assert calibration_error(scores, right) == pytest.approx(0.5 * 0.45 + 0.5 * 0.15, abs=1e-6)
    assert calibration_error(np.array([1.0], np.float32), np.array([1.0], np.float32)) == 0


def test_levels_rise_within_zero_and_one():
    tried = levels()
    assert tried == sorted(tried)
    assert tried[0] == 0.06
    assert tried[-1] == 0.8
    assert len(tried) == 38
