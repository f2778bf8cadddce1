"""`notesnlp explain`: why a finding was made."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.explained import lines
from notesnlp.cli.options import about_run, ledger_if_any, ledger_option, run_settings
from notesnlp.cli.terminal import json_text, shown

if TYPE_CHECKING:
    from notesnlp.model.finding import Finding


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("finding", metavar="ID")
@click.option(
    "--corpora",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Annotated sets in which the nearest examples are looked for; corpora/train in a checkout.",
)
@click.option("--no-corpora", is_flag=True, help="Do not look for examples.")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(
    out: Path,
    finding: str,
    corpora: Path | None,
    no_corpora: bool,
    ledger: str | None,
    as_json: bool,
) -> int:
    """Tell why a finding of the run in OUT was made, and what would have changed it.

    ID is a finding's id, its beginning, or words of its quote. The score is taken apart into what
    the encoder and each feature add; the sentence is judged again without each of its words, by
    itself, and as if others had said it; rules tell what they saw; the nearest annotated examples
    are shown where corpora are at hand.
    """
    from notesnlp.explain import explain, find_finding
    from notesnlp.explain.finding import changed_models
    from notesnlp.explain.neighbours import default_corpora
    from notesnlp.report.about import hashes_of
    from notesnlp.report.results import load_results
    from notesnlp.run import load

    if corpora and no_corpora:
        raise click.UsageError("--corpora or --no-corpora")
    results = load_results(out)
    chosen = find_finding(results, finding, out)
    (meeting,) = [item for item in results.meetings if item.name == chosen.evidence.meeting]
    pipeline = load(run_settings(out))
    where = None if no_corpora else corpora or default_corpora()
    told = explain(chosen, meeting, pipeline, corpora=where)
    decision = _decision(out, ledger, chosen)
    changed = changed_models(about_run(out), hashes_of(pipeline.models))
    if as_json:
        click.echo(
            json_text(
                asdict(told)
                | {"finding": chosen.to_dict(), "decision": decision, "models_changed": changed}
            )
        )
        return 0
    for line in lines(told, decision=decision, models_changed=changed, looked=where is not None):
        click.echo(shown(line))
    return 0


def _decision(out: Path, url: str | None, finding: Finding) -> str | None:
    """What a person decided on the finding, where the run has a ledger."""
    ledger = ledger_if_any(out, url)
    if ledger is None:
        return None
    from notesnlp.ledger.reviewing import to_review

    with ledger.reading() as connection:
        items = to_review(connection, all=True)
    place = finding.evidence
    for item in items:
        where = item.finding.evidence
        same = (where.meeting, where.turn, item.finding.kind) == (
            place.meeting, place.turn, finding.kind,
        )  # fmt: skip
        if item.decision and same and where.start < place.end and place.start < where.end:
            was = item.decision
            changes = ", ".join(f"{key} = {value}" for key, value in was.changes.items())
            return f"{was.verdict} by {was.by}, {was.at[:10]}" + (f": {changes}" if changes else "")
    return None
