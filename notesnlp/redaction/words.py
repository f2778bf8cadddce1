"""Words of a text as names are compared: in small letters, without accents, at their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_ENDING = re.compile(r"['’](?:s|ll|d|re|ve|m)?$", re.I)
_DOTTED = frozenset("mr mrs ms dr prof st sr sra fr rev cllr sgt capt col lt supt sen jr hon mevr dhr".split())  # fmt: skip
_BARE = str.maketrans("øłđðþßæœıħŧ’‐", "olddtsaoiht'-")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its place, and how it is compared."""

    start: int
    end: int
    text: str
    bare: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def folded(text: str) -> str:
    """`text` in small letters without accents, as long as it was.

    >>> folded("Siân Yıldız, Zieliński")
    'sian yildiz, zielinski'
    """
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(mark: str) -> str:
    small = unicodedata.normalize("NFKD", mark)[0].lower()[:1].translate(_BARE)
    return small if len(small) == 1 else mark


def words_of(text: str) -> list[Word]:
    """The words of `text`; what is written on to a name ("Tom's") is no part of it."""
    found = []
    for match in _WORD.finditer(text):
        word = _ENDING.sub("", match[0])
        if word:
            found.append(Word(match.start(), match.start() + len(word), word, folded(word)))
    return found


def joined(words: Sequence[Word]) -> str:
    """How the words of a name are compared: blanks between them, and for hyphens."""
    return " ".join(word.bare for word in words).replace("-", " ")


def adjoin(text: str, first: Word, second: Word) -> bool:
    """Whether nothing but blanks, or the dot of an initial or title, stands between two words."""
    between = text[first.end : second.start]
    if between.isspace():
        return True
    dotted = len(first.text) == 1 or first.bare in _DOTTED
    return dotted and between.strip() == "." and between != "."


def is_caseless(text: str) -> bool:
    """Whether a text was written down without capitals, as some recognisers of speech do."""
    words = _WORD.findall(text)
    return bool(words) and not any(
        word[0].isupper() and word.split("'")[0].split("’")[0] != "I" for word in words
    )
