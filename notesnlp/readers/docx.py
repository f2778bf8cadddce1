"""Word documents: paragraphs of the body in order, those in tables and text boxes included."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from notesnlp.errors import ReadError
from notesnlp.readers.base import Document, Line, head_of
from notesnlp.readers.prose import read_prose

_WHITE = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {qn(tag) for tag in ("w:p", "w:del", "w:moveFrom", "w:pPr", "w:rPr")} | {_FALLBACK}


class Docx:
    """``.docx``; a line is a paragraph. Tracked insertions are read, deletions are not.

    A soft break within a paragraph begins a `Line` of the same number: transcripts that
    Teams exports have the speaker before it and the words after it.
    """

    format = "docx"
    suffixes: tuple[str, ...] = (".docx",)

    def read(self, data: bytes, path: Path) -> Document:
        """See `Reader.read`."""
        document = _open(data, path)
        lines = list(_lines(document.element.body))
        if not any(line.text.strip() for line in lines):
            raise ReadError(
                "the document holds no text", path=path, remedy="pictures of text are not read"
            )
        form, turns = read_prose(lines, whole_lines=True)
        return Document(
            format=self.format,
            form=form,
            turns=turns,
            head=head_of(lines),
            title=_title(document),
        )


def _open(data: bytes, path: Path) -> Any:
    if not data:
        raise ReadError("the file is empty", path=path, remedy="delete it or restore its text")
    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise ValueError("it has no body")
        return document  # noqa: TRY300
    except zipfile.BadZipFile as error:
        raise ReadError(
            f"the document is cut off or damaged: {str(error).lower()}",
            path=path,
            remedy="copy it again from where it came from",
        ) from error
    except Exception as error:  # python-docx hands on whatever zlib, lxml and its own parts raise
        raise ReadError(
            f"this is no Word document: {error}", path=path, remedy="save it again as .docx"
        ) from error


def _title(document: Any) -> str | None:
    try:
        return document.core_properties.title or None
    except Exception:  # a damaged property does not make the words unreadable
        return None


def _lines(body: Any) -> Iterator[Line]:
    """Every paragraph in document order, numbered from 1; nested ones count by themselves."""
    for number, paragraph in enumerate(_paragraphs(body), 1):
        column = 0
        for text in "".join(_texts(paragraph)).split("\n"):
            yield Line(number, text, column)
            column += len(text) + 1


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs below `element`, those of text boxes once.

    Word writes a text box twice, the second time as a fallback for old programs.
    """
    for child in element:
        if child.tag == _FALLBACK:
            continue
        if child.tag == qn("w:p"):
            yield child
        yield from _paragraphs(child)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _WHITE:
            yield _WHITE[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _texts(child)
