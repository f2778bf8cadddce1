"""Any number of invented notes, for measuring how time and memory grow; the same for the same seed.

    python -m bench.notes_generator FOLDER COUNT [WORDS]

Sentences are those of corpora/train with their names and numbers drawn anew, so that kinds and number
of findings are as there; a unit keeps to the words of two organisations. COUNT notes of some WORDS
words (9,000, an hour's talk, by default) lie in a folder for each unit, with a roster of people.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import sys
from functools import cache
from pathlib import Path

TRAIN = Path(__file__).parent.parent / "corpora" / "train"
FIRST = (
    "Ada Bo Cleo Dan Esi Finn Gwen Hal Ines Joss Kit Lena Max Nia Olu Pip Quin Ros Sam Tess".split()
)
LAST = (
    "Abara Birch Cole Dray Eklund Farr Gove Holt Iqbal Jago Kern Lund Mora Nash Orme Pike".split()
)
UNITS = (
    "Yard Stores Claims Payroll Clinic Garage Kitchen Library Depot Studio Harbour Nursery".split()
)
_LABEL = re.compile(r"^\s*(?:[-*•]\s+|\d+\.\s+)?(?:[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}:\s+)?")
_ENDS = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_NAME = re.compile(r"(?<=\w\s)(?:[A-Z][a-z]+\s)?[A-Z][a-z]{2,}\b(?!\s[A-Z])")
_NUMBER = re.compile(r"\b\d{1,3}\b")


@cache
def said() -> list[list[str]]:
    """The sentences of each training set that has some."""
    found = []
    for folder in sorted(path for path in TRAIN.iterdir() if path.is_dir()):
        sentences = []
        for path in sorted(folder.iterdir()):
            if path.suffix not in {".txt", ".md"} or path.name.startswith("README"):
                continue
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                parts = _ENDS.split(_LABEL.sub("", line).strip())
                sentences += [part for part in parts if 4 <= len(part.split()) <= 45]
        if len(sentences) > 100:
            found.append(sentences)
    return found


def people(draw: random.Random) -> list[dict[str, str]]:
    """Sixty people, a third of them of IT."""
    names = draw.sample([f"{first} {last}" for first in FIRST for last in LAST], 60)
    return [
        {"name": name, "side": "it" if number % 3 == 0 else "customer"}
        for number, name in enumerate(names)
    ]


def write_notes(folder: Path, count: int, *, words: int = 9_000, seed: int = 0) -> int:
    """Write `count` notes below `folder`; the number of their words.

    Args:
        folder: a new one.
        count: of notes.
        words: of each, about: a quarter more or less.
        seed: the first notes of a seed are the same whatever their number.
    """
    draw = random.Random(seed)
    roster = people(draw)
    folder.mkdir(parents=True)
    (folder / "people.jsonl").write_text("".join(json.dumps(row) + "\n" for row in roster))
    total = 0
    for number in range(count):
        total += _write(folder, number, roster, words, random.Random(f"{seed} {number}"))
    return total


def _write(
    folder: Path, number: int, roster: list[dict[str, str]], words: int, draw: random.Random
) -> int:
    place = number % 240
    unit = f"{UNITS[place % len(UNITS)]} {place // len(UNITS) + 1}"
    sets = said()
    own = [*sets[place % len(sets)], *sets[(place * 7 + 3) % len(sets)]]
    day = dt.date(2014, 1, 6) + dt.timedelta(days=draw.randrange(1_400))
    present = draw.sample(roster, 5)
    wanted, told, lines = draw.uniform(0.75, 1.25) * words, 0, []
    while told < wanted:
        turn = " ".join(_anew(draw.choice(own), draw) for _ in range(draw.randint(1, 5)))
        lines.append(f"{draw.choice(present)['name']}: {turn}\n")
        told += len(turn.split())
    home = folder / unit
    home.mkdir(exist_ok=True)
    head = f"---\nunit: {unit}\nunit_kind: {'external' if place % 2 else 'internal'}\n---\n\n"
    name = f"{day.isoformat()} visit {number:06}.md"
    (home / name).write_text(head + "\n".join(lines), encoding="utf-8")
    return told


def _anew(sentence: str, draw: random.Random) -> str:
    """A sentence with other names and numbers."""
    named = _NAME.sub(lambda _: draw.choice(LAST), sentence) if draw.random() < 0.5 else sentence
    return _NUMBER.sub(lambda found: str(draw.randint(2, 2 + 2 * int(found[0]))), named)


if __name__ == "__main__":
    given = sys.argv[1:]
    print(
        write_notes(Path(given[0]), int(given[1]), words=int(given[2]) if len(given) > 2 else 9_000)
    )
