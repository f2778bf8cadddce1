"""Names for groups of quotes: the noun phrases that are nearest to what a group is about.

Candidates are the noun phrases of the group's quotes. A phrase counts by how near its
vector is to the group's centre (as in KeyBERT, Grootendorst 2020) and by how much more
often it occurs in this group than in others (class-based TF-IDF, Grootendorst 2022).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from notesnlp.embed import Encoder
from notesnlp.embed.encoder import Floats
from notesnlp.language.phrases import noun_phrases

_MOST_CANDIDATES = 12
_FREQUENCY = 0.08
"""Weight of a phrase's class-based TF-IDF against its nearness, a cosine: one more telling of the
same phrase outweighs a small difference in nearness."""
_LENGTH = 0.07
"""What each further word of a phrase is worth: "card readers" says more than "readers"."""
_ALIKE = 0.6
"""A second phrase this near to the first adds nothing to the name."""
_NAMELESS = "unnamed"


class Namer:
    """Names groups of quotes; what was read and encoded for one grouping serves the next.

    Args:
        encoder: the base encoder.
        people: words of people's names, in lower case: who speaks of a matter does not name it.
        known: noun phrases of quotes, where somebody has read them already.
    """

    def __init__(
        self,
        encoder: Encoder,
        people: frozenset[str] = frozenset(),
        known: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._encoder = encoder
        self._people = people
        self._known = known or {}
        self._phrases: dict[str, list[str]] = {}
        self._vectors: dict[str, np.ndarray] = {}

    def name_groups(self, groups: Sequence[Sequence[str]], centres: Floats) -> list[str]:
        """A name for each group of quotes, in words that its quotes use.

        Args:
            groups: the quotes of each group.
            centres: the groups' centres as unit vectors, shape (groups, 384).
        """
        self._read(quote for quotes in groups for quote in quotes)
        counts = [
            Counter(phrase for quote in quotes for phrase in set(self._phrases[quote]))
            for quotes in groups
        ]
        spread = Counter(phrase for count in counts for phrase in count)
        candidates = [_candidates(count, spread, len(groups)) for count in counts]
        self._encode({phrase for item in candidates for phrase, _ in item})
        return [
            _name([(phrase, weight, self._vectors[phrase]) for phrase, weight in item], centre)
            for item, centre in zip(candidates, centres, strict=True)
        ]

    def _read(self, quotes: Iterable[str]) -> None:
        new = [quote for quote in dict.fromkeys(quotes) if quote not in self._phrases]
        read: dict[str, Sequence[str]] = {
            quote: self._known[quote] for quote in new if quote in self._known
        }
        if unread := [quote for quote in new if quote not in read]:
            read |= zip(unread, noun_phrases(unread), strict=True)
        for quote, phrases in read.items():
            self._phrases[quote] = [
                phrase for phrase in phrases if not self._people & set(phrase.split())
            ]

    def _encode(self, phrases: set[str]) -> None:
        new = sorted(phrases - self._vectors.keys())
        self._vectors |= zip(new, self._encoder.sentence_vectors(new), strict=True)


def name_left(name: str, quotes: Iterable[str]) -> str:
    """A theme's name without the words that none of the quotes left says.

    >>> name_left("gate screen, Dana's list", ["The gate screen is dark."])
    'gate screen'
    """
    said = [quote.casefold() for quote in quotes]
    parts = [
        part
        for part in name.split(", ")
        if any(all(word in quote for word in part.casefold().split()) for quote in said)
    ]
    return ", ".join(parts) or _NAMELESS


def _candidates(count: Counter[str], spread: Counter[str], groups: int) -> list[tuple[str, float]]:
    weighed = [
        (phrase, number * math.log(1 + groups / spread[phrase])) for phrase, number in count.items()
    ]
    return sorted(weighed, key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]


def _name(candidates: Sequence[tuple[str, float, np.ndarray]], centre: np.ndarray) -> str:
    scored = sorted(
        candidates,
        key=lambda item: (
            -round(
                float(item[2] @ centre) + _FREQUENCY * item[1] + _LENGTH * item[0].count(" "), 5
            ),
            item[0],
        ),
    )
    if not scored:
        return _NAMELESS
    first = scored[0]
    words = set(first[0].split())
    for phrase, _, vector in scored[1:]:
        if not words & set(phrase.split()) and float(vector @ first[2]) < _ALIKE:
            return f"{first[0]}, {phrase}"
    return first[0]
