"""Spans: where a text names somebody or something personal, and what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

What = Literal["person", "mail", "link", "phone", "id", "address"]


@dataclass(frozen=True, slots=True)
class Span:
    """Something personal in a text.

    Attributes:
        start: offset at which it begins.
        end: offset behind it.
        what: the kind of it.
        key: what tells it from others of its kind: a name, a number, in small letters.
    """

    start: int
    end: int
    what: What
    key: str


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in their order, none over another; the one that was named first stays.

    What overlaps it keeps what stands outside of it, so that nothing comes back into sight.

    >>> apart([Span(2, 9, "mail", "a"), Span(0, 4, "person", "b"), Span(3, 5, "id", "c")])
    (Span(start=0, end=2, what='person', key='b'), Span(start=2, end=9, what='mail', key='a'))
    """
    kept: list[Span] = []
    for span in spans:
        start, end = span.start, span.end
        for other in kept:
            if other.start <= start < other.end:
                start = other.end
            if other.start < end <= other.end:
                end = other.start
        inside = [other for other in kept if start < other.start and other.end < end]
        cuts = [start, *(at for other in inside for at in (other.start, other.end)), end]
        pairs = zip(cuts[::2], cuts[1::2], strict=True)
        kept += [Span(a, b, span.what, span.key) for a, b in sorted(pairs) if a < b]
        kept.sort(key=lambda item: item.start)
    return tuple(kept)
