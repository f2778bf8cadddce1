"""The XML of Word documents: paragraphs with their numbers, table cells, and parts beside the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from notesnlp.readers.base import Line

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = (
    re.compile(r"/word/comments\.xml"),
    re.compile(r"/word/(?:footnotes|endnotes)\.xml"),
    re.compile(r"/word/header\d*\.xml"),
    re.compile(r"/word/footer\d*\.xml"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A part beside the body: its passages, each an element and who wrote it, where that is told."""

    passages: tuple[tuple[Any, str | None], ...]
    is_header: bool = False


class Numbers:
    """The 1-based number of every paragraph: those of the body in order, then those beside it.

    Word writes a text box twice, the second time as a fallback for old programs; the fallback's
    paragraphs are numbered, so that numbers count what is in the XML, but not read.
    """

    def __init__(self, body: Any) -> None:
        self._of = {paragraph: number for number, paragraph in enumerate(body.iter(_tag("w:p")), 1)}

    def of(self, paragraph: Any) -> int:
        """The paragraph's number, the next free one where it is not of the body."""
        return self._of.setdefault(paragraph, len(self._of) + 1)


@cache
def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


@cache
def _white() -> dict[str, str]:
    marks = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
    return {_tag(name): text for name, text in marks.items()}


@cache
def _skipped() -> frozenset[str]:
    names = ("w:p", "w:del", "w:moveFrom", "w:pPr", "w:rPr")
    return frozenset({_tag(name) for name in names} | {_FALLBACK})


def tagged(element: Any, name: str) -> bool:
    """Whether `element` is one of `name`, such as ``w:tbl``."""
    return bool(element.tag == _tag(name))


def lines_of(element: Any, numbers: Numbers) -> list[Line]:
    """The lines of the paragraphs in `element`; a soft break begins one of the same number."""
    lines: list[Line] = []
    for paragraph in _paragraphs(element):
        column = 0
        for text in "".join(_texts(paragraph)).split("\n"):
            lines.append(Line(numbers.of(paragraph), text, column))
            column += len(text) + 1
    return lines


def cells_of(table: Any, numbers: Numbers) -> list[list[list[Line]]]:
    """The lines of every cell of every row of a table."""
    return [
        [lines_of(cell, numbers) for cell in row.iterchildren(_tag("w:tc"))]
        for row in table.iterchildren(_tag("w:tr"))
    ]


def deleted_text(body: Any) -> str:
    """What tracked deletions took out."""
    return " ".join(element.text or "" for element in body.iter(_tag("w:delText")))


def parts_beside(document: Any) -> list[Beside]:
    """Comments, notes, headers and footers, in this order; a header that recurs counts once."""
    from docx.oxml import parse_xml

    found: dict[str, list[Any]] = {}
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if any(pattern.fullmatch(name) for pattern in _PARTS):
            found.setdefault(name, [parse_xml(part.blob)])
    parts: list[Beside] = []
    seen: set[str] = set()
    for pattern in _PARTS:
        for name in sorted(filter(pattern.fullmatch, found)):
            passages = tuple(
                passage
                for passage in _passages(found[name][0])
                if (text := "".join(_all_texts(passage[0])).strip()) and not _known(text, seen)
            )
            parts.append(Beside(passages, "/header" in name))
    return parts


def _known(text: str, seen: set[str]) -> bool:
    known = text in seen
    seen.add(text)
    return known


def _passages(root: Any) -> Iterator[tuple[Any, str | None]]:
    """The comments or notes of a part one by one; anything else as a whole."""
    single = {_tag("w:comment"), _tag("w:footnote"), _tag("w:endnote")}
    inner = [child for child in root if child.tag in single]
    if not inner:
        yield root, None
    for child in inner:
        yield child, (child.get(_tag("w:author")) or "").strip() or None


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs of `element`, itself included, those of text boxes once."""
    if element.tag == _FALLBACK:
        return
    if element.tag == _tag("w:p"):
        yield element
    for child in element:
        yield from _paragraphs(child)


def _all_texts(element: Any) -> Iterator[str]:
    for paragraph in _paragraphs(element):
        yield from _texts(paragraph)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _tag("w:t"):
            yield child.text or ""
        elif child.tag in _white():
            yield _white()[child.tag]
        elif child.tag not in _skipped():
            yield from _texts(child)
