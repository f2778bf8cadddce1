"""`notesnlp train`: models from annotated sets."""

from __future__ import annotations

import shutil
from pathlib import Path

import click


@click.command()
@click.argument(
    "corpora",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--validation",
    multiple=True,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Sets on which thresholds are chosen; none of CORPORA.",
)
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the models."
)
@click.option(
    "--encoder/--no-encoder",
    default=False,
    help="Tune the encoder too: hours, and the train extra is needed.",
)
@click.option("--epochs", type=click.IntRange(1), help="Epochs of tuning.")
@click.option("--seed", type=int, help="Seed of tuning.")
def command(
    corpora: tuple[Path, ...],
    validation: tuple[Path, ...],
    out: Path,
    encoder: bool,
    epochs: int | None,
    seed: int | None,
) -> int:
    """Train models on annotated CORPORA; a folder that holds sets stands for all of them."""
    from notesnlp.embed.store import default_models
    from notesnlp.learn.annotations import load_sets
    from notesnlp.training.train import train_judge

    shipped = default_models()
    if out.resolve() != shipped.resolve():
        shutil.copytree(shipped, out, dirs_exist_ok=True)
    recipe = None
    if encoder:
        from notesnlp.learn.finetune import Recipe

        given = {
            key: value
            for key, value in {"epochs": epochs, "seed": seed}.items()
            if value is not None
        }
        recipe = Recipe(**given)
    train_judge(load_sets(corpora), load_sets(validation), out, recipe=recipe, log=click.echo)
    return 0
