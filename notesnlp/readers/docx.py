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

_WHITE = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}


class Docx:
    """``.docx``; a line is a paragraph. Tracked insertions are read, deletions are not."""

    format = "docx"
    suffixes: tuple[str, ...] = (".docx",)

    def read(self, data: bytes, path: Path) -> Document:
        """See `Reader.read`."""
        document = _open(data, path)
        lines = list(_paragraphs(document.element.body))
        if not any(line.text.strip() for line in lines):
            raise ReadError(
                "the document holds no text", path=path, remedy="pictures of text are not read"
            )
        form, turns = read_prose(lines)
        return Document(
            format=self.format,
            form=form,
            turns=turns,
            head=head_of(lines),
            title=document.core_properties.title or None,
        )


def _open(data: bytes, path: Path) -> Any:
    if not data:
        raise ReadError("the file is empty", path=path, remedy="delete it or restore its text")
    try:
        return docx.Document(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise ReadError(
            "the document is cut off or damaged (its zip directory is missing)",
            path=path,
            remedy="copy it again from where it came from",
        ) from error
    except (KeyError, ValueError, SyntaxError) as error:
        raise ReadError(
            f"this is no Word document: {error}", path=path, remedy="save it again as .docx"
        ) from error


def _paragraphs(body: Any) -> Iterator[Line]:
    """Every paragraph in document order, numbered from 1; nested ones count by themselves."""
    for number, paragraph in enumerate(body.iter(qn("w:p")), 1):
        yield Line(number, "".join(_texts(paragraph)))


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _WHITE:
            yield _WHITE[child.tag]
        elif child.tag not in {qn("w:p"), qn("w:del"), qn("w:pPr"), qn("w:rPr")}:
            yield from _texts(child)
