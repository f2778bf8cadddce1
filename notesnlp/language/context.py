"""What a statement claims: negated, hypothetical, past, reported, done, cancelled, denied."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import get_args

from notesnlp.language.cues import CUES, TERMINATORS, Category, Cue

_TERMINATOR = re.compile(TERMINATORS, re.I)
_NO_NEGATION = re.compile(
    r"\b(?:not sure|no doubt|not only|why (?:not|don['’]t we)|can['’]t we(?: just)?|couldn['’]t we"
    r"|why can['’]t|not to mention|can['’]t wait|no wonder|not bad)\b",
    re.I,
)
"""Phrases with a negation in them that negate nothing."""


@cache
def _pattern(cue: Cue) -> re.Pattern[str]:
    return re.compile(_source(cue), _flags(cue))


@cache
def _any_of(category: Category, flags: int) -> re.Pattern[str] | None:
    """All cues of a category in one pattern, tried by their first letter: all would be tried everywhere."""
    cues = [cue for cue in CUES if cue.category == category and _flags(cue) == flags]
    rests: dict[str, list[str]] = defaultdict(list)
    others = []
    for cue in cues:
        source = _source(cue)
        if found := _PLAIN.match(source):
            rests[found[1]].append(f"(?:{source[found.end() :]}")
        else:
            others.append(source)
    if rests:
        plain = "|".join(f"{letter}(?:{'|'.join(some)})" for letter, some in rests.items())
        others.insert(0, rf"\b(?:{plain})")
    return re.compile("|".join(others), flags) if others else None


_PLAIN = re.compile(r"\\b\(\?:([a-z])(?![?*+{|])")
"""The beginning of a cue's pattern that is a letter."""


def _source(cue: Cue) -> str:
    lead = "" if cue.words.startswith(("n[", "\\?")) else r"\b"
    tail = "" if cue.words.endswith("$") else r"\b"
    return f"{lead}(?:{cue.words}){tail}"


def _flags(cue: Cue) -> int:
    """Cues with capitals, such as "IT", mean what they say."""
    return 0 if re.search(r"[A-Z]", cue.words) else re.IGNORECASE


def contexts(sentence: str, span: tuple[int, int] | None = None) -> frozenset[Category]:
    """The categories that hold for `span` of `sentence`, or for any of it.

    A forward cue governs what follows it until a terminator, any other the whole sentence.

    >>> sorted(contexts("we aren't moving, but the shop is closing", (26, 41)))
    []
    >>> sorted(contexts("we aren't moving, but the shop is closing", (9, 16)))
    ['negated']
    """
    if span is None:
        return frozenset(category for category in get_args(Category) if holds(sentence, category))
    harmless = _harmless(sentence)
    held: set[Category] = set()
    for cue in CUES:
        for found in _pattern(cue).finditer(sentence):
            if cue.category == "negated" and _inside(found.start(), harmless):
                continue
            if cue.direction == "sentence" or _reaches(sentence, found.end(), span[0]):
                held.add(cue.category)
                break
    return frozenset(held)


def asserts(sentence: str, category: Category) -> bool:
    """Whether a cue of `category` stands in `sentence` and is itself neither negated nor supposed.

    >>> asserts("the move was called off", "cancelled")
    True
    >>> asserts("the move wasn't called off", "cancelled")
    False
    """
    return any(
        not contexts(sentence, found.span()) & {"negated", "hypothetical"}
        for cue in CUES
        if cue.category == category
        for found in _pattern(cue).finditer(sentence)
    )


def holds(sentence: str, category: Category) -> bool:
    """Whether a cue of `category` stands anywhere in `sentence`: one of its `contexts`.

    >>> holds("it's all plug and play", "denied")
    True
    """
    harmless = _harmless(sentence) if category == "negated" else []
    for flags in (0, int(re.IGNORECASE)):
        pattern = _any_of(category, flags)
        for found in pattern.finditer(sentence) if pattern else ():
            if not _inside(found.start(), harmless):
                return True
    return False


def cues_in(sentence: str) -> list[tuple[Category, str]]:
    """The cues in `sentence` in its order: what each makes of a statement, and its words.

    >>> cues_in("we aren't moving if the lease goes on")
    [('negated', "n't"), ('hypothetical', 'if')]
    """
    harmless = _harmless(sentence)
    found = {
        (match.start(), cue.category, match[0])
        for cue in CUES
        for match in _pattern(cue).finditer(sentence)
        if cue.category != "negated" or not _inside(match.start(), harmless)
    }
    return [(category, words) for _, category, words in sorted(found)]


def _harmless(sentence: str) -> list[tuple[int, int]]:
    """Where a negation negates nothing."""
    return [found.span() for found in _NO_NEGATION.finditer(sentence)]


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _reaches(sentence: str, cue: int, start: int) -> bool:
    """Whether a cue that ends at `cue` governs what begins at `start`."""
    return cue <= start and _TERMINATOR.search(sentence, cue, start) is None
