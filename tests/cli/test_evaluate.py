import json
import re
from pathlib import Path

from notesnlp.model.finding import KINDS


def test_figures_as_json(notesnlp, tiny_sets: tuple[Path, Path]):
    answer = notesnlp("evaluate", *tiny_sets, "--json")
    assert answer.code == 0
    figures = json.loads(answer.out)
    assert set(figures["kinds"]) == set(KINDS)
    assert figures["kinds"]["need"]["gold"] == 5 * 5
    for row in figures["kinds"].values():
        assert all(
            0 <= row[name] <= 1 for name in ("precision", "recall", "f1", "average_precision")
        )
    mean = sum(row["f1"] for row in figures["kinds"].values()) / len(KINDS)
    assert abs(figures["macro_f1"] - mean) < 1e-9
    assert 0 <= figures["hidden_recall"] <= 1
    assert {"bcubed_f1", "ari", "n"} == set(figures["themes"])
    low, high = figures["macro_f1_interval"]
    assert low <= figures["macro_f1"] <= high
    assert set(figures["forms"]) == {"transcript"}


def test_figures_as_a_table(notesnlp, tiny_sets: tuple[Path, Path]):
    text = notesnlp("evaluate", tiny_sets[0].parent).out  # the folder of both sets
    for kind in KINDS:
        assert re.search(
            rf"^{kind} +(?:[\d.]+ +){{3}}\[[\d.]+ [\d.]+\] +[\d.]+ +\d+ +\d+$", text, re.M
        )
    assert "macro F1" in text
    assert "B-cubed" in text
    assert re.search(r"^  transcript +(?:[\d.]+ \(\d+\) *){5}$", text, re.M)


def test_a_malformed_set_is_two(notesnlp, tmp_path: Path):
    assert notesnlp("evaluate", tmp_path / "nowhere").code == 2
    assert notesnlp("evaluate", tmp_path).code == 2
    (tmp_path / "gold.jsonl").write_text("{\n")
    answer = notesnlp("evaluate", tmp_path)
    assert answer.code == 2
    assert "gold.jsonl, line 1" in answer.err


def test_missing_models_are_two(notesnlp, tiny_sets: tuple[Path, Path], tmp_path: Path):
    answer = notesnlp("evaluate", tiny_sets[0], "--models", tmp_path)
    assert answer.code == 2
    assert "missing" in answer.err
