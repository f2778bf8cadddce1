import shutil
from pathlib import Path

import pytest

from notesnlp.config import Settings
from notesnlp.embed.store import read_manifest
from notesnlp.learn.annotations import load_set
from notesnlp.learn.judge import HEADS, load_heads
from notesnlp.model.finding import KINDS
from notesnlp.run import Pipeline
from notesnlp.training.train import train_judge


@pytest.fixture(scope="module")
def trained(models: Path, tiny_sets, tmp_path_factory):
    """Folder of models with a judge of heads alone, and what was logged."""
    folder = tmp_path_factory.mktemp("models")
    for name in ("encoder", "wording"):
        shutil.copytree(models / name, folder / name)
    log: list[str] = []
    learn, choose = (load_set(item) for item in tiny_sets)
    train_judge([learn], [choose], folder, log=log.append)
    return folder, log, (learn, choose)


def test_the_manifest_says_what_was_trained(trained):
    folder, log, _ = trained
    manifest = read_manifest(folder / "judge")
    assert [name.rpartition("/")[2] for name in manifest["train"]] == ["learn"]
    assert [name.rpartition("/")[2] for name in manifest["validation"]] == ["choose"]
    assert manifest["recipe"] is None
    assert set(manifest["calibration_error"]) == set(manifest["thresholds"]) == set(KINDS)
    asked = {item["name"]: item["values"] for item in manifest["attributes"]}
    assert "hiring" in asked["dependency.event"]
    assert "3 meetings" in log[0]
    assert any("thresholds" in line for line in log)


def test_the_judge_runs_and_finds_what_it_was_shown(trained):
    folder, _, (learn, _) = trained
    pipeline = Pipeline(Settings(models=folder), threads=2)
    annotated = learn.meetings[0]
    findings = pipeline.analyze(annotated.meeting).findings
    shown = {(item.kind, item.ranges[0][0]) for item in annotated.findings}
    hits = {(item.kind, item.evidence.turn) for item in findings} & shown
    assert len(hits) > len(shown) / 2


def test_training_again_gives_the_same_model(trained):
    folder, _, (learn, choose) = trained
    before = (folder / "judge" / HEADS).read_bytes()
    thresholds = load_heads(folder / "judge").thresholds
    train_judge([learn], [choose], folder, log=lambda line: None)
    assert (folder / "judge" / HEADS).read_bytes() == before
    assert load_heads(folder / "judge").thresholds == thresholds
