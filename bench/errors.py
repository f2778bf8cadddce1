"""Typical errors: for each kind the surest false findings and the misses, of annotated sets.

python -m bench.errors corpora/benchmark
"""

from __future__ import annotations

import sys
from pathlib import Path

from notesnlp.evaluation.run import predict
from notesnlp.evaluation.scores import Located, located, match
from notesnlp.learn.annotations import load_sets
from notesnlp.model.finding import KINDS
from notesnlp.run import load

EACH = 2
"""False findings and misses shown of each kind."""


def main(folders: list[Path]) -> None:
    """Print two false findings and two misses of each kind."""
    pipeline = load()
    false: dict[str, list[tuple[float, str, str]]] = {kind: [] for kind in KINDS}
    missed: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for annotated in load_sets(folders):
        rows = predict(annotated, pipeline)
        for item in annotated.meetings:
            gold = located(item)
            found: list[Located] = [
                (row["kind"], item.folded.span_of(row["turn"], row["start"], row["end"]), row)
                for row in rows[item.meeting.name]
            ]
            pairs = match(gold, found)
            hits, reached = {at for _, at in pairs}, {at for at, _ in pairs}
            for at, (kind, _, row) in enumerate(found):
                if at not in hits:
                    false[kind].append((row["score"], annotated.name, row["quote"]))
            for at, (kind, _, row) in enumerate(gold):
                if at not in reached:
                    missed[kind].append((annotated.name, f"{row['quote']} ({row['type']})"))
    for kind in KINDS:
        print(f"\n### {kind}\n")
        for score, name, quote in sorted(false[kind], reverse=True)[:EACH]:
            print(f"- reported ({score:.2f}, {name}): {quote}")
        step = max(len(missed[kind]) // EACH, 1)
        for name, quote in missed[kind][::step][:EACH]:
            print(f"- missed ({name}): {quote}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
