"""Duplicates, agreement and statistics over small sets."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench.corpora import agreement, duplicates, statistics
from notesnlp.learn.annotations import load_set

TEXTS = {
    "visit.txt": "Dana: The loading gate is down again today.\nDana: We move in May.\nSam: I'll ring.\n"
}
GOLD = [
    {"meeting": "visit.txt", "line": 1, "quote": "The loading gate is down again today.",
     "kind": "need", "type": "pain", "customer": "internal", "theme": "gate"},
    {"meeting": "visit.txt", "line": 2, "quote": "We move in May.", "kind": "dependency",
     "type": "office_move", "event": "office_move", "status": "hidden", "when": "2016-05"},
]  # fmt: skip


@pytest.fixture
def corpora(tmp_path: Path, write_set) -> Path:
    write_set(tmp_path / "train" / "timber", TEXTS, GOLD)
    write_set(tmp_path / "train" / "quarry", TEXTS, GOLD)
    return tmp_path


def test_pairs_above_a_cosine():
    vectors = np.array([[1, 0], [0.8, 0.6], [0, 1]], np.float32)
    assert [(a, b, round(c, 2)) for a, b, c in duplicates.similar_pairs(vectors, 0.7)] == [
        (0, 1, 0.8)
    ]
    assert len(duplicates.similar_pairs(vectors, 0.5)) == 2


def test_a_quote_of_two_sets_is_told(corpora: Path, capsys):
    duplicates.main(corpora)
    out = capsys.readouterr().out
    assert "2 different quotes" in out
    assert "Across sets, cosine at least 0.90: 1" in out
    assert "train/timber/visit.txt:1" in out
    assert "We move in May" not in out  # too short to tell


def test_statistics_count_every_set(corpora: Path, capsys):
    statistics.main(corpora)
    out = capsys.readouterr().out
    assert "| train | timber | 1 | 13 | 0 | 1 | 1 | 0 | 0 | 2 | 153.8 |" in out
    assert "| all | 2 | 2 | 26 | 0 | 2 | 2 | 0 | 0 | 4 | 153.8 |" in out
    assert "| office_move | 2 |" in out


def test_agreement_with_a_second_annotation(corpora: Path, capsys):
    folder = corpora / "train" / "timber"
    (folder / "first.jsonl").write_text((folder / "gold.jsonl").read_text())
    second = [GOLD[0] | {"type": "goal"}]
    (folder / "second.jsonl").write_text("".join(json.dumps(row) + "\n" for row in second))
    scores = agreement.agreement(load_set(folder), load_set(folder, gold="second.jsonl"))
    assert scores.kinds["need"].f1 == 1
    assert scores.kinds["dependency"].recall == 0
    assert scores.attributes["need.type"] == [False]
    agreement.main(corpora)
    out = capsys.readouterr().out
    assert "| timber | — | 1.000 (1, 1) | 0.000 (1, 0) | — | — | 0.500 |" in out
    assert "| need.customer | 1.000 | 1 |" in out
