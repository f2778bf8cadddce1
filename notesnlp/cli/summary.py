"""The summary that `analyze` prints: what to do this week, and where the report lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from notesnlp.cli.terminal import shown
from notesnlp.report.sections import ReportView
from notesnlp.report.summary import summarise

_MARKS = {"dependency": "●", "risk": "▲", "promise": "■", "theme": "◆"}
_STYLES = {"dependency": "red", "risk": "yellow", "promise": "magenta", "theme": "cyan"}


def print_summary(view: ReportView, out: Path) -> None:
    """Print what a CIO should know first."""
    print_told(summarise(view), out)


def print_told(told: Mapping[str, Any], out: Path) -> None:
    """Print what `report.summary.summarise` says."""
    console = Console(highlight=False)
    span = f", {told['first']} to {told['last']}" if told["first"] else ""
    counts = told["counts"]
    console.print(
        f"[bold]{told['meetings']} meetings[/bold], {told['words']:,} words{span}: "
        f"{counts.get('need', 0)} needs, {counts.get('dependency', 0)} IT dependencies, "
        f"{counts.get('idea', 0)} ideas in {told['themes']} themes with the needs, "
        f"{counts.get('followup', 0)} follow-ups, {counts.get('framing', 0)} framing."
    )
    if told["headlines"]:
        # The newest meeting's day, not the clock's, unless the settings say otherwise: a folder of
        # old notes would else seem to speak of the reader's own week.
        since = f" (reckoned from {told['today']})" if told.get("today") else ""
        console.print(f"\n[bold]This week[/bold]{since}")
        console.print(_lines(told["headlines"]))
    console.print(
        f"\nReport: [bold]{out / 'report.html'}[/bold]   Tables: {out}/*.csv", soft_wrap=True
    )


def _lines(headlines: Sequence[Mapping[str, Any]]) -> Table:
    table = Table.grid(padding=(0, 1))
    for line in headlines:
        body = Text(shown(line["text"]), style="bold")
        body.append(f"\n{shown(line['why'])}\n", style="default")
        body.append(f"“{shown(line['quote'])}”\n", style="italic")
        place = f"{line['speaker'] or 'notes'}, {line['meeting']}, line {line['line']}\n"
        body.append(shown(place), style="dim")
        table.add_row(Text(_MARKS[line["tone"]], style=_STYLES[line["tone"]]), body)
    return table
