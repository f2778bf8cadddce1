"""Lines of plain text: paragraphs, quotes with their source, lists cut short."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from notesnlp.model.finding import Finding
from notesnlp.report.locales import local_number
from notesnlp.report.words import one_line, short_day, shortened, source, speaker

WIDTH = 76
"""Two characters of ``>`` and a space fit before it in a reply of 80."""
_MOST_CHARACTERS = 1_000
"""Of a paragraph: a quote is a sentence, but a file may hold a word of a million letters."""

_Thing = TypeVar("_Thing")


def quoted(finding: Finding, indent: str, *, unit: bool = True) -> Iterator[str]:
    """A finding's quote, who said it, and where it stands."""
    place = finding.evidence
    yield from wrap(f"“{one_line(place.quote)}”", indent, indent)
    who = [speaker(place)]
    if unit and place.unit:
        who.append(place.unit)
    if place.date:
        who.append(short_day(place.date))
    yield from wrap(", ".join(who), f"{indent}– ")
    yield from wrap(source(place), f"{indent}  ")


def cut(
    things: Sequence[_Thing],
    most: int,
    lines: Callable[[_Thing], Iterable[str]],
    *,
    gap: bool = True,
) -> Iterator[str]:
    """The lines of the first `most` things, with how many more there are; an empty line between where `gap`."""
    for number, thing in enumerate(things[:most]):
        if gap and number:
            yield ""
        yield from lines(thing)
    if len(things) > most:
        if gap:
            yield ""
        yield f"… and {local_number(len(things) - most)} more in the report"


def wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """`text` in lines, the first after `first`, the others after as many spaces or `rest`."""
    return textwrap.wrap(
        shortened(text, _MOST_CHARACTERS),
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_on_hyphens=False,
    )
