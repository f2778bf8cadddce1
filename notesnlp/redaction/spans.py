"""Spans: where a text names somebody or something personal, and what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
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


def apart(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans in the order of `text`, none over another; what was named first stays whole.

    What overlaps it keeps what stands outside of it, so that nothing comes back into sight.

    >>> apart([Span(5, 10, "mail", "a"), Span(0, 6, "person", "b")], "Dana d@x.y")
    (Span(start=0, end=5, what='person', key='b'), Span(start=5, end=10, what='mail', key='a'))
    """
    named = list(spans)
    owners = [-1] * max((span.end for span in named), default=0)
    for number, span in enumerate(named):
        for at in range(span.start, span.end):
            if owners[at] < 0:
                owners[at] = number
    found, start = [], 0
    for number, run in groupby(owners):
        end = start + sum(1 for _ in run)
        if number >= 0 and any(mark.isalnum() for mark in text[start:end]):
            found.append(Span(start, end, named[number].what, named[number].key))
        start = end
    return tuple(found)
