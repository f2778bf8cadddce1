"""How far a second annotation agrees with the first, where a set has one.

Both are kept as they were made, in `first.jsonl` and `second.jsonl` (of the QMSum meetings in
the joined sets `first-…` and `second-…`); `gold.jsonl` holds what was settled between them.
Matching is that of the evaluation, so the figures are the ceiling that models are held to.

python -m bench.corpora.agreement > corpora/AGREEMENT.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.rows import HEADER, RULE, cells
from notesnlp.evaluation.scores import KindScore, Scores, located, merge
from notesnlp.learn.annotations import AnnotatedSet, load_set

FIRST, SECOND = "first.jsonl", "second.jsonl"


def main(corpora: Path = Path("corpora")) -> None:
    """Print the agreement of every set annotated twice, and of all together."""
    scores = {name: agreement(first, second) for name, first, second in _pairs(corpora)}
    scores["all"] = merge(scores.values())
    print("# Agreement of two annotations\n\nPrinted by `python -m bench.corpora.agreement`.\n")
    print("F1 of the second annotation against the first, by kind (findings of the first, of the")
    print("second), then the share of attributes that are the same on matched findings.\n")
    print(f"| set | {HEADER} |\n| --- |{RULE}")
    for name, score in scores.items():
        print(f"| {name} | {cells(score, _with_counts)} |")
    print("\n| attribute | agreement | n |\n| --- | --- | --- |")
    for name, right in sorted(scores["all"].attributes.items()):
        print(f"| {name} | {sum(right) / len(right):.3f} | {len(right)} |")


def _with_counts(kind: KindScore) -> str:
    return f"{kind.f1:.3f} ({kind.gold}, {kind.predicted})"


def agreement(first: AnnotatedSet, second: AnnotatedSet) -> Scores:
    """The second annotation scored against the first, over the meetings that both have."""
    others = {item.meeting.name: item for item in second.meetings}
    scores = Scores()
    for item in first.meetings:
        if item.meeting.name in others:
            scores.add(first.name, located(item), located(others[item.meeting.name]))
    return scores


def _pairs(corpora: Path) -> Iterator[tuple[str, AnnotatedSet, AnnotatedSet]]:
    for path in sorted(corpora.glob(f"**/{SECOND}")):
        folder = path.parent
        yield folder.name, load_set(folder, gold=FIRST), load_set(folder, gold=SECOND)
    joined = corpora / "qmsum" / "joined"
    for folder in sorted(joined.glob("second-*")):
        split = folder.name.removeprefix("second-")
        yield f"qmsum {split}", load_set(joined / f"first-{split}"), load_set(folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
