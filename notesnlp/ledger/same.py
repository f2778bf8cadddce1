"""Which findings of a meeting's new text are those of its old one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from notesnlp.report.words import folded

ALIKE = 0.85
"""Similarity of two quotes from which one is the other with a word or two put right: in a pair of
sentences of ten words, one changed word gives about 0.9, two about 0.8."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a finding.

    Attributes:
        key: see `keys.finding_key`.
    """

    key: str
    kind: str
    turn: int
    start: int
    end: int
    quote: str


def match_findings(old: Sequence[Known], new: Sequence[Known]) -> dict[int, int]:
    """For each place in `new`, the place in `old` of the same finding; each old one once.

    First those at the same place in the same words; then those in the same words elsewhere, the
    nearest turn first; then those that overlap in the same turn's words; then those in nearly
    the same words.
    """
    pairs: dict[int, int] = {}
    _pair(old, new, pairs, lambda item: item.key)
    _pair(old, new, pairs, lambda item: (item.kind, folded(item.quote)))
    _pair_alike(old, new, pairs)
    return pairs


def _pair(
    old: Sequence[Known],
    new: Sequence[Known],
    pairs: dict[int, int],
    key: Callable[[Known], Hashable],
) -> None:
    waiting: dict[Hashable, list[int]] = {}
    taken = set(pairs.values())
    for place, item in enumerate(old):
        if place not in taken:
            waiting.setdefault(key(item), []).append(place)
    for place, item in enumerate(new):
        found = waiting.get(key(item)) if place not in pairs else None
        if found:
            nearest = min(found, key=lambda at: (abs(old[at].turn - item.turn), at))
            found.remove(nearest)
            pairs[place] = nearest


def _pair_alike(old: Sequence[Known], new: Sequence[Known], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    scored = [
        (_likeness(before, after), abs(before.turn - after.turn), at, place)
        for place, after in enumerate(new)
        if place not in pairs
        for at, before in enumerate(old)
        if at not in taken and before.kind == after.kind
    ]
    for likeness, _, at, place in sorted(scored, key=lambda row: (-row[0], *row[1:])):
        if likeness >= ALIKE and place not in pairs and at not in pairs.values():
            pairs[place] = at


def _likeness(before: Known, after: Known) -> float:
    if before.quote in after.quote or after.quote in before.quote:
        shorter = min(len(before.quote), len(after.quote))
        if before.turn == after.turn and 2 * shorter >= max(len(before.quote), len(after.quote)):
            return 1.0
    matcher = SequenceMatcher(None, before.quote, after.quote, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
