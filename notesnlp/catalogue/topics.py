"""By which words one hears that a meeting speaks of a piece of IT work."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_ENDING = r"(?:s|es|['’]s)?"
_GENERIC = frozenset(
    "about after again against agreement another anybody before bought brought change changes "
    "check checked other others own part people place places plan planned ready rules several "
    "start their them they things time until usual where which while whole with without work".split()
)
_LEAST_LETTERS = 5


def heard_at(work: str, sentence: str) -> tuple[int, int] | None:
    """Where `sentence` speaks of the work that is called `work`, or None where it does not.

    It does with a word of any topic that the work's name speaks of. A name without topics is
    heard with two of its own long words, or the only one it has.

    >>> heard_at("Internet line at the new address", "who orders the circuit?")
    (15, 22)
    >>> heard_at("Internet line at the new address", "a nice address")
    """
    words = _words(work)
    own = not words
    words = words or _long(work)
    if not words:
        return None
    found = list(_any_of(words).finditer(sentence))
    kinds = {hit[1].lower() for hit in found}  # one and several of a thing are one word
    return found[0].span() if len(kinds) >= min(2 if own else 1, len(words)) else None


@cache
def _words(work: str) -> tuple[str, ...]:
    found = [words for words in _topics().values() if _any_of(words).search(work)]
    return tuple(dict.fromkeys(word for words in found for word in words))


def _long(name: str) -> tuple[str, ...]:
    words = re.findall(rf"[^\W\d_]{{{_LEAST_LETTERS},}}", name.lower())
    return tuple(word for word in words if word not in _GENERIC)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """`words` at word boundaries, each with or without a plural's ending, the longest first.

    Group 1 is the word without the ending.
    """
    bare = {word[:-1] if word.endswith("s") and len(word) > 3 else word for word in words}
    ordered = sorted(bare, key=lambda word: (-len(word), word))
    return re.compile(rf"\b({'|'.join(map(_spaced, ordered))}){_ENDING}\b", re.IGNORECASE)


def _spaced(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", "[- ]?")


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    text = (files("notesnlp.catalogue") / "topics.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}
