"""What became of every character of a file: modelled in a turn, left out with a reason, or lost.

Blanks do not count: turns join lines by single spaces.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from notesnlp.model.meeting import Reading, Turn
from notesnlp.readers.base import Document, Line
from notesnlp.readers.labels import INITIALS, header_of, is_clock, label_of

_BULLET = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z])[.)\]]+")
_CHECKED = re.compile(r"\W*\[[xX]\]\W*")


def solid(text: str) -> int:
    """How many characters of `text` are no blanks.

    >>> solid(" We press  at nine ")
    13
    """
    return sum(map(len, text.split()))


def solid_of(texts: Iterable[str]) -> int:
    """How many characters of all `texts` are no blanks."""
    return sum(map(solid, texts))


def reading_of(document: Document) -> Reading:
    """How much of a file is in the turns of its document."""
    return Reading(
        characters=document.characters,
        modelled=solid_of(turn.text for turn in document.turns),
        left_out=tuple(item for item in sorted(document.left_out.items()) if item[1] > 0),
        warnings=document.warnings,
    )


def left_out_of(
    lines: Iterable[Line], turns: Iterable[Turn], declared: Mapping[int, str] | None = None
) -> Counter[str]:
    """The characters of `lines` that no piece of `turns` covers, by what they are.

    What is neither declared nor recognised as a label, a time or a mark is in no class: it is lost.

    Args:
        lines: the text that the turns were built from.
        turns: every piece stands word for word at its line and column.
        declared: lines that the reader left out on purpose, with what they are.
    """
    covered: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for turn in turns:
        ends = [*(piece.start - 1 for piece in turn.pieces[1:]), len(turn.text)]
        for piece, end in zip(turn.pieces, ends, strict=True):
            covered[piece.line].append((piece.column, piece.column + end - piece.start))
    found: Counter[str] = Counter()
    for line in lines:
        for start, end in _gaps(line, covered.get(line.number, [])):
            gap = line.text[start:end]
            size = solid(gap)
            what = size and ((declared or {}).get(line.number) or _kind(line, start, gap))
            if what:
                found[what] += size
    return found


def _gaps(line: Line, covered: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The ranges of `line.text` outside `covered`, which counts from the line's own column 0."""
    at = 0
    for start, end in sorted(covered):
        start, end = start - line.column, end - line.column
        if end <= 0 or start >= len(line.text):
            continue
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(line.text):
        yield at, len(line.text)


def _kind(line: Line, start: int, gap: str) -> str | None:
    text = gap.strip().lstrip("> ")
    if not any(character.isalnum() for character in text):
        return "marks"
    if is_clock(text):
        return "times"
    if line.text[:start].strip():
        return None
    if label_of(line.text) or header_of(line.text) or INITIALS.search(gap):
        return "speakers"
    if _BULLET.fullmatch(text) or _CHECKED.fullmatch(text):
        return "marks"
    return None
