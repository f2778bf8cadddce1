"""`notesnlp evaluate`: the models on annotated sets."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument(
    "sets", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--models",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of models instead of the shipped ones.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(sets: tuple[Path, ...], models: Path | None, as_json: bool) -> int:
    """Measure the models on annotated SETS: by kind, attribute and form of meeting.

    A folder that holds sets stands for all of them. Brackets hold 95 % intervals, from
    drawing the meetings anew.
    """
    from notesnlp.config import Settings
    from notesnlp.evaluation.run import evaluate
    from notesnlp.evaluation.tables import figures, table
    from notesnlp.learn.annotations import load_sets
    from notesnlp.run import load

    parts = evaluate(load_sets(sets), load(Settings(models=models)))
    click.echo(json.dumps(figures(parts), indent=1) if as_json else table(parts))
    return 0
