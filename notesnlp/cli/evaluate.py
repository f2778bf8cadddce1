"""`notesnlp evaluate`: the models on annotated sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from notesnlp.evaluation.scores import Scores


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
    """Measure the models on annotated SETS, by the definitions of docs/evaluation.md.

    A folder that holds sets stands for all of them.
    """
    from notesnlp.config import Settings
    from notesnlp.evaluation.run import evaluate
    from notesnlp.learn.annotations import load_sets
    from notesnlp.run import load

    settings = Settings(models=models)
    scores = evaluate(load_sets(sets, settings), load(settings))
    click.echo(json.dumps(_figures(scores), indent=1) if as_json else _table(scores))
    return 0


def _figures(scores: Scores) -> dict[str, Any]:
    from notesnlp.evaluation.scores import adjusted_rand, bcubed

    return {
        "kinds": {
            kind: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "average_precision": score.average_precision,
                "gold": score.gold,
                "predicted": score.predicted,
            }
            for kind, score in scores.kinds.items()
        },
        "macro_f1": scores.macro_f1,
        "hidden_recall": sum(scores.hidden) / len(scores.hidden) if scores.hidden else None,
        "attributes": {
            name: {"accuracy": sum(right) / len(right), "n": len(right)}
            for name, right in sorted(scores.attributes.items())
        },
        "themes": {
            "bcubed_f1": bcubed(scores.themes),
            "ari": adjusted_rand(scores.themes),
            "n": len(scores.themes),
        },
    }


def _table(scores: Scores) -> str:
    figures = _figures(scores)
    lines = [f"{'kind':12} {'P':>6} {'R':>6} {'F1':>6} {'AP':>6} {'gold':>6} {'found':>6}"]
    lines += [
        f"{kind:12} {row['precision']:6.3f} {row['recall']:6.3f} {row['f1']:6.3f} "
        f"{row['average_precision']:6.3f} {row['gold']:6d} {row['predicted']:6d}"
        for kind, row in figures["kinds"].items()
    ]
    hidden = figures["hidden_recall"]
    found = f"; hidden dependencies found {hidden:.3f}" if hidden is not None else ""
    lines.append(f"macro F1 {figures['macro_f1']:.3f}{found}")
    lines += [
        f"  {name:20} {row['accuracy']:.3f}  (n={row['n']})"
        for name, row in figures["attributes"].items()
    ]
    themes = figures["themes"]
    lines.append(
        f"  themes: B-cubed F1 {themes['bcubed_f1']:.3f}, ARI {themes['ari']:.3f}, n={themes['n']}"
    )
    return "\n".join(lines)
