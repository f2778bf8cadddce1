"""What `show` can show, and how a table looks in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notesnlp.cli.terminal import shown

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


def print_table(what: str, rows: list[dict[str, object]], *, also: Sequence[str] = ()) -> None:
    """Print rows in the columns that a terminal has room for, and those of `also`."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD, header_style="bold", title=f"{len(rows)} {what}", title_justify="left"
    )
    columns = (*_SHOWN[what], *also)
    for column in columns:
        table.add_column(
            column.replace("_", " "),
            overflow="fold",
            ratio=4 if column in {"quote", "say_instead"} else None,
        )
    for row in rows:
        table.add_row(*(Text(shown(cell(row[column]))) for column in columns))
    Console(highlight=False).print(table)


def cell(value: object) -> str:
    """A row's value as text for a table or a CSV file."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {cell(item) or 'unknown'}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
