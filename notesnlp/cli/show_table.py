"""What `show` can show, and how a table looks in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from notesnlp.cli.terminal import shown

if TYPE_CHECKING:
    from rich.console import Console

WHAT = (
    "needs",
    "dependencies",
    "ideas",
    "themes",
    "followups",
    "framing",
    "meetings",
    "conversations",
    "signals",
    "trends",
    "demand",
)
REMEMBERED = ("coverage", "shares", "promises", "changes")
"""Tables of the ledger, over all runs."""
_LONG = frozenset({"quote", "say_instead"})
_HEADS = {
    "themes": ("name",),
    "priorities": ("name",),
    "changes": ("name",),
    "demand": ("title",),
    "coverage": ("unit",),
    "shares": ("period",),
    "meetings": ("meeting",),
    "trends": ("measure",),
}
"""What a row is about, where that is no quote: it stands first where rows are printed one below the other."""
_COUNTED = {"coverage": "units", "shares": "periods"}
"""What the rows of a table are called, where the table's name does not say it."""
_SHOWN = {
    "needs": ("unit", "type", "quote", "speaker", "date", "meeting", "line"),
    "dependencies": (
        "unit",
        "event",
        "status",
        "when",
        "start_by",
        "first_work",
        "quote",
        "meeting",
        "line",
    ),
    "ideas": ("unit", "quote", "speaker", "theme", "meeting", "line"),
    "themes": ("rank", "name", "area", "priority", "findings", "units", "quote"),
    "priorities": ("rank", "name", "score", "how", "unknown"),
    "followups": ("state", "owner", "due", "quote", "unit", "meeting", "line"),
    "framing": ("type", "terms", "quote", "say_instead", "meeting", "line"),
    "demand": ("unit", "title", "status", "need_by", "start_by", "urgency", "effort", "requester"),
    "conversations": (
        "unit",
        "date",
        "by",
        "it_share",
        "customer_share",
        "longest_side",
        "longest_s",
        "open_by_it",
        "closed_by_it",
        "leading_by_it",
        "discovery",
        "unanswered",
        "wait_s",
        "rehearsal",
        "why_not",
    ),
    "signals": ("kind", "unit", "quote", "meeting", "line"),
    "trends": ("measure", "series", "month", "value", "meetings", "low", "high"),
    "coverage": ("unit", "unit_kind", "meetings", "last_met", "next_by", "overdue_days", "by"),
    "shares": ("period", "meetings", "external_meetings", "external_words", "trend"),
    "promises": ("unit", "item", "owner", "due", "state", "stuck_by", "missing", "quote"),
    "changes": ("about", "what", "unit", "name"),
    "meetings": (
        "meeting",
        "date",
        "unit",
        "unit_kind",
        "form",
        "words",
        "needs",
        "dependencies",
        "ideas",
        "followups",
        "framing",
    ),
}


_COLUMN = 12
"""Characters that a column needs on average; with fewer, words break after each few letters.
One of whole sentences needs twice as many."""


def print_table(what: str, rows: list[dict[str, object]], *, also: Sequence[str] = ()) -> None:
    """Print rows as a table, or one below the other where the terminal is too narrow for it.

    Args:
        what: a table of `WHAT` or `REMEMBERED`, or "priorities".
        rows: with all its columns.
        also: columns after those that are always shown.
    """
    from rich.console import Console

    console = Console(highlight=False)
    columns = (*_SHOWN[what], *also)
    title = f"{len(rows)} {_COUNTED.get(what, what)}"
    if rows and console.width < sum(_COLUMN * (1 + (column in _LONG)) for column in columns):
        heads = _HEADS.get(what) or tuple(column for column in columns if column in _LONG)
        _print_blocks(console, title, columns, heads, rows)
    else:
        _print_columns(console, title, columns, rows)


def _print_columns(
    console: Console, title: str, columns: Sequence[str], rows: list[dict[str, object]]
) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", title=title, title_justify="left")
    for column in columns:
        table.add_column(
            column.replace("_", " "),
            overflow="fold",
            ratio=4 if column in _LONG else None,
        )
    for row in rows:
        table.add_row(*(Text(shown(cell(row[column]))) for column in columns))
    console.print(table)


def _print_blocks(
    console: Console,
    title: str,
    columns: Sequence[str],
    heads: Sequence[str],
    rows: list[dict[str, object]],
) -> None:
    """Each row as what it is about, then all else by name, what is empty left out."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(title, style="italic"))
    for row in rows:
        cells = {column: shown(cell(row[column])) for column in columns}
        console.print()
        for column in heads:
            if cells[column]:
                console.print(Text(f"{column.replace('_', ' ')}: {cells[column]}", style="bold"))
        rest = [
            f"{column.replace('_', ' ')}: {cells[column]}"
            for column in columns
            if column not in heads and cells[column]
        ]
        console.print(Padding(Text("; ".join(rest)), (0, 0, 0, 2)))


def cell(value: object) -> str:
    """A row's value as text for a table or a CSV file."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {cell(item) or 'unknown'}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
