"""Which words are technical by evidence: those that IT's jargon uses and nobody else does.

    python -m bench.technical_words > notesnlp/detectors/framing/technical_words.csv

Counts words in the framing quotes of corpora/train (jargon and solution_first) and in everything
else of its text files and quotes. A word is listed where three of those quotes or more, of two
organisations or more, have it, where it is at least a hundred times as frequent there as elsewhere,
and where general English has it less than ten times a million words (Zipf 4, wordfreq).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

_TRAIN = Path(__file__).resolve().parents[1] / "corpora" / "train"
_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_QUOTES, _ORGANISATIONS, _RATIO, _ZIPF = 3, 2, 100, 4.0
_TEXTS = frozenset({".txt", ".md", ".vtt", ".srt"})
_TWO_SENSES = frozenset("evaluating onboard captive enrol licenses notifications roam demo exceptions".split())  # fmt: skip
"""Listed by the counts, but with an everyday sense that customers use."""


def main() -> None:
    """Write the words with their counts as CSV."""
    from wordfreq import zipf_frequency

    technical: Counter[str] = Counter()
    other: Counter[str] = Counter()
    organisations: dict[str, set[str]] = defaultdict(set)
    for gold in sorted(_TRAIN.glob("*/gold.jsonl")):
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            words = _WORD.findall(row["quote"].lower())
            if row["kind"] == "framing" and row["type"] in {"jargon", "solution_first"}:
                technical.update(words)
                for word in words:
                    organisations[word].add(gold.parent.name)
            elif row["kind"] != "framing":
                other.update(words)
        for path in sorted(gold.parent.iterdir()):
            if path.suffix in _TEXTS:
                text = path.read_text(encoding="utf-8", errors="ignore")
                other.update(_WORD.findall(text.lower()))
    size, rest = technical.total(), other.total()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("word", "technical", "elsewhere", "zipf"))
    for word in sorted(technical):
        elsewhere = max(other[word] - technical[word], 0)
        ratio = (technical[word] / size) / ((elsewhere + 0.5) / rest)
        zipf = zipf_frequency(word, "en")
        enough = technical[word] >= _QUOTES and len(organisations[word]) >= _ORGANISATIONS
        if enough and ratio >= _RATIO and zipf < _ZIPF and word not in _TWO_SENSES:
            writer.writerow((word, technical[word], elsewhere, zipf))


if __name__ == "__main__":
    main()
