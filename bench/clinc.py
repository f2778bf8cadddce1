"""Grouping of CLINC150's 4,500 test questions, the number of groups unknown, beside BERTopic's defaults.

python -m bench.clinc FILE [PYTHON]: FILE has columns text,label (Larson et al. 2019); PYTHON is an
interpreter of an environment of its own that has bertopic. Both group the same vectors of the base
encoder; accuracy is that of the best one-to-one assignment of groups to labels. Nothing is
chosen on this file.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from notesnlp.embed import load_encoder
from notesnlp.embed.store import default_models
from notesnlp.themes.group import THEME_DISTANCE, group

_BERTOPIC = """
import sys, time, numpy as np, json
from bertopic import BERTopic
texts = json.load(open(sys.argv[1])); vectors = np.load(sys.argv[2])
started = time.perf_counter()
topics, _ = BERTopic().fit_transform(texts, vectors)
print(time.perf_counter() - started)
np.save(sys.argv[3], np.array(topics))
"""


def figures(labels: np.ndarray, found: np.ndarray) -> tuple[float, float, float]:
    """Accuracy, normalised mutual information and adjusted Rand index; -1 is a group like others."""
    from scipy.optimize import linear_sum_assignment
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    table = np.zeros((found.max() + 2, labels.max() + 1))
    np.add.at(table, (found + 1, labels), 1)
    best = table[linear_sum_assignment(-table)].sum() / len(labels)
    return best, normalized_mutual_info_score(labels, found), adjusted_rand_score(labels, found)


def main(file: Path, python: str | None) -> None:
    import json

    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    texts = [row["text"] for row in rows]
    labels = np.unique([row["label"] for row in rows], return_inverse=True)[1]
    vectors = load_encoder(default_models(), threads=2).sentence_vectors(texts)
    print(
        f"{len(texts)} texts, {labels.max() + 1} labels\n{'':12} groups   ACC   NMI   ARI  seconds"
    )

    def told(name: str, found: np.ndarray, seconds: float) -> None:
        accuracy, nmi, ari = figures(labels, found)
        print(
            f"{name:12} {len(set(found.tolist())):6} {accuracy:5.3f} {nmi:5.3f} {ari:5.3f} {seconds:8.1f}"
        )

    group(vectors[:50], THEME_DISTANCE)
    started = time.perf_counter()
    found = group(vectors, THEME_DISTANCE)
    told("notesnlp", found, time.perf_counter() - started)
    if python:
        with tempfile.TemporaryDirectory() as folder:
            words, dots, topics = (Path(folder) / name for name in ("t.json", "v.npy", "o.npy"))
            words.write_text(json.dumps(texts), encoding="utf-8")
            np.save(dots, vectors)
            command = [python, "-c", _BERTOPIC, str(words), str(dots), str(topics)]
            seconds = float(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[
                    -1
                ]
            )
            told("BERTopic", np.load(topics), seconds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
