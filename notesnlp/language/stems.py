"""Words without their endings: enough to see that "moving" and "the moves" are of one thing."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]{3,}", re.I)
_EMPTY = frozenset(
    "the our their that this his her its your they have has had are was were been for with and all".split()
)
_SHORTEST = 3
"""Letters that stay of a word without its ending: "moving" and "moves" are "mov"."""


def stems(text: str) -> set[str]:
    """The stems of the words of `text`, without the most common ones.

    >>> sorted(stems("They are moving the printers"))
    ['mov', 'print']
    """
    words = (word.lower() for word in _WORD.findall(text))
    return {_stem(word) for word in words if word not in _EMPTY}


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ors", "ers", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
