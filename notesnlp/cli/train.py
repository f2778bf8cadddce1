"""`notesnlp train`: models from annotated sets."""

from __future__ import annotations

import shlex
import shutil
import tempfile
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
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the models."
)
@click.option(
    "--validation",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Learn the heads anew instead, with thresholds chosen on these sets; none of CORPORA.",
)
@click.option(
    "--encoder/--no-encoder",
    default=False,
    help="With --validation, tune the encoder too: hours, and the train extra is needed.",
)
@click.option("--epochs", type=click.IntRange(1), help="Epochs of tuning.")
@click.option("--seed", type=int, help="Seed of tuning.")
def command(
    corpora: tuple[Path, ...],
    out: Path,
    validation: tuple[Path, ...],
    encoder: bool,
    epochs: int | None,
    seed: int | None,
) -> int:
    """Train models on annotated CORPORA; a folder that holds sets stands for all of them.

    The shipped models are adapted to them: kinds with ten findings or more are drawn towards
    the annotations, everything else stays. Hundreds of findings of every kind can instead be
    learned from anew (--validation).
    """
    from notesnlp.embed.store import default_models
    from notesnlp.learn.annotations import load_sets
    from notesnlp.training.adapt import adapt_judge
    from notesnlp.training.train import train_judge

    tuning = {
        key: value for key, value in {"epochs": epochs, "seed": seed}.items() if value is not None
    }
    if (encoder or tuning) and not validation:
        raise click.UsageError("--encoder, --epochs and --seed go with --validation")
    shipped = default_models()
    if out.resolve() == shipped.resolve():
        raise click.UsageError(f"{out} holds the shipped models; name another folder")
    own = load_sets(corpora)
    chosen_on = load_sets(validation) if validation else []
    recipe = None
    if encoder:
        from notesnlp.learn.finetune import Recipe

        recipe = Recipe(**tuning)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:  # what fails leaves nothing behind
        models = Path(folder) / "models"
        shutil.copytree(shipped, models)
        if chosen_on:
            train_judge(own, chosen_on, models, recipe=recipe, log=click.echo)
        else:
            adapt_judge(own, models, log=click.echo)
        shutil.copytree(models, out, dirs_exist_ok=True)
    click.echo(f"wrote {out}")
    click.echo(f"Next: notesnlp evaluate SET --models {shlex.quote(str(out))}")
    return 0
