"""`notesnlp report`: the reports of a run, built again."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
def command(out: Path) -> int:
    """Build report.html, report.txt, report.eml and dependencies.ics of the run in OUT again."""
    from notesnlp.report.output import save_reports
    from notesnlp.report.results import load_results

    save_reports(load_results(out), out)
    click.echo(out / "report.html")
    return 0
