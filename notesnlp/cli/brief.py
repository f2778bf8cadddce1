"""`notesnlp brief`: the homework before the next meeting with a customer or unit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from notesnlp.cli.options import day, events_now, ledger_of, ledger_option, run_settings


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("unit")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to print as well."
)
@click.option(
    "--today", callback=day, metavar="DATE",
    help="The day against which things are late; the newest meeting's by default.",
)  # fmt: skip
@ledger_option
def command(
    out: Path, unit: str, html: Path | None, today: dt.date | None, ledger: str | None
) -> int:
    """Prepare the next meeting with UNIT, from all runs that the ledger of OUT remembers.

    What they do and how they use us in their own words, who they are, why they buy, what keeps
    them and what would drive them away, recent trouble, promises, coming events, and questions to
    open with. What nobody has said is told to be asked.
    """
    from notesnlp.ledger.brief import write_brief
    from notesnlp.ledger.brief_text import render_html, render_text
    from notesnlp.report.results import write_text

    with ledger_of(out, ledger).reading() as connection:
        brief = write_brief(
            connection, unit, run_settings(out), events=events_now(out), today=today
        )
    if html:
        write_text(html, render_html(brief))
    click.echo(render_text(brief), nl=False)
    return 0
