"""Ids of themes and commitments that persist: a new group is the stored one it shares most with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class Stored:
    """A group as the ledger holds it.

    Attributes:
        members: its findings.
        gone: no run has found it lately.
    """

    members: frozenset[int]
    gone: bool = False


def match_groups(
    stored: Mapping[str, Stored], groups: Sequence[frozenset[int]]
) -> list[str | None]:
    """The stored group that each of `groups` continues, None where it continues none.

    Pairs are taken in the order of how many findings they share, live groups before those that
    are gone; of equals the pair of which the shared findings are the greater part.
    """
    homes: dict[int, list[str]] = {}
    for name, group in stored.items():
        for member in group.members:
            homes.setdefault(member, []).append(name)
    shared: Counter[tuple[int, str]] = Counter(
        (at, name) for at, group in enumerate(groups) for member in group for name in homes.get(member, ())
    )  # fmt: skip

    def order(pair: tuple[int, str]) -> tuple[bool, int, float, str, int]:
        at, name = pair
        together = len(groups[at] | stored[name].members)
        return stored[name].gone, -shared[pair], -shared[pair] / together, name, at

    found: list[str | None] = [None] * len(groups)
    taken: set[str] = set()
    for at, name in sorted(shared, key=order):
        if found[at] is None and name not in taken:
            found[at] = name
            taken.add(name)
    return found


def free_id(wanted: str, used: set[str]) -> str:
    """`wanted`, or with the first number that makes it new; added to `used`.

    >>> free_id("gate", {"gate", "gate-2"})
    'gate-3'
    """
    found = wanted
    numbers = count(2)
    while found in used:
        found = f"{wanted}-{next(numbers)}"
    used.add(found)
    return found
