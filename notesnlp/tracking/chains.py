"""Mentions of one commitment, and the first later sentence that closes it, by likeness of vectors.

Both compare much with much, so the comparing is done by matrices, a block at a time.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed.encoder import DIMENSIONS, Floats
from notesnlp.model.finding import FollowUp

SAME_ITEM = 0.52
"""Cosine similarity from which a later mention is of the same commitment; it must also be of the
same unit or the same owner. Best pairwise F1 on the gold items of corpora/train
(`python -m bench.tracking`)."""
SAME_WORDS = 0.60
"""Similarity of two quotes of one meeting from which they are of the same commitment: few are."""
SAME_DONE = 0.46
"""Similarity from which a later sentence that says "that went out" closes an item; states come out
right for about half of the gold mentions whatever it is (`python -m bench.states`)."""
_BLOCK = 4096
"""Closing sentences compared with all mentions of some chains at a time."""
_SOME = 512
"""Chains compared at a time."""

Numbers = NDArray[np.int64]


def chains(followups: Sequence[FollowUp], vectors: Floats, quotes: Floats) -> list[list[int]]:
    """The numbers of the mentions of each commitment, by first mention.

    Each mention joins the chain that it is most like, whose last mention is of the same unit or the
    same owner. In one meeting the words around two promises are often the same words, so that only
    the promises themselves are compared there.

    Args:
        followups: the mentions in the order of their meetings.
        vectors: of them in their surroundings, shape (mentions, 384).
        quotes: of their quotes by themselves, shape (mentions, 384).
    """
    units = _codes(item.evidence.unit for item in followups)
    owners = _codes(item.owner for item in followups)
    nobody = np.array([item.owner is None for item in followups])
    meetings = _codes(item.evidence.meeting for item in followups)
    found: list[list[int]] = []
    chain_of = np.zeros(len(followups), np.int64)
    last_unit = np.zeros(len(followups), np.int64)
    last_owner = np.zeros(len(followups), np.int64)
    for number in range(len(followups)):
        count = len(found)
        related = last_unit[:count] == units[number]
        if not nobody[number]:
            related |= last_owner[:count] == owners[number]
        rows = np.flatnonzero(related[chain_of[:number]]) if count else chain_of[:0]
        here = meetings[rows] == meetings[number]
        around, quoted = vectors[rows] @ vectors[number], quotes[rows] @ quotes[number]
        scores = np.where(
            here,
            np.where(quoted >= SAME_WORDS, quoted, 0),
            np.where(around >= SAME_ITEM, around, 0),
        )
        best = scores.max(initial=0)
        chain = int(chain_of[rows[scores == best]].min()) if best > 0 else count
        if chain == count:
            found.append([])
        found[chain].append(number)
        chain_of[number] = chain
        last_unit[chain], last_owner[chain] = units[number], owners[number]
    return found


def first_closings(
    mentions: Sequence[Sequence[int]],
    vectors: Floats,
    since: Sequence[int | None],
    closing_vectors: Floats,
    closing_days: Sequence[int],
) -> list[int | None]:
    """For each chain the number of the first closing sentence that is like one of its mentions.

    Args:
        mentions: the numbers of each chain's mentions.
        vectors: of all mentions, shape (mentions, 384).
        since: the day of each chain's last mention, as an ordinal; only later sentences count, none
            where it is not known.
        closing_vectors: of the closing sentences, in their order, shape (sentences, 384).
        closing_days: theirs, as ordinals.
    """
    found: list[int | None] = [None] * len(mentions)
    days = np.array(closing_days, np.int64)
    waiting = [number for number, day in enumerate(since) if day is not None]
    for first in range(0, len(days), _BLOCK):
        block = closing_vectors[first : first + _BLOCK].reshape(-1, DIMENSIONS)
        left = []
        for start in range(0, len(waiting), _SOME):
            some = waiting[start : start + _SOME]
            rows = [row for number in some for row in mentions[number]]
            begins = np.cumsum([0, *(len(mentions[number]) for number in some[:-1])])
            alike = np.logical_or.reduceat(vectors[rows] @ block.T >= SAME_DONE, begins, axis=0)
            later = days[first : first + _BLOCK] > np.array([since[number] for number in some])[:, None]  # fmt: skip
            alike &= later
            for number, line in zip(some, alike, strict=True):
                if line.any():
                    found[number] = first + int(line.argmax())
                else:
                    left.append(number)
        waiting = left
    return found


def _codes(values: Iterable[Hashable]) -> Numbers:
    """A number for each value, the same for the same."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)
