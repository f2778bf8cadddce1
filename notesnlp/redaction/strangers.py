"""Names of people whom no roster lists: by lists of names, titles, the entity recogniser, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notesnlp.redaction.known import ACTS, Passage, is_acronym, title_before, title_behind
from notesnlp.redaction.lexicon import (
    NOT_PEOPLE,
    PARTICLES,
    PERIODS,
    PLACES,
    SURE_TITLES,
    TITLES,
    family_names,
    frequency,
    given_names,
    is_ordinary,
    stop_words,
)
from notesnlp.redaction.spans import Span
from notesnlp.redaction.words import Word, adjoin, joined

_LONGEST = 4
_RARE = 3.2
"""Zipf frequency below which a word with a capital is likelier a name than a word."""
_KNOWN = 3.5
"""Zipf frequency from which the recogniser's word that something is a place counts."""
_UNKNOWN = 1.5
"""Zipf frequency below which a word without a capital is none, and may be a name where one is called."""
_SURNAME = 2.0
"""Zipf frequency below which a word that follows a name in such speech is taken for the surname."""
_UNCOMMON = 4.4
"""Zipf frequency from which a word is no given name in speech without capitals, whatever lists say."""
_CALLS = re.compile(
    r"(?:\b(?:hi|hello|hey|dear|thanks|thank you|cheers|morning|ask|asked|tell|told|call|called|named|met|emailed|phoned|rang|ring|with|and|from|by|for|to|about|i'm|i’m|this is|name is|it's|it’s|is))[ ,]{1,3}$",
    re.I,
)
_SURE_CALLS = re.compile(
    r"\b(?:hi|hello|hey|dear|thanks|thank you|cheers|ask|asked|told|tell|called|named|emailed|phoned|my name is|i'm|it's|this is)[ ,]{1,2}$",
    re.I,
)
_SAYS = re.compile(
    r"['’]s\b| (?:said|says|told|asked|asks|wants|wanted|knows|thinks|thought|counted|went|rang|called|wrote)\b",
    re.I,
)
_MIXED = re.compile(r"(?!Mc|Mac|De|Di|La|Le|O|Van|Fitz)[^\W\d_]+[a-z][A-Z]")
"""Capitals inside a word: MineStar is a product, McAvoy is not."""


class Strangers:
    """Finds names outside the roster.

    Args:
        keep: words in small letters that never are a person's name here, such as those of units.
    """

    def __init__(self, keep: frozenset[str] = frozenset()) -> None:
        self._keep = keep | NOT_PEOPLE

    def find(self, passage: Passage) -> Iterator[Span]:
        """Where a passage names somebody."""
        words, at = passage.words, 0
        begins = self._begins_caseless if passage.caseless else self._begins
        while at < len(words):
            if not begins(passage, at):
                at += 1
                continue
            last = self._end(passage, at)
            first = title_before(passage, at)
            behind = title_behind(passage, last)
            yield Span(words[first].start, words[behind].end, "person", joined(words[at : last + 1]))  # fmt: skip
            at = behind + 1

    def _begins(self, passage: Passage, at: int) -> bool:
        """Whether a name begins with the word at `at`, where names have capitals."""
        word = passage.words[at]
        if not self._may(word) or not word.capital or is_acronym(word.text):
            return self._particle(passage, at)
        if self._titled(passage, at):
            return True
        person = passage.entities.is_person(word.start, word.end)
        place = passage.entities.is_place(word.start, word.end)
        if is_ordinary(word.bare):
            follows = self._next(passage, at)
            full = follows is not None and follows.capital and self._family(follows)
            return person and word.start in passage.entities.proper and word.bare in given_names() and (full or not passage.starts(word))  # fmt: skip
        if word.text.isupper() and len(word.text) > 1:
            return person and word.bare in given_names()
        if word.bare in given_names():
            return word.bare not in PLACES or person
        if person:
            return frequency(word.bare) < _UNCOMMON and not _MIXED.match(word.text)
        follows = self._next(passage, at)
        if follows is not None and follows.capital and follows.bare in family_names() and not is_ordinary(follows.bare):  # fmt: skip
            return frequency(word.bare) < _RARE
        if place or _MIXED.match(word.text):
            return False
        return frequency(word.bare) < _RARE and self._around(passage, at, _CALLS, ACTS)

    def _begins_caseless(self, passage: Passage, at: int) -> bool:
        """Whether a name begins with the word at `at`, where nothing has capitals."""
        word = passage.words[at]
        if not self._may(word):
            return False
        before = passage.words[at - 1] if at else None
        if before is not None and before.bare in TITLES and adjoin(passage.text, before, word):
            unknown = not is_ordinary(word.bare) and frequency(word.bare) < _RARE
            return unknown or (before.bare in SURE_TITLES and frequency(word.bare) < _UNCOMMON)
        if is_ordinary(word.bare):
            return word.bare in given_names() and passage.proper(word) and self._around(passage, at, _CALLS, ACTS)  # fmt: skip
        if word.bare in given_names():
            place = passage.entities.is_place(word.start, word.end)
            if word.bare in PLACES or (place and frequency(word.bare) >= _KNOWN):
                return passage.entities.is_person(word.start, word.end)
            return frequency(word.bare) < _UNCOMMON or passage.proper(word)
        return frequency(word.bare) < _UNKNOWN and self._around(passage, at, _SURE_CALLS, _SAYS)

    def _end(self, passage: Passage, at: int) -> int:
        """The last word of the name that begins at `at`."""
        words = passage.words
        last = at
        while last + 1 < len(words) and last - at + 1 < _LONGEST:
            word = words[last + 1]
            if not adjoin(passage.text, words[last], word):
                break
            if (
                word.bare in PARTICLES
                and last + 2 < len(words)
                and self._family(words[last + 2], passage)
            ):
                last += 2 if adjoin(passage.text, word, words[last + 2]) else 0
                if words[last].bare in PARTICLES or words[last] == words[at]:
                    break
                continue
            if not self._family(word, passage):
                break
            last += 1
        return last

    def _family(self, word: Word, passage: Passage | None = None) -> bool:
        """Whether a word that follows a name may be part of it."""
        if not self._may(word):
            return False
        if passage is not None and passage.caseless:
            known = word.bare in family_names() or word.bare in given_names()
            return not is_ordinary(word.bare) and frequency(word.bare) < (_UNCOMMON if known else _SURNAME)  # fmt: skip
        return word.capital and not is_acronym(word.text) and word.bare not in stop_words()

    def _may(self, word: Word) -> bool:
        return not (word.bare in self._keep or word.bare in TITLES or word.bare in PERIODS)

    def _particle(self, passage: Passage, at: int) -> bool:
        """Whether a particle begins a surname behind a title: Mrs van Rensburg."""
        word, follows = passage.words[at], self._next(passage, at)
        return word.bare in PARTICLES and follows is not None and follows.capital and self._titled(passage, at)  # fmt: skip

    def _titled(self, passage: Passage, at: int) -> bool:
        before = passage.words[at - 1] if at else None
        if before is None or before.bare not in TITLES or not adjoin(passage.text, before, passage.words[at]):  # fmt: skip
            return False
        if before.bare in SURE_TITLES:
            return True
        word = passage.words[at]
        known = word.bare in given_names() or word.bare in family_names()
        return before.capital and (known or not is_ordinary(word.bare))

    def _next(self, passage: Passage, at: int) -> Word | None:
        words = passage.words
        if at + 1 < len(words) and adjoin(passage.text, words[at], words[at + 1]):
            return words[at + 1]
        return None

    def _around(self, passage: Passage, at: int, before: re.Pattern[str], after: re.Pattern[str]) -> bool:  # fmt: skip
        word = passage.words[at]
        lead = passage.text[max(word.start - 30, 0) : word.start]
        return bool(before.search(lead) or after.match(passage.text, word.end))
