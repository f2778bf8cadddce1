"""Which event of the catalogue a quote tells of.

Two voices are heard: a linear classifier of quote vectors learned from annotated sets, and
the quote's nearness to what the catalogue says of each event, which also knows events that
a user has added and no annotation has ever seen.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from notesnlp.catalogue import Event
from notesnlp.embed.encoder import Encoder, Floats
from notesnlp.embed.store import Arrays, read_arrays, read_manifest
from notesnlp.errors import ModelError
from notesnlp.learn.judge import HEADS, softmax

_NEARNESS = 8.0
"""Weight of the nearness (a cosine) against the classifier's log probability; best on
corpora/validation among 0, 1, 2, 4, 8, 16 (`make models`)."""
_UNSEEN = 1e-3
"""Probability of an event that the classifier has never seen."""


@dataclass(frozen=True, slots=True)
class EventHead:
    """The classifier: weights of shape (events, 384), biases (events,), and the events' ids."""

    ids: tuple[str, ...]
    weight: Floats
    bias: Floats


class EventModel:
    """Names the events of quotes.

    Args:
        head: the classifier.
        events: the catalogue in force.
        encoder: the base encoder.
    """

    def __init__(self, head: EventHead, events: Mapping[str, Event], encoder: Encoder) -> None:
        self._head = head
        self._encoder = encoder
        self._ids = tuple(events)
        self._known = encoder.sentence_vectors([describe(event) for event in events.values()])
        self._columns = [head.ids.index(id) if id in head.ids else None for id in self._ids]

    def __call__(self, quotes: Sequence[str]) -> list[str]:
        """The event's id for each quote."""
        if not quotes:
            return []
        vectors = self._encoder.sentence_vectors(quotes)
        learned = softmax(vectors @ self._head.weight.T + self._head.bias)
        scores = _NEARNESS * (vectors @ self._known.T)
        for number, column in enumerate(self._columns):
            seen = learned[:, column] if column is not None else np.full(len(quotes), _UNSEEN)
            scores[:, number] += np.log(np.maximum(seen, 1e-9))
        return [self._ids[int(best)] for best in scores.argmax(axis=1)]


def describe(event: Event) -> str:
    """What the catalogue says of an event, as one text for the encoder."""
    return f"{event.name}. {event.description}"


def train_event_head(
    quotes: Sequence[str],
    ids: Sequence[str],
    events: Mapping[str, Event],
    encoder: Encoder,
) -> EventHead:
    """Learn the classifier from quotes with the ids of their events, and the catalogue's own words."""
    from sklearn.linear_model import LogisticRegression

    texts = [*quotes, *(describe(event) for event in events.values())]
    labels = [*ids, *events]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The number of unique classes")  # as it is in small sets
        model = LogisticRegression(C=10.0, max_iter=2000).fit(
            encoder.sentence_vectors(texts), labels
        )
    return EventHead(
        tuple(str(name) for name in model.classes_),
        np.asarray(model.coef_, np.float32),
        np.asarray(model.intercept_, np.float32),
    )


def to_arrays(head: EventHead) -> Arrays:
    """The head's arrays under the names they are stored by."""
    return {"event.weight": head.weight, "event.bias": head.bias}


def load_event_head(folder: Path) -> EventHead:
    """The event classifier saved in `folder`.

    Raises:
        ModelError: it is missing.
    """
    manifest = read_manifest(folder)
    arrays = read_arrays(folder / HEADS)
    try:
        return EventHead(tuple(manifest["events"]), arrays["event.weight"], arrays["event.bias"])
    except KeyError as error:
        raise ModelError(
            f"the model lacks {error}", path=folder, remedy="train the models again"
        ) from error
