"""The summary that `analyze` prints: what to do this week, and where the report lies."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from notesnlp.cli.terminal import shown
from notesnlp.report.sections import Headline, ReportView

_MARKS = {"dependency": "●", "risk": "▲", "promise": "■", "theme": "◆"}
_STYLES = {"dependency": "red", "risk": "yellow", "promise": "magenta", "theme": "cyan"}


def print_summary(view: ReportView, out: Path) -> None:
    """Print what a CIO should know first."""
    console = Console(highlight=False)
    span = f", {view.first} to {view.last}" if view.first else ""
    counts = view.counts
    console.print(
        f"[bold]{view.meetings} meetings[/bold], {view.words:,} words{span}: "
        f"{counts.get('need', 0)} needs, {counts.get('dependency', 0)} IT dependencies, "
        f"{counts.get('idea', 0)} ideas in {len(view.themes)} themes with the needs, "
        f"{counts.get('followup', 0)} follow-ups, {counts.get('framing', 0)} framing."
    )
    if view.headlines:
        console.print("\n[bold]This week[/bold]")
        console.print(_lines(view.headlines))
    console.print(
        f"\nReport: [bold]{out / 'report.html'}[/bold]   Tables: {out}/*.csv", soft_wrap=True
    )


def _lines(headlines: tuple[Headline, ...]) -> Table:
    table = Table.grid(padding=(0, 1))
    for line in headlines:
        place = line.finding.evidence
        body = Text(shown(line.text), style="bold")
        body.append(f"\n{shown(line.why)}\n", style="default")
        body.append(f"“{shown(place.quote)}”\n", style="italic")
        body.append(
            shown(f"{place.speaker or 'notes'}, {place.meeting}, line {place.line}\n"), style="dim"
        )
        table.add_row(Text(_MARKS[line.tone], style=_STYLES[line.tone]), body)
    return table
