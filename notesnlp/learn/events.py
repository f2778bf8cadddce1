"""Which event of the catalogue a finding tells of.

Three voices are heard: the judge, which has read the sentence in its context; the quote's wording;
and its nearness to what the catalogue says of each event. The first two know the events that
annotated sets show. Only the third knows events that a user has added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from notesnlp.catalogue import Event
from notesnlp.embed.encoder import Encoder, Floats
from notesnlp.learn.wording import Wording

WORDING = 1.5
"""Weight of the wording's log probability against the judge's; 1 and 2 are as good
(`python -m bench.events`)."""
NEARNESS = 1.0
"""Weight of the nearness, a cosine, against the judge's log probability."""
OWN = 0.4
"""Cosine from which a quote tells of an event that training has not seen, if none is nearer. With
each event of the catalogue taken for a new one in turn, six in ten quotes named so tell of it, and
one in a thousand others is taken for it (corpora/validation and corpora/benchmark)."""
_LEAST = 1e-4
"""Probability of an event that training has seen, at least."""


class EventModel:
    """Names the events of quotes.

    Args:
        events: the catalogue in force.
        encoder: the base encoder.
        wording: what training has learned of the words.
    """

    def __init__(self, events: Mapping[str, Event], encoder: Encoder, wording: Wording) -> None:
        self._encoder = encoder
        self._events = events
        self.ids = tuple(events)
        self._wording = wording

    @cached_property
    def _known(self) -> Floats:
        return self._encoder.sentence_vectors([describe(item) for item in self._events.values()])

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
        """How well each event of `ids` fits each quote: log probabilities and nearness added.

        An event that training has not seen is put first where the quote is nearest to it.

        Returns:
            Array of shape (quotes, events); the highest of a row is the event named.
        """
        near = self._encoder.sentence_vectors(quotes) @ self._known.T
        told = self._columns(np.asarray(judged), names)
        worded = self._columns(self._wording(quotes), self._wording.names)
        found = np.log(told) + WORDING * np.log(worded) + NEARNESS * near
        for row, best in enumerate(near.argmax(axis=1)):
            if self.ids[best] not in names and near[row, best] >= OWN:
                found[row, best] = max(found[row].max(), 0.0) + near[row, best]
        return np.asarray(found, np.float32)

    def own_nearness(self, quote: str, names: Sequence[str]) -> dict[str, float]:
        """The cosine of `quote` to each event that is not among `names`, and to the nearest that is.

        Args:
            quote: of a dependency.
            names: events that the judge knows.

        Returns:
            Cosines from -1 to 1 by event, the nearest first; empty where there is no such event.
        """
        near = (self._encoder.sentence_vectors([quote]) @ self._known.T)[0]
        order = [int(place) for place in near.argsort(kind="stable")[::-1]]
        own = [place for place in order if self.ids[place] not in names]
        if not own:
            return {}
        shown = {*own, *[place for place in order if place not in own][:1]}
        return {self.ids[n]: round(float(near[n]), 2) for n in order if n in shown}

    def _columns(self, probabilities: Floats, names: Sequence[str]) -> Floats:
        """`probabilities` of `names` in the order of the catalogue in force."""
        place = {name: column for column, name in enumerate(names)}
        found = np.full((len(probabilities), len(self.ids)), _LEAST, np.float32)
        for number, id in enumerate(self.ids):
            if id in place:
                found[:, number] = np.maximum(probabilities[:, place[id]], _LEAST)
        return found


def describe(event: Event) -> str:
    """What the catalogue says of an event, as one text for the encoder."""
    return f"{event.name}. {event.description}"
