"""`notesnlp show`: a run's tables in the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from notesnlp.cli.months import Months
from notesnlp.cli.options import day, ledger_of, ledger_option, run_settings
from notesnlp.cli.priorities import COLUMNS as PRIORITIES
from notesnlp.cli.priorities import METHODS, priority_rows, weights_given
from notesnlp.cli.show_table import REMEMBERED, WHAT, cell, print_table
from notesnlp.cli.terminal import json_text

if TYPE_CHECKING:
    from notesnlp.cli.plan import ShownPlan
    from notesnlp.themes.methods import Method


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("what", type=click.Choice((*WHAT, *REMEMBERED)))
@click.option("--unit", help="Only this customer or unit.")
@click.option("--type", "kind", help="Only this type, such as churn_risk.")
@click.option(
    "--status",
    type=click.Choice(["hidden", "recognised", "cancelled"]),
    help="Only dependencies of this status; events of the plan can also be cancelled.",
)
@click.option(
    "--state",
    type=click.Choice(["open", "done", "stuck", "dropped"]),
    help="Only follow-ups in this state.",
)
@click.option("--min-score", type=click.FloatRange(0, 1), help="Only findings at least this sure.")
@click.option("--owner", help="Only follow-ups and promises of this person.")
@click.option(
    "--since", callback=day, metavar="DATE",
    help="Changes from this day on; since the last report was sent by default.",
)  # fmt: skip
@click.option(
    "--horizon",
    type=Months(),
    help="The plan instead of single findings: dependencies within 6m or 12m, by unit, with their work.",
)
@click.option(
    "--today", callback=day, metavar="DATE",
    help="The day against which the plan is late; the run's by default.",
)  # fmt: skip
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw the plan's timeline into this PNG.",
)
@click.option(
    "--map",
    "map_name",
    metavar="NAME",
    help="Columns of the demand record: servicenow, jira, or of the settings.",
)
@click.option(
    "--for", "viewer", metavar="NAME",
    help="Trends of single persons that NAME may see: their own, or all where the settings say so.",
)  # fmt: skip
@click.option("--method", type=click.Choice(METHODS), help="Themes in the order of this method.")
@click.option(
    "--what-if", "what_if", multiple=True, callback=weights_given, metavar="WEIGHT=NUMBER",
    help="Themes with this weight changed, and their ranks before; can be repeated.",
)  # fmt: skip
@ledger_option
@click.option("--limit", type=click.IntRange(1), help="At most this many rows.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, every column.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, every column.")
def command(
    out: Path,
    what: str,
    unit: str | None,
    kind: str | None,
    status: str | None,
    state: str | None,
    min_score: float | None,
    owner: str | None,
    since: dt.date | None,
    horizon: int | None,
    today: dt.date | None,
    picture: Path | None,
    map_name: str | None,
    viewer: str | None,
    method: Method | None,
    what_if: dict[str, float],
    ledger: str | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Show one table of the run in OUT, or of its ledger.

    The ledger's, over all runs: coverage (who was met when and by whom, who is overdue), shares
    (how much was with outside customers, by quarter), promises (the carry-over list, with what is
    known of each loop) and changes. The demand record has a row for each planned event.
    """
    from notesnlp.report.tables import to_csv

    _check(
        what,
        since=since,
        horizon=horizon,
        today=today,
        picture=picture,
        map_name=map_name,
        viewer=viewer,
        method=method or what_if,
    )
    plan = _plan(out, today, horizon) if horizon or what == "demand" else None
    if picture and plan:
        plan.draw(picture)
    columns: Sequence[str]
    if plan:
        columns, every = plan.rows()
    elif method or what_if:
        what = "priorities"
        columns, every = PRIORITIES, priority_rows(out, method or "default", what_if)
    elif viewer:
        columns, every = _named(out, viewer)
    else:
        columns, every = _table(out, what, ledger, since)
    wanted = {"unit": unit, "type": kind, "status": status, "state": state, "owner": owner}
    given = {key: value for key, value in wanted.items() if value is not None}
    asked = [*given, *(["score"] if min_score is not None else [])]
    foreign = [key for key in asked if key not in columns]
    if foreign:
        raise click.UsageError(f"{what} have no {foreign[0]}; they have {', '.join(columns)}")
    rows = [
        row
        for row in every
        if all(str(row[key] or "").casefold() == value.casefold() for key, value in given.items())
        and (min_score is None or row["score"] >= min_score)
    ][:limit]
    if unit and not rows:
        _tell_units(unit, every)
    if plan and map_name:
        columns, rows = plan.mapped(rows, map_name)
    if as_json:
        click.echo(json_text(rows))
    elif as_csv:
        flat = (
            [{name: cell(row[name]) for name in columns} for row in rows]
            if what == "priorities"
            else rows
        )
        click.echo(to_csv(flat, columns), nl=False)
    elif plan and plan.months:
        plan.print(rows)
    else:
        print_table(what, rows, also=("before",) if what_if else ())
    return 0


def _check(what: str, *, map_name: str | None, **given: Any) -> None:
    """Refuse options that go with another table."""
    if given["since"] and what != "changes":
        raise click.UsageError("--since goes with changes")
    if given["horizon"] and what != "dependencies":
        raise click.UsageError("--horizon goes with dependencies")
    if given["picture"] and not given["horizon"]:
        raise click.UsageError("--picture goes with dependencies --horizon")
    if given["today"] and not given["horizon"] and what != "demand":
        raise click.UsageError("--today goes with dependencies --horizon, and with demand")
    if given["viewer"] and what != "trends":
        raise click.UsageError("--for goes with trends")
    if given["method"] and what != "themes":
        raise click.UsageError("--method and --what-if go with themes")
    if map_name and what != "demand":
        raise click.UsageError("--map goes with demand")


def _tell_units(unit: str, every: Sequence[dict[str, Any]]) -> None:
    """Say which units a table has, where it has nothing of `unit` by that name."""
    units = sorted({str(row["unit"]) for row in every if row["unit"]})
    if unit.casefold() not in {name.casefold() for name in units}:
        click.echo(
            f"Nothing is of unit {unit!r}; there are {', '.join(units) or 'none'}.", err=True
        )


def _plan(out: Path, today: dt.date | None, months: int | None) -> ShownPlan:
    from notesnlp.cli.plan import ShownPlan

    return ShownPlan(out, today, months)


def _table(
    out: Path, what: str, ledger: str | None, since: dt.date | None
) -> tuple[Sequence[str], list[dict[str, Any]]]:
    """The columns of a table and all its rows."""
    if what in REMEMBERED:
        from notesnlp.ledger import tables as remembered

        with ledger_of(out, ledger).reading() as connection:
            rows = remembered.rows(connection, what, run_settings(out), since=since)
        return remembered.COLUMNS[what], rows
    from notesnlp.report.results import load_results
    from notesnlp.report.tables import COLUMNS, TABLES

    return COLUMNS[what], TABLES[what](load_results(out))


def _named(out: Path, viewer: str) -> tuple[Sequence[str], list[dict[str, Any]]]:
    """The columns and rows of the trends of single persons that `viewer` may see."""
    from notesnlp.conversation.access import NOT_FOR, named_trends
    from notesnlp.report.results import load_results
    from notesnlp.report.tables import COLUMNS
    from notesnlp.report.talk import rows_of_trends

    found = named_trends(load_results(out).conversations, run_settings(out).conversation, viewer)
    click.echo(NOT_FOR, err=True)
    return COLUMNS["trends"], rows_of_trends(found)
