"""The order in which a printed page is read: rows, columns, paragraphs.

Coordinates are PDF points from the left and the bottom of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_LEAST_LINES = 4
"""Lines that a column has at least; fewer side by side are an address or a signature."""
_CROSSING = 0.25
"""Share of runs that may cross a gutter: headings over both columns, and tables between them."""
_FILLED = 0.6
"""Of a column's width, filled by its median line: prose fills it, cells of tables do not."""
_LEAST_CHARACTERS = 18
_STEPS = 120
_LOOSEST = 2.2
"""Of the letters' height: lines further apart than this are no lines of one paragraph."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand side by side without a gap, in the order in which the file draws them."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    drawn: int

    @property
    def middle(self) -> float:
        """Half-way between bottom and top."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """A line as one reads it, and whether it begins a paragraph."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    cells: int = 1
    begins: bool = True


def rows_of(runs: Sequence[Run], *, depth: int = 0) -> list[Row]:
    """The lines of a page in reading order: down each column, across a table's rows."""
    gutter = _gutter(runs) if depth < 3 else None
    if gutter is None:
        return _paragraphed(_rows(runs))
    rows: list[Row] = []
    left: list[Run] = []
    right: list[Run] = []

    def close() -> None:
        for column in (left, right):
            rows.extend(rows_of(column, depth=depth + 1))
            column.clear()

    for run in sorted(runs, key=lambda run: (-run.middle, run.left)):
        if run.right <= gutter:
            left.append(run)
        elif run.left >= gutter:
            right.append(run)
        else:
            close()
            rows.extend(_paragraphed(_rows([run])))
    close()
    return rows


def _gutter(runs: Sequence[Run]) -> float | None:
    """The place between two columns of prose, where there are two."""
    if len(runs) < 2 * _LEAST_LINES:
        return None
    first, last = min(run.left for run in runs), max(run.right for run in runs)
    best: tuple[float, list[float]] = (0.0, [])
    for step in range(_STEPS // 5, _STEPS - _STEPS // 5):
        x = first + (last - first) * step / _STEPS
        left = sum(run.right <= x for run in runs)
        right = sum(run.left >= x for run in runs)
        crossing = len(runs) - left - right
        if min(left, right) < _LEAST_LINES or crossing > _CROSSING * len(runs):
            continue
        score = min(left, right) - 2 * crossing
        if score > best[0]:
            best = score, [x]
        elif score == best[0]:
            best[1].append(x)
    if not best[1]:
        return None
    x = best[1][len(best[1]) // 2]
    sides = [run for run in runs if run.right <= x], [run for run in runs if run.left >= x]
    if _drawn_apart(*sides) or all(map(_is_prose, sides)):
        return x
    return None


def _is_prose(column: Sequence[Run]) -> bool:
    width = max(run.right for run in column) - min(run.left for run in column)
    filled = median(run.right - run.left for run in column)
    return filled >= _FILLED * width and (
        median(len(run.text) for run in column) >= _LEAST_CHARACTERS
    )


def _drawn_apart(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether the file draws one side after the other; tables are drawn row by row."""
    sides = {run.drawn: side for side, column in enumerate((left, right)) for run in column}
    order = [sides[drawn] for drawn in sorted(sides)]
    overlap = max(run.bottom for run in left) > min(run.bottom for run in right) and (
        max(run.bottom for run in right) > min(run.bottom for run in left)
    )
    return overlap and sum(a != b for a, b in pairwise(order)) == 1


def _rows(runs: Iterable[Run]) -> list[Row]:
    """Runs at one height make a row, from left to right."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.middle, run.left)):
        level = groups[-1][0] if groups else None
        if level and abs(level.middle - run.middle) < 0.5 * min(
            level.top - level.bottom, run.top - run.bottom
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [
        Row(
            "  ".join(run.text for run in sorted(group, key=lambda run: run.left)),
            min(run.left for run in group),
            max(run.right for run in group),
            min(run.bottom for run in group),
            max(run.top for run in group),
            len(group),
        )
        for group in groups
    ]


def _paragraphed(rows: Sequence[Row]) -> list[Row]:
    """`rows` with those marked that go on with the paragraph above.

    A row goes on where it stands right below the other and where its first word would not have
    fitted in there, or begins with a small letter. The rows of a table stand by themselves.
    """
    if not rows:
        return []
    margin = max(row.right for row in rows)
    gaps = [above.bottom - below.bottom for above, below in pairwise(rows)]
    leading = (
        min(median(gaps), _LOOSEST * median(row.top - row.bottom for row in rows)) if gaps else 0.0
    )
    found = [rows[0]]
    for above, row in pairwise(rows):
        first_word = (row.right - row.left) * (len(row.text.split(" ", 1)[0]) + 1) / len(row.text)
        fits = first_word <= 0.95 * (margin - above.right) and not row.text[0].islower()
        apart = above.bottom - row.bottom > 1.35 * leading or above.bottom <= row.bottom
        indented = row.left - above.left > 0.8 * (row.top - row.bottom)
        begins = fits or apart or indented or max(above.cells, row.cells) > 1
        found.append(replace(row, begins=begins))
    return found
