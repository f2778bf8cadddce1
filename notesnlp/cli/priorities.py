"""The list of priorities by a method, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from notesnlp.cli.options import about_run, run_settings

if TYPE_CHECKING:
    from notesnlp.themes.estimates import Estimate
    from notesnlp.themes.methods import Method

METHODS = ("default", "rice", "wsjf", "ice", "moscow")
COLUMNS = ("rank", "before", "theme", "name", "score", "unknown", "how", "parts", "quotes")


def weights_given(
    ctx: click.Context, param: click.Parameter, values: Sequence[str]
) -> dict[str, float]:
    """Weights given as ``severity=5``."""
    found = {}
    for value in values:
        name, mark, number = value.partition("=")
        try:
            found[name.strip()] = float(number) if mark else float("nan")
        except ValueError:
            found[name.strip()] = float("nan")
        if found[name.strip()] != found[name.strip()]:
            raise click.BadParameter(f"{value!r} is no weight; write it as severity=5")
    return found


def priority_rows(out: Path, method: Method, what_if: Mapping[str, float]) -> list[dict[str, Any]]:
    """One row a theme by a method: its place, score and formula, what is unknown, and the quotes.

    Args:
        out: folder of a run.
        method: by which.
        what_if: weights to try.
    """
    from notesnlp.report.results import load_results
    from notesnlp.themes.order import prioritise

    results = load_results(out)
    quotes = {item.evidence.id: item.evidence.quote for item in results.findings}
    lines = prioritise(
        results.themes, results.findings, method=method, weights=run_settings(out).priority,
        estimates=known_estimates(out), today=results.today, what_if=what_if,
    )  # fmt: skip
    return [
        {
            "rank": line.rank,
            "before": line.before,
            "theme": line.theme.id,
            "name": line.theme.name,
            "score": line.score.value,
            "unknown": list(line.score.unknown),
            "how": line.score.formula,
            "parts": dict(line.score.parts),
            "quotes": {
                part: [quotes[id] for id in ids] for part, ids in line.score.evidence.items()
            },
        }
        for line in lines
    ]


def known_estimates(out: Path) -> dict[str, Estimate]:
    """What `priorities.csv` says beside the notes of the run in `out`, and in `out` itself."""
    from notesnlp.themes.estimates import FILE_NAME, merged, read_estimates

    folders = about_run(out).get("folders", [])
    return merged(read_estimates(folder / FILE_NAME) for folder in (*map(Path, folders), out))
