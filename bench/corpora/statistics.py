"""What the corpora hold: meetings, words, forms and findings of every set.

python -m bench.corpora.statistics > corpora/STATISTICS.md
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from notesnlp.learn.annotations import AnnotatedSet, load_sets
from notesnlp.model.finding import KINDS, TYPES

SPLITS = ("train", "validation", "benchmark", "demo", "qmsum/joined")


def main(corpora: Path = Path("corpora")) -> None:
    """Print the statistics of all splits that are there."""
    groups = load_splits(corpora)
    print("# What the corpora hold\n\nPrinted by `python -m bench.corpora.statistics`.\n")
    print("Sets of `qmsum` are real meetings, annotated stand-off; those named `first-` and")
    print("`second-` are two annotations before they were settled, and count in no sum. All others")
    print("are invented.\n")
    print("## Sets\n")
    header = ["split", "set", "meetings", "words", *KINDS, "findings", "a 1,000 words"]
    rows = [
        [split, annotated.name, *_counts(annotated)]
        for split, sets in groups.items()
        for annotated in sets
    ]
    _print_table(header, rows)
    print("\n## Sums\n")
    settled = {split: settled_of(sets) for split, sets in groups.items()}
    sums = [[split, len(sets), *_counts(*sets)] for split, sets in settled.items()]
    everything = [item for sets in settled.values() for item in sets]
    _print_table(
        ["split", "sets", *header[2:]], [*sums, ["all", len(everything), *_counts(*everything)]]
    )
    print("\n## Types\n")
    _print_table(["kind", "type", "findings"], _types(everything))
    print("\n## Events of dependencies\n")
    events = Counter(
        finding.type
        for annotated in everything
        for item in annotated.meetings
        for finding in item.findings
        if finding.kind == "dependency"
    )
    _print_table(["event", "findings"], [[event, count] for event, count in events.most_common()])
    print("\n## Forms\n")
    forms: Counter[str] = Counter()
    for annotated in everything:
        for item in annotated.meetings:
            forms[item.meeting.form] += item.meeting.words
    _print_table(["form", "words"], [[form, f"{words:,}"] for form, words in forms.most_common()])


def load_splits(corpora: Path) -> dict[str, list[AnnotatedSet]]:
    """The sets of each split that is there."""
    return {
        split: load_sets([corpora / split])
        for split in SPLITS
        if any((corpora / split).glob("**/gold.jsonl"))
    }


def settled_of(sets: Iterable[AnnotatedSet]) -> list[AnnotatedSet]:
    """`sets` without those that hold one of two annotations before they were settled."""
    return [item for item in sets if not item.name.startswith(("first-", "second-"))]


def _counts(*sets: AnnotatedSet) -> list[object]:
    meetings = [item for annotated in sets for item in annotated.meetings]
    words = sum(item.meeting.words for item in meetings)
    kinds = Counter(finding.kind for item in meetings for finding in item.findings)
    return [
        len(meetings),
        f"{words:,}",
        *(kinds[kind] for kind in KINDS),
        kinds.total(),
        f"{1000 * kinds.total() / words:.1f}",
    ]


def _types(sets: Sequence[AnnotatedSet]) -> Iterable[list[object]]:
    rows = [
        (finding.kind, finding.row)
        for annotated in sets
        for item in annotated.meetings
        for finding in item.findings
    ]
    for kind in KINDS:
        key = "status" if kind == "dependency" else "type"
        values = ("hidden", "recognised") if kind == "dependency" else TYPES[kind]
        counts = Counter(row[key] for of, row in rows if of == kind)
        yield from ([kind, value, counts[value]] for value in values)


def _print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print("| " + " | ".join(header) + " |")
    print("|" + " --- |" * len(header))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
