"""The other wordings of framing findings, laid out to be judged, and what the judgments say.

    python -m bench.say_instead list SET… [EARLIER] > FILE   60 framing findings of the sets, as CSV
    python -m bench.say_instead order FILE SEED              the same to be read, in a random order
    python -m bench.say_instead score FILE JUDGED…           shares by judgment, over all, and the failures

Findings that an EARLIER list (CSV) does not hold are drawn first. JUDGED is a CSV with the columns id, faithful, plain, experience,
grammatical, fits (1 or 0) and note. The rubric is in docs/explanation/framing.md.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from notesnlp.learn.annotations import load_set
from notesnlp.model.finding import Framing
from notesnlp.model.meeting import Meeting
from notesnlp.run.pipeline import Pipeline

_FINDINGS, _SEED = 60, 60
_BEFORE = 300
"""Characters of what was said before a finding that a judge sees."""
_COLUMNS = (
    "id",
    "set",
    "meeting",
    "line",
    "type",
    "terms",
    "before",
    "quote",
    "say_instead",
    "ask",
)
_QUESTIONS = ("faithful", "plain", "experience", "grammatical")
Row = dict[str, str]


def findings(sets: Iterable[Path], earlier: frozenset[str]) -> list[Row]:
    """Framing findings of the sets, at most 60, drawn by chance, in the order of their places."""
    pipeline = Pipeline()
    rows = []
    for folder in sets:
        for annotated in load_set(folder).meetings:
            for item in pipeline.analyze(annotated.meeting).findings:
                if isinstance(item, Framing):
                    rows.append(_row(folder.name, annotated.meeting, item))
    new = [at for at, row in enumerate(rows) if row["id"] not in earlier]
    old = [at for at, row in enumerate(rows) if row["id"] in earlier]
    draw = random.Random(_SEED)
    chosen = sorted((draw.sample(new, len(new)) + draw.sample(old, len(old)))[:_FINDINGS])
    print(f"{len(rows)} framing findings, {len(new)} of them new", file=sys.stderr)
    return [rows[at] for at in chosen]


def _row(name: str, meeting: Meeting, item: Framing) -> Row:
    place = item.evidence
    turns = meeting.turns[max(place.turn - 2, 0) : place.turn]
    own = meeting.turns[place.turn].text[: place.start]
    before = " / ".join([*(turn.text for turn in turns), own])
    return {
        "id": place.id,
        "set": name,
        "meeting": place.meeting,
        "line": str(place.line),
        "type": item.type,
        "terms": "; ".join(item.terms),
        "before": " ".join(before.split())[-_BEFORE:],
        "quote": " ".join(place.quote.split()),
        "say_instead": item.say_instead,
        "ask": item.ask,
    }


def show(rows: list[Row], seed: int) -> None:
    """Print `rows` to be judged, in the random order of `seed`."""
    random.Random(seed).shuffle(rows)
    for row in rows:
        print(f"{row['id']} [{row['type']}] {row['quote']}\n  BEFORE {row['before']}\n  SAY {row['say_instead']}\n  ASK {row['ask']}")  # fmt: skip


def score(rows: list[Row], judged: list[Path]) -> None:
    """Print the share that each judgment accepts, by question and type, and what it refuses."""
    by_id = {row["id"]: row for row in rows}
    refused: dict[str, list[str]] = defaultdict(list)
    answers = []
    for path in judged:
        given = {row["id"]: row for row in _read(path)}
        if given.keys() != by_id.keys():
            raise SystemExit(f"{path}: not the findings of the list")
        answers.append(given)
        accepted = {key for key, row in given.items() if all(row[name] == "1" for name in _QUESTIONS)}  # fmt: skip
        shares = ", ".join(
            f"{name} {_share(given.values(), name)}" for name in (*_QUESTIONS, "fits")
        )
        print(f"{path.name}: acceptable {len(accepted)} of {len(given)} = {len(accepted) / len(given):.3f}; {shares}")  # fmt: skip
        kinds = Counter(by_id[key]["type"] for key in accepted)
        whole = Counter(row["type"] for row in rows)
        print("  " + ", ".join(f"{kind} {kinds[kind]} of {whole[kind]}" for kind in sorted(whole)))
        for key, row in given.items():
            if key not in accepted:
                failed = [name for name in _QUESTIONS if row[name] != "1"]
                refused[key].append(f"{path.stem}: not {', not '.join(failed)} ({row['note']})")
    same = sum(
        len({tuple(given[key][name] for name in _QUESTIONS) for given in answers}) == 1
        for key in by_id
    )
    print(f"the same answers in all passes: {same} of {len(by_id)}")
    most = sum(len(reasons) > len(judged) / 2 for reasons in refused.values())
    print(f"acceptable to most passes: {len(by_id) - most} of {len(by_id)}")
    for key, reasons in refused.items():
        row = by_id[key]
        print(f"\n{row['quote']}\n  {row['say_instead']}\n  " + "\n  ".join(reasons))


def _share(rows: Iterable[Row], name: str) -> str:
    given = [row[name] == "1" for row in rows]
    return f"{sum(given) / len(given):.2f}"


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(arguments: list[str]) -> None:
    """Run one of the three commands."""
    match arguments:
        case ["list", *paths] if paths:
            sets = [Path(path) for path in paths if Path(path).is_dir()]
            lists = [Path(path) for path in paths if Path(path).is_file()]
            earlier = frozenset(row["id"] for path in lists for row in _read(path))
            writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(findings(sets, earlier))
        case ["order", file, seed]:
            show(_read(Path(file)), int(seed))
        case ["score", file, *judged] if judged:
            score(_read(Path(file)), [Path(path) for path in judged])
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
