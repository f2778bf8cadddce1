import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesnlp.embed.store import read_arrays, read_manifest, write_arrays, write_manifest
from notesnlp.embed.windows import POOLED
from notesnlp.errors import ModelError
from notesnlp.language.sentences import split_sentences
from notesnlp.learn.features import NAMES
from notesnlp.learn.judge import HEADS, about_heads, load_heads, load_judge, sigmoid, softmax
from notesnlp.learn.labels import ATTRIBUTES
from notesnlp.model.finding import KINDS


@pytest.fixture
def judge_folder(models: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(models / "judge", tmp_path, dirs_exist_ok=True))


def test_the_shipped_heads_ask_what_this_version_asks(models: Path):
    heads = load_heads(models / "judge")
    assert heads.asked == ATTRIBUTES
    assert set(heads.thresholds) == set(KINDS)
    assert all(0 <= level <= 1 for level in heads.thresholds.values())
    assert heads.arrays["flags.weight"].shape == (2 * len(KINDS), POOLED + len(NAMES))


def test_what_the_manifest_says_is_loaded_again(judge_folder: Path):
    heads = load_heads(judge_folder)
    about = {**read_manifest(judge_folder), **about_heads(heads)}
    write_manifest(judge_folder, json.loads(json.dumps(about)))
    again = load_heads(judge_folder)
    assert again.asked == heads.asked
    assert again.thresholds == heads.thresholds


@pytest.mark.parametrize("key", ["attributes", "thresholds"])
def test_a_manifest_without_a_part_is_refused(judge_folder: Path, key: str):
    about = read_manifest(judge_folder)
    del about[key]
    write_manifest(judge_folder, about)
    with pytest.raises(ModelError, match=key) as caught:
        load_heads(judge_folder)
    assert caught.value.remedy


@pytest.mark.parametrize("fewer", ["flags", "features"])
def test_heads_of_another_shape_are_refused(judge_folder: Path, fewer: str):
    about = read_manifest(judge_folder)
    arrays = read_arrays(judge_folder / HEADS)
    weight = arrays["flags.weight"]
    arrays["flags.weight"] = weight[:-1] if fewer == "flags" else weight[:, :-1]
    write_arrays(judge_folder / HEADS, arrays)
    write_manifest(judge_folder, about)
    with pytest.raises(ModelError, match="another version") as caught:
        load_heads(judge_folder)
    assert caught.value.remedy


def test_judgments_are_probabilities_of_every_sentence(models: Path, say):
    judge = load_judge(models, 2)
    meeting = say(("Dana", "customer", "The gate is down. We wait."), ("Sam", "it", "I'll ring."))
    sentences = split_sentences(meeting)
    judged = judge(meeting, sentences)
    for kind in KINDS:
        for scores in (judged.begins[kind], judged.goes_on[kind]):
            assert scores.shape == (len(sentences),)
            assert ((scores >= 0) & (scores <= 1)).all()
    for name, values in judged.values.items():
        assert values.shape == (len(sentences), len(judged.names[name]))
        assert np.allclose(values.sum(axis=1), 1, atol=1e-5)


def test_nothing_said_is_judged_too(models: Path, say):
    judged = load_judge(models, 2)(say(), [])
    assert all(len(scores) == 0 for scores in judged.begins.values())


def test_the_judge_is_loaded_once_a_process(models: Path):
    assert load_judge(models, 2) is load_judge(models, 2)


@given(st.lists(st.floats(-(2.0**100), 2.0**100, width=32), min_size=1, max_size=9))
def test_sigmoid_and_softmax_stay_within_zero_and_one(logits: list[float]):
    values = np.array(logits, np.float32)
    assert ((sigmoid(values) >= 0) & (sigmoid(values) <= 1)).all()
    shares = softmax(values)
    assert np.isfinite(shares).all()
    assert shares.sum() == pytest.approx(1, abs=1e-5)
    assert sigmoid(np.zeros(1))[0] == 0.5
