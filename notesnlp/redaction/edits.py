"""Putting pseudonyms in the places of spans, and finding places again in what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from notesnlp.redaction.spans import Span


@dataclass(frozen=True, slots=True)
class Edited:
    """A text with its spans replaced.

    Attributes:
        text: what came out.
        moved: for each replacement its start and end in the old text, and in the new one.
    """

    text: str
    moved: tuple[tuple[int, int, int, int], ...] = ()

    def start(self, offset: int) -> int:
        """Where what began at `offset` begins now: a replacement is whole or not there."""
        return self._at(offset, inside=2)

    def end(self, offset: int) -> int:
        """Where what ended at `offset` ends now."""
        return self._at(offset, inside=3)

    def _at(self, offset: int, inside: int) -> int:
        shift = 0
        for replacement in self.moved:
            begin, end, _, new_end = replacement
            if offset <= begin:
                break
            if offset < end:
                return replacement[inside]
            shift = new_end - end
        return offset + shift


def edited(text: str, spans: Iterable[Span], pseudonym: Callable[[Span], str]) -> Edited:
    """`text` with a pseudonym for each of its spans, which are in order and apart.

    >>> edited("Ask Dana now", [Span(4, 8, "person", "dana")], lambda span: "IT 2").text
    'Ask IT 2 now'
    """
    parts, moved, at, size = [], [], 0, 0
    for span in spans:
        new = pseudonym(span)
        parts += [text[at : span.start], new]
        size += span.start - at
        moved.append((span.start, span.end, size, size + len(new)))
        size += len(new)
        at = span.end
    return Edited("".join([*parts, text[at:]]), tuple(moved))
