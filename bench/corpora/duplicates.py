"""Findings that say the same in nearly the same words, inside a set and across sets.

Two quotes are near-duplicates where the cosine of their vectors (the base encoder's) is at
least .90. Short ones that anybody says ("I'll send it to you") are alike by nature, so
quotes of fewer than six words are left out. The passages of a contrast family are alike on
purpose; they are counted and not listed.

python -m bench.corpora.duplicates > corpora/DUPLICATES.md
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.corpora.statistics import load_splits, settled_of
from notesnlp.embed import load_encoder
from notesnlp.embed.encoder import Floats
from notesnlp.embed.store import default_models

NEAR = 0.90
_FEWEST_WORDS = 6
_LEVELS = (0.80, 0.85, 0.90, 0.95)


@dataclass(frozen=True, slots=True)
class Quote:
    """A finding's quote and where it comes from."""

    place: str
    set: str
    kind: str
    text: str


def main(corpora: Path = Path("corpora")) -> None:
    """Print how many pairs are alike, and those that are near-duplicates."""
    quotes = _quotes(corpora)
    vectors = load_encoder(default_models(), threads=2).sentence_vectors(
        [quote.text for quote in quotes]
    )
    pairs = similar_pairs(vectors, _LEVELS[0])
    within = [pair for pair in pairs if quotes[pair[0]].set == quotes[pair[1]].set]
    families = [pair for pair in within if "/passages-" in quotes[pair[0]].set]
    inside = [pair for pair in within if "/passages-" not in quotes[pair[0]].set]
    across = [pair for pair in pairs if quotes[pair[0]].set != quotes[pair[1]].set]
    print("# Near-duplicate findings\n\nPrinted by `python -m bench.corpora.duplicates`.\n")
    print(f"{len(quotes):,} different quotes of six words or more; pairs by cosine:\n")
    print("| cosine at least | inside contrast passages | inside a set | across sets |")
    print("|" + " --- |" * 4)
    for level in _LEVELS:
        counts = (sum(pair[2] >= level for pair in group) for group in (families, inside, across))
        print(f"| {level:.2f} | " + " | ".join(map(str, counts)) + " |")
    for title, group in (("inside a set", inside), ("across sets", across)):
        near = [pair for pair in group if pair[2] >= NEAR]
        print(f"\n## {title.capitalize()}, cosine at least {NEAR:.2f}: {len(near)}\n")
        for first, second, cosine in near:
            left, right = quotes[first], quotes[second]
            print(f"- {cosine:.3f} {left.kind}, {left.place}: {_shown(left)}")
            print(f"  {right.kind}, {right.place}: {_shown(right)}")


def similar_pairs(vectors: Floats, least: float) -> list[tuple[int, int, float]]:
    """Pairs of rows with a cosine of at least `least`, the most alike first.

    Args:
        vectors: unit vectors, shape (quotes, 384).
        least: the smallest cosine.
    """
    found = []
    for start in range(0, len(vectors), 1000):
        cosines = vectors[start : start + 1000] @ vectors.T
        for row, column in zip(*np.nonzero(cosines >= least), strict=True):
            if column > start + row:
                found.append((int(start + row), int(column), float(cosines[row, column])))
    return sorted(found, key=lambda pair: -pair[2])


def _quotes(corpora: Path) -> list[Quote]:
    """All quotes that are long enough; one that carries several findings counts once."""
    found: dict[tuple[str, str], Quote] = {}
    for split, sets in load_splits(corpora).items():
        for annotated in settled_of(sets):
            name = f"{split}/{annotated.name}"
            for item in annotated.meetings:
                for finding in item.findings:
                    text = str(finding.row["quote"])
                    place = f"{name}/{item.meeting.name}:{finding.row['line']}"
                    if len(text.split()) >= _FEWEST_WORDS:
                        found.setdefault((place, text), Quote(place, name, finding.kind, text))
    return list(found.values())


def _shown(quote: Quote) -> str:
    """The quote; of a real meeting, whose words are not the project's, its length only."""
    words = len(quote.text.split())
    return f"({words} words)" if quote.set.startswith("qmsum") else f"“{quote.text}”"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
