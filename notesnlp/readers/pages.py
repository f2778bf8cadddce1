"""Rows of printed pages into lines: paragraphs set apart, broken words joined, furniture named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from notesnlp.readers.base import Line
from notesnlp.readers.layout import Row

_HYPHENS = "-\u00ad\u2010"
_BROKEN = re.compile(rf"(?<![^\W\d_])(?P<head>[^\W\d_]++)[{_HYPHENS}]$")
_TAIL = re.compile(r"(?P<tail>[a-zà-ÿ]+[.,;:!?)]*)(?:\s+|$)")
_PAGE_NUMBER = re.compile(
    r"\W*+(?:page|seite|p\.)?\s*+\d{1,4}(?:\s*+(?:/|of|von)\s*+\d{1,4})?\W*+", re.I
)


def lines_of_pages(pages: Sequence[Sequence[Row]]) -> tuple[list[Line], dict[int, str]]:
    """The lines of all pages, a blank one before each paragraph, and what the furniture is."""
    recurring = _recurring(pages)
    lines: list[Line] = []
    declared: dict[int, str] = {}
    seen: set[str] = set()
    number = 0
    for rows in pages:
        for at, row in enumerate(rows):
            edge = at == 0 or at == len(rows) - 1
            key = _key(row.text)
            furniture = edge and (
                _PAGE_NUMBER.fullmatch(row.text) is not None or (key in recurring and key in seen)
            )
            seen.add(key)
            joined = lines and not furniture and not row.begins and _join(lines, row.text)
            text = joined if isinstance(joined, str) else row.text
            goes_on = at == 0 or lines[-1].number in declared if lines else False
            begins = row.begins and not (goes_on and row.text[0].islower())
            number += 1
            if begins and not furniture:
                lines.append(Line(number, ""))
            if furniture:
                declared[number] = "page headers and numbers"
            lines.append(Line(number, text))
    return lines, declared


def _join(lines: list[Line], text: str) -> str | None:
    """`text` without the rest of the word that the last line breaks off, which goes there."""
    last = lines[-1]
    broken, tail = _BROKEN.search(last.text), _TAIL.match(text)
    if not broken or not tail:
        return None
    hyphen = "" if _is_one_word(broken["head"], tail["tail"]) else "-"
    whole = f"{last.text[: broken.end('head')]}{hyphen}{tail['tail']}"
    lines[-1] = Line(last.number, whole)
    return text[tail.end() :]


@cache
def _is_one_word(head: str, tail: str) -> bool:
    """Whether the hyphen between `head` and `tail` only breaks the line: ``hap-pens``, ``long-term``."""
    from wordfreq import zipf_frequency

    tail = tail.rstrip(".,;:!?)")
    parts = min(zipf_frequency(head.lower(), "en"), zipf_frequency(tail, "en"))
    return zipf_frequency((head + tail).lower(), "en") >= 3.5 or parts < 3


def _recurring(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """What stands at the top or bottom of half of the pages and of two at least."""
    counts = Counter(
        key for rows in pages if rows for key in {_key(rows[0].text), _key(rows[-1].text)}
    )
    return frozenset(key for key, count in counts.items() if count >= max(2, len(pages) / 2))


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text)
