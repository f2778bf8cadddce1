"""Which event the words of a quote tell of: logistic regression over its words and letters.

Events are told by words that a sentence encoder smooths over ("lease", "badge", "till"). Beside
the judge this names .70 instead of .67 of the annotated events of the sets that were chosen on
and .67 instead of .61 of the benchmark's (docs/explanation/evaluation.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from notesnlp.embed.encoder import Floats
from notesnlp.embed.store import read_arrays, read_manifest, write_arrays, write_manifest
from notesnlp.errors import ModelError
from notesnlp.learn.judge import softmax

FOLDER = "wording"
"""Where it lies in a folder of models."""
ARRAYS = "wording.safetensors"
TERMS = "terms.json"
_LEAST_QUOTES = {"word": 3, "char_wb": 5}
"""In how many quotes of training a term must stand to count."""
_LENGTHS = {"word": (1, 2), "char_wb": (3, 5)}
_STRENGTH = 10.0
"""Inverse regularisation strength; 3 and 30 do as well on corpora/validation."""


class Wording:
    """The regression as saved in a folder.

    Raises:
        ModelError: the folder is missing, damaged, or does not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.names: tuple[str, ...] = tuple(read_manifest(folder).get("events", ()))
        self._arrays = read_arrays(folder / ARRAYS)
        self._terms: dict[str, list[str]] = json.loads((folder / TERMS).read_text("utf-8"))
        shape = (len(self.names), sum(map(len, self._terms.values())))
        if self._arrays["weight"].shape != shape:
            raise ModelError("terms and weights differ", path=folder, remedy="train it again")

    @cached_property
    def _vectorizers(self) -> list[Any]:
        found, first = [], 0
        for analyzer, terms in self._terms.items():
            vectorizer = _vectorizer(analyzer, vocabulary=terms)
            vectorizer.idf_ = self._arrays["idf"][first : first + len(terms)].astype(np.float64)
            first += len(terms)
            found.append(vectorizer)
        return found

    def __call__(self, quotes: Sequence[str]) -> Floats:
        """Probabilities of `names`, shape (quotes, names)."""
        from scipy.sparse import hstack

        rows = hstack([item.transform(quotes) for item in self._vectorizers]).tocsr()
        logits = rows @ self._arrays["weight"].T.astype(np.float32)
        return softmax(logits + self._arrays["bias"])


def fit_wording(quotes: Sequence[str], events: Sequence[str], folder: Path) -> None:
    """Learn from annotated `quotes` and their `events`, and save it in `folder`."""
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    vectorizers = {name: _vectorizer(name, min_df=least) for name, least in _LEAST_QUOTES.items()}
    rows = hstack([item.fit_transform(quotes) for item in vectorizers.values()]).tocsr()
    model = LogisticRegression(C=_STRENGTH, max_iter=300).fit(rows, list(events))
    folder.mkdir(parents=True, exist_ok=True)
    terms = {name: list(item.get_feature_names_out()) for name, item in vectorizers.items()}
    (folder / TERMS).write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
    write_arrays(
        folder / ARRAYS,
        {
            "weight": model.coef_.astype(np.float16),
            "bias": model.intercept_.astype(np.float32),
            "idf": np.concatenate([item.idf_ for item in vectorizers.values()]).astype(np.float32),
        },
    )
    write_manifest(folder, {"events": list(map(str, model.classes_)), "quotes": len(quotes)})


def _vectorizer(analyzer: str, **given: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(
        analyzer=analyzer, ngram_range=_LENGTHS[analyzer], sublinear_tf=True, **given
    )
