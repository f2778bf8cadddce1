"""Vectors of quotes in their surroundings, encoded meeting by meeting and looked up later.

What lies around a quote does not change, so its vectors are made where its meeting is read and
kept with it: grouping all meetings then needs neither their texts nor the encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from notesnlp.embed.encoder import DIMENSIONS, Encoder, Floats
from notesnlp.embed.passages import passage_vectors
from notesnlp.model.finding import Evidence
from notesnlp.model.meeting import Meeting

_Place = tuple[int, int, int]
"""Turn, start and end of a quote."""


class Passages:
    """Vectors of quotes by themselves and in their surroundings.

    Args:
        meetings: all that quotes may stand in, for those whose vectors nobody gave.
        encoder: the base encoder.
    """

    def __init__(self, meetings: Sequence[Meeting], encoder: Encoder) -> None:
        self._meetings = meetings
        self._encoder = encoder
        self._around: dict[str, tuple[_Place, Floats]] = {}
        self._quotes: dict[str, tuple[_Place, Floats]] = {}

    def add_around(self, places: Sequence[Evidence], vectors: Floats) -> None:
        """Give the vectors of quotes in their surroundings, shape (places, 384)."""
        self._around |= _rows(places, vectors)

    def add_quotes(self, places: Sequence[Evidence], vectors: Floats) -> None:
        """Give the vectors of quotes by themselves, shape (places, 384)."""
        self._quotes |= _rows(places, vectors)

    def around(self, places: Sequence[Evidence]) -> Floats:
        """Unit vectors of quotes in their surroundings, shape (places, 384)."""
        return _looked_up(places, self._around, self._encode_around)

    def quotes(self, places: Sequence[Evidence]) -> Floats:
        """Unit vectors of quotes by themselves, shape (places, 384)."""
        return _looked_up(
            places,
            self._quotes,
            lambda some: self._encoder.sentence_vectors([place.quote for place in some]),
        )

    def _encode_around(self, places: Sequence[Evidence]) -> Floats:
        wanted = {place.meeting for place in places}
        meetings = {item.name: item for item in self._meetings if item.name in wanted}
        return passage_vectors(places, meetings, self._encoder)


def _rows(places: Sequence[Evidence], vectors: Floats) -> dict[str, tuple[_Place, Floats]]:
    return {
        place.id: ((place.turn, place.start, place.end), vector)
        for place, vector in zip(places, vectors, strict=True)
    }


def _looked_up(
    places: Sequence[Evidence],
    known: dict[str, tuple[_Place, Floats]],
    encode: Callable[[Sequence[Evidence]], Floats],
) -> Floats:
    """The known vectors; of quotes that are not known, or that a person has changed, new ones."""
    vectors = np.zeros((len(places), DIMENSIONS), np.float32)
    missing = []
    for number, place in enumerate(places):
        found = known.get(place.id)
        if found and found[0] == (place.turn, place.start, place.end):
            vectors[number] = found[1]
        else:
            missing.append(number)
    if missing:
        vectors[missing] = encode([places[number] for number in missing])
    return vectors
