"""PDF: the text that a page holds, in the order in which one reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.account import left_out_of, solid_of
from notesnlp.readers.base import LIMITS, Document, head_of
from notesnlp.readers.layout import Row, Run, rows_of
from notesnlp.readers.pages import lines_of_pages
from notesnlp.readers.prose import read_prose
from notesnlp.readers.text import check_length

_GAP = 1.5
"""Of the letters' height, from which a gap parts columns or cells; justified words stand closer."""
_BREAKING = 2
"""What pdfium gives for a hyphen at the end of a line, and no line break after it."""
_UNTOLD = 0.3
"""Share of characters outside Unicode's letters from which fonts do not tell what they draw."""


@dataclass(frozen=True, slots=True)
class _Page:
    rows: list[Row]
    has_picture: bool


class Pdf:
    """``.pdf``; a line is a line of the text, columns one after the other, headings in between.

    Words that are broken at the end of a line are put together on the line where they begin.
    Headers and footers that recur, and page numbers, are left out after their first time.
    """

    format = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        pages, title = _pages(data, path, limits)
        lines, declared = lines_of_pages([page.rows for page in pages])
        text = "".join(line.text for line in lines)
        if not text.strip():
            raise _no_text(pages, path)
        if _untold(text) > _UNTOLD * len(text):
            raise ReadError(
                "its fonts do not tell which letters they draw",
                path=path,
                remedy="recognise its text anew, for example with ocrmypdf --force-ocr",
            )
        check_length(len(text), path, limits)
        kept = [line for line in lines if line.number not in declared]
        form, turns = read_prose(kept, blank_separates=True)
        empty = [str(at) for at, page in enumerate(pages, 1) if page.has_picture and not page.rows]
        return Document(
            format=self.format,
            form=form,
            turns=turns,
            head=head_of(kept),
            title=title or None,
            characters=solid_of(line.text for line in lines),
            left_out=left_out_of(lines, turns, declared),
            warnings=(f"pages without text, only pictures: {', '.join(empty)}",) if empty else (),
        )


def _pages(data: bytes, path: Path, limits: Limits) -> tuple[list[_Page], str]:
    import pypdfium2

    if not data:
        raise ReadError("the file is empty", path=path, remedy="delete it or restore its text")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                "the PDF is protected by a password", path=path, remedy="save it without one"
            ) from error
        raise ReadError(
            f"the PDF is cut off or damaged: {error}",
            path=path,
            remedy="copy it again from where it came from",
        ) from error
    try:
        if len(document) > limits.pages:
            raise ReadError(
                f"the PDF has {len(document):,} pages, more than the limit of {limits.pages:,}",
                path=path,
                remedy="split it, or raise limits.pages in notesnlp.toml",
            )
        pages, characters = [], 0
        for number in range(len(document)):
            pages.append(_page(document, number, path))
            characters += sum(len(row.text) for row in pages[-1].rows)
            check_length(characters, path, limits)
        return pages, str(document.get_metadata_dict().get("Title") or "").strip()
    finally:
        document.close()


def _page(document: Any, number: int, path: Path) -> _Page:
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
        runs = list(_runs(text))
        pictures = (
            any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
            if not runs
            else False
        )
        text.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            f"a page is damaged: {error}",
            path=path,
            place=f"page {number + 1}",
            remedy="copy the file again from where it came from",
        ) from error
    return _Page(rows_of(runs), pictures)


def _runs(text: Any) -> Iterator[Run]:
    """The characters of a page in runs, which end at line breaks and wide gaps."""
    import ctypes

    import pypdfium2.raw as raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    units: list[int] = []
    box = [0.0, 0.0, 0.0, 0.0]
    drawn = 0

    def run() -> Iterator[Run]:
        words = _decoded(units)
        if words.strip():
            yield Run(box[0], box[1], box[2], box[3], " ".join(words.split()), drawn)

    for at in range(text.count_chars()):
        unit = raw.FPDFText_GetUnicode(text, at)
        if unit in (10, 13):
            yield from run()
            units, drawn = [], drawn + 1
            continue
        if unit == 32 or raw.FPDFText_IsGenerated(text, at) == 1:
            if units:
                units.append(unit)
            continue
        raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        height = max(top.value - bottom.value, box[3] - box[2], 4.0)
        apart = left.value - box[1] > _GAP * height or left.value < box[0] - height
        below = abs(bottom.value - box[2]) > 0.7 * height and left.value < box[1]
        if units and (apart or below or units[-1] == _BREAKING):
            yield from run()
            units, drawn = [], drawn + 1
        if not units:
            box = [left.value, right.value, bottom.value, top.value]
        units.append(unit)
        box = [
            min(box[0], left.value), max(box[1], right.value),
            min(box[2], bottom.value), max(box[3], top.value),
        ]  # fmt: skip
    yield from run()


def _decoded(units: Sequence[int]) -> str:
    """Code units of UTF-16 as text; halves of surrogate pairs and NULs become U+FFFD."""
    units = [ord("-") if unit == _BREAKING else unit for unit in units]
    data = b"".join((unit & 0xFFFF).to_bytes(2, "little") for unit in units)
    return data.decode("utf-16-le", errors="replace").replace("\x00", "\ufffd")


def _untold(text: str) -> int:
    """How many characters are of private use or unknown."""
    return sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)


def _no_text(pages: Sequence[_Page], path: Path) -> ReadError:
    scanned = any(page.has_picture for page in pages)
    return ReadError(
        f"the PDF has no text on its {len(pages)} pages, only pictures: it is scanned"
        if scanned
        else "the PDF has no text",
        path=path,
        remedy="recognise its text first, for example with ocrmypdf",
    )
