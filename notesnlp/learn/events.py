"""Which event of the catalogue a finding tells of.

Two voices are heard: the judge, which has read the sentence in its context and knows the
events that annotated sets show, and the quote's nearness to what the catalogue says of each
event, which also knows events that a user has added and no annotation has ever seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from notesnlp.catalogue import Event
from notesnlp.embed.encoder import Encoder, Floats

NEARNESS = 1.0
"""Weight of the nearness (a cosine) against the judge's log probability: none is as good on events
that training knows (`python -m bench.events`), others need it."""
_UNSEEN = 0.02
"""Probability of an event that the judge has never seen: what each has when nothing is known."""
_LEAST = 1e-6


class EventModel:
    """Names the events of quotes.

    Args:
        events: the catalogue in force.
        encoder: the base encoder.
    """

    def __init__(self, events: Mapping[str, Event], encoder: Encoder) -> None:
        self._encoder = encoder
        self.ids = tuple(events)
        self._known = encoder.sentence_vectors([describe(event) for event in events.values()])

    def __call__(
        self, quotes: Sequence[str], judged: Sequence[Floats], names: Sequence[str]
    ) -> list[str]:
        """The event's id for each quote.

        Args:
            quotes: of dependencies.
            judged: for each the judge's probabilities of `names`.
            names: events that the judge knows.
        """
        if not quotes:
            return []
        return [self.ids[int(best)] for best in self.scores(quotes, judged, names).argmax(axis=1)]

    def scores(
        self, quotes: Sequence[str], judged: Sequence[Floats], names: Sequence[str]
    ) -> Floats:
        """How well each event of `ids` fits each quote: nearness and log probability added.

        Returns:
            Array of shape (quotes, events); the highest of a row is the event named.
        """
        scores = NEARNESS * (self._encoder.sentence_vectors(quotes) @ self._known.T)
        place = {name: column for column, name in enumerate(names)}
        for number, id in enumerate(self.ids):
            column = place.get(id)
            for row, probabilities in enumerate(judged):
                seen = float(probabilities[column]) if column is not None else _UNSEEN
                scores[row, number] += np.log(max(seen, _LEAST))
        return np.asarray(scores, np.float32)


def describe(event: Event) -> str:
    """What the catalogue says of an event, as one text for the encoder."""
    return f"{event.name}. {event.description}"
