"""What redaction finds and what it removes wrongly, on the marked meetings of tests/redaction/marked.

    python -m bench.redaction [develop|reported] [--misses]

A marked item counts as found where every letter and digit of it is covered. What is removed and
touches no marked item is wrongly removed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notesnlp.config import Redaction
from notesnlp.model.meeting import Meeting, Piece, Speaker, Turn
from notesnlp.redaction.find import find_personal
from notesnlp.redaction.spans import Span

MARKED = Path(__file__).parents[1] / "tests" / "redaction" / "marked"
KINDS = {
    "r": "names in the roster",
    "n": "names outside it",
    "m": "mails",
    "p": "phones",
    "i": "ids",
    "a": "addresses",
    "l": "links",
}
_TAG = re.compile(r"<(/?)([rnmpial])>")


@dataclass(frozen=True, slots=True)
class Item:
    """A marked item: the turn, its place there, and its kind by letter."""

    turn: int
    start: int
    end: int
    kind: str


@dataclass
class Score:
    """Items by kind, those found, spans, and those that touch no item."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    spans: int = 0
    wrong: int = 0
    misses: list[str] = field(default_factory=list)

    def recall(self, kinds: str) -> float:
        """Share of the items of `kinds` that were found."""
        marked = sum(self.marked[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / marked if marked else 1.0

    @property
    def precision(self) -> float:
        """Share of the spans that touch an item."""
        return 1 - self.wrong / self.spans if self.spans else 1.0


def marked_meetings(half: str) -> Iterator[tuple[Meeting, list[Item]]]:
    """The meetings of a half, ``develop`` or ``reported``, with their marks."""
    for path in sorted((MARKED / half).glob("*.txt")):
        yield parse(path.name, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> tuple[Meeting, list[Item]]:
    """A meeting and its marks from lines with tags; "# name | role | side | aliases" is the roster."""
    people, turns, items = [], [], []
    for line in text.splitlines():
        if line.startswith("# "):
            who, role, side, aliases = (part.strip() for part in line[2:].split("|"))
            people.append(Speaker(who, role, side, tuple(filter(None, aliases.split(";")))))
            continue
        speaker, colon, rest = line.partition(": ")
        named = bool(colon) and "<" not in speaker and len(speaker.split()) <= 4
        said, marks = _stripped(rest if named else line)
        at = len(turns)
        items += [Item(at, start, end, kind) for start, end, kind in marks]
        turns.append(Turn(at, speaker if named else None, said, (Piece(0, at + 1, 0),)))
    return Meeting(name, "text", "transcript", tuple(turns), people=tuple(people)), items


def _stripped(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, marks, at, begun = "", [], 0, 0
    for tag in _TAG.finditer(line):
        text += line[at : tag.start()]
        at = tag.end()
        if tag[1]:
            marks.append((begun, len(text), tag[2]))
        begun = len(text)
    return text + line[at:], marks


Finder = Callable[[Meeting], Sequence[Sequence[Span]]]


def find(meeting: Meeting) -> Sequence[Sequence[Span]]:
    """The spans of each turn, as the package finds them."""
    return find_personal(meeting, Redaction()).turns


def score(half: str, finder: Finder = find) -> Score:
    """The figures of a half."""
    total = Score()
    for meeting, items in marked_meetings(half):
        spans = finder(meeting)
        for item in items:
            text = meeting.turns[item.turn].text
            hidden = {at for span in spans[item.turn] for at in range(span.start, span.end)}
            open_ = [at for at in range(item.start, item.end) if text[at].isalnum() and at not in hidden]  # fmt: skip
            total.marked[item.kind] += 1
            total.found[item.kind] += not open_
            if open_:
                total.misses.append(f"{meeting.name}:{item.turn + 1} not found <{item.kind}> {text[item.start : item.end]}")  # fmt: skip
        for turn, found in enumerate(spans):
            mine = [item for item in items if item.turn == turn]
            for span in found:
                total.spans += 1
                if not any(item.start < span.end and span.start < item.end for item in mine):
                    total.wrong += 1
                    said = meeting.turns[turn].text[span.start : span.end]
                    total.misses.append(f"{meeting.name}:{turn + 1} wrongly removed ({span.what}) {said}")  # fmt: skip
    return total


def table(scores: dict[str, Score]) -> str:
    """The figures as a Markdown table."""
    lines = ["| | " + " | ".join(scores) + " |", "| --- |" + " --- |" * len(scores)]
    for kind, name in KINDS.items():
        cells = (f"{item.found[kind]} of {item.marked[kind]}" for item in scores.values())
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    rows = {
        "recall, roster": lambda item: f"{item.recall('r'):.3f}",
        "recall, all others": lambda item: f"{item.recall('nmpial'):.3f}",
        "removed, wrongly": lambda item: f"{item.spans}, {item.wrong}",
        "precision": lambda item: f"{item.precision:.3f}",
    }
    lines += [f"| {name} | " + " | ".join(map(cell, scores.values())) + " |" for name, cell in rows.items()]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    halves = [arg for arg in sys.argv[1:] if not arg.startswith("-")] or ["develop", "reported"]
    scores = {half: score(half) for half in halves}
    print(table(scores))
    if "--misses" in sys.argv:
        print("\n".join(line for item in scores.values() for line in item.misses))
