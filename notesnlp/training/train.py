"""From annotated sets to a judge on disk: tuned encoder, heads, calibration, thresholds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from notesnlp.detectors import Detection
from notesnlp.embed import load_encoder
from notesnlp.embed.encoder import WEIGHTS, Floats
from notesnlp.embed.store import write_arrays, write_manifest
from notesnlp.learn.annotations import AnnotatedSet
from notesnlp.learn.batches import lessons
from notesnlp.learn.calibrate import calibration_error
from notesnlp.learn.fit import Encoded, Example, encode, examples, fit_heads, joined
from notesnlp.learn.judge import HEADS, Heads, about_heads
from notesnlp.learn.labels import ATTRIBUTES, BEGIN
from notesnlp.training.thresholds import choose_thresholds

if TYPE_CHECKING:
    from notesnlp.learn.finetune import Judge, Recipe

Log = Callable[[str], None]


def train_judge(
    train: Sequence[AnnotatedSet],
    validation: Sequence[AnnotatedSet],
    models: Path,
    *,
    recipe: Recipe | None = None,
    log: Log,
) -> None:
    """Train the judge and save it below `models`, which must hold the base encoder.

    Args:
        train: sets that weights are learned from.
        validation: sets on which strengths, calibration and thresholds are chosen.
        models: folder of models.
        recipe: how to tune the encoder (needs the ``train`` extra); without one the encoder
            that is there is kept and only the heads are learned.
        log: told what happens, a line at a time.

    Raises:
        MissingExtra: torch is not installed and a recipe is given.
    """
    folder = models / "judge"
    folder.mkdir(parents=True, exist_ok=True)
    learned, held_out = examples(train), examples(validation)
    log(f"training on {_size(learned)}, choosing on {_size(held_out)}")
    if recipe:
        _tune(learned, models, recipe, log)
    encoder = load_encoder(models, tuned=True, threads=THREADS)
    vectors = encode(learned, encoder, sides=False)
    if sided := _sided(learned):
        vectors = joined([vectors, encode(sided, encoder)])
    by_meeting = [encode([item], encoder) for item in held_out]
    chosen_on = joined(by_meeting)
    arrays = fit_heads(vectors, chosen_on)
    heads = Heads(ATTRIBUTES, arrays, {})
    judged = [heads.judge(part.vectors) for part in by_meeting]
    detection = Detection(thresholds={}, namer=unnamed)
    thresholds = choose_thresholds(held_out, judged, detection)
    write_arrays(folder / HEADS, arrays)
    heads = Heads(ATTRIBUTES, arrays, thresholds)
    errors = _errors(heads, chosen_on)
    log(f"thresholds {thresholds}; calibration errors {errors}")
    write_manifest(
        folder,
        {
            **about_heads(heads),
            "trained": dt.date.today().isoformat(),
            "train": [_place(item) for item in train],
            "validation": [_place(item) for item in validation],
            "calibration_error": errors,
            "recipe": _recipe_of(folder),
        },
    )


THREADS = 2
RECIPE = "recipe.json"
"""How the tuned weights that lie beside it came about."""


def _tune(learned: Sequence[Example], models: Path, recipe: Recipe, log: Log) -> None:
    """Tune the encoder; what each epoch has learned is saved, so that a broken run leaves a model."""
    from notesnlp.learn.export import save_overlay
    from notesnlp.learn.finetune import base_transformer, finetune

    encoder = load_encoder(models)

    def save(epoch: int, loss: float, judge: Judge) -> None:
        log(f"epoch {epoch} of {recipe.epochs}: loss {loss:.4f}")
        save_overlay(judge.transformer, models / "encoder", models / "judge" / WEIGHTS)
        (models / "judge" / RECIPE).write_text(json.dumps(asdict(recipe)), encoding="utf-8")

    transformer, _ = base_transformer()
    finetune(
        lambda chance: lessons(learned, encoder, recipe.hidden_share, chance),
        recipe,
        transformer=transformer,
        after_epoch=save,
    )


def _place(annotated: AnnotatedSet) -> str:
    """The set's folder with the one around it."""
    return "/".join(annotated.folder.resolve().parts[-2:])


def _sided(items: Sequence[Example]) -> list[Example]:
    """The meetings whose sides tell anything."""
    return [item for item in items if any(item.annotated.meeting.telling_sides)]


def _recipe_of(folder: Path) -> object:
    """The recipe by which the encoder that is there was tuned, or None."""
    path = folder / RECIPE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _errors(heads: Heads, validation: Encoded) -> Mapping[str, float]:
    judged = heads.judge(validation.vectors)
    return {
        kind: round(calibration_error(judged.begins[kind], validation.flags[:, column]), 4)
        for kind, column in BEGIN.items()
    }


def unnamed(quotes: Sequence[str], judged: Sequence[Floats], names: Sequence[str]) -> list[str]:
    """A namer of events for where nobody looks at them, as in matching."""
    return ["other"] * len(quotes)


def _size(items: Sequence[Example]) -> str:
    words = sum(item.annotated.meeting.words for item in items)
    findings = sum(len(item.annotated.findings) for item in items)
    return f"{len(items)} meetings, {words:,} words, {findings:,} findings"
