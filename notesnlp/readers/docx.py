"""Word documents: paragraphs of the body in order, then what stands beside it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.model.meeting import Form, Turn
from notesnlp.readers.account import left_out_of, solid_of
from notesnlp.readers.archive import check_unpacked, open_zip
from notesnlp.readers.base import (
    LIMITS,
    Document,
    Line,
    TurnBuilder,
    build_turns,
    head_of,
    in_a_row,
)
from notesnlp.readers.columns import Columns, transcript_columns
from notesnlp.readers.prose import read_prose
from notesnlp.readers.tabletalk import Cell, table_turns
from notesnlp.readers.text import check_length
from notesnlp.readers.wordxml import (
    Beside,
    Numbers,
    cells_of,
    deleted_text,
    lines_of,
    parts_beside,
    tagged,
)


class Docx:
    """``.docx``; a line is a paragraph. Tracked insertions are read, deletions are not.

    A soft break within a paragraph begins a `Line` of the same number: transcripts that
    Teams exports have the speaker before it and the words after it. A table with columns for
    speaker and text is a transcript. Comments, headers, footers and notes come last, their
    paragraphs numbered on from the body's; a comment is said by its author.
    """

    format = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx")

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        document = _open(data, path, limits)
        content = _Content()
        numbers = Numbers(document.element.body)
        content.read_body(document.element.body, numbers)
        head = head_of(content.lines)
        for part in parts_beside(document):
            content.read_beside(part, numbers)
        if not any(line.text.strip() for line in content.lines):
            raise ReadError(
                "the document holds no text", path=path, remedy="pictures of text are not read"
            )
        check_length(sum(len(line.text) for line in content.lines), path, limits)
        turns = in_a_row(content.turns)
        left_out = left_out_of(content.lines, turns, content.declared)
        deleted = deleted_text(document.element.body)
        left_out["deleted text"] += solid_of([deleted])
        return Document(
            format=self.format,
            form=content.form,
            turns=turns,
            head="\n".join(filter(None, [*content.headers, head])),
            title=_title(document),
            characters=solid_of([deleted, *(line.text for line in content.lines)]),
            left_out=left_out,
        )


@dataclass(slots=True)
class _Content:
    """What has been read of a document so far."""

    lines: list[Line] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    declared: dict[int, str] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    form: Form = "notes"
    has_talk: bool = False

    def read_body(self, body: Any, numbers: Numbers) -> None:
        """The body: prose, and between it tables that are transcripts."""
        tables = {
            child: _talk(cells_of(child, numbers)) for child in body if tagged(child, "w:tbl")
        }
        self.has_talk = any(tables.values())
        pending: list[Line] = []
        for child in body:
            talk = tables.get(child)
            if talk:
                self._prose(pending)
                pending = []
                rows, columns = talk
                turns, declared = table_turns(rows, columns)
                self.turns += turns
                self.declared |= declared
                self.lines += [line for row in rows for cell in row for line in cell]
            else:
                pending += lines_of(child, numbers)
        self._prose(pending)

    def read_beside(self, part: Beside, numbers: Numbers) -> None:
        """Comments, headers, footers or notes."""
        for element, author in part.passages:
            turn = TurnBuilder(author)
            found = [line for line in lines_of(element, numbers) if line.text.strip()]
            if part.is_header:
                self.headers += [line.text.strip() for line in found]
            self.lines += found
            for line in found:
                turn.add(line.text, line.number, line.column)
            self.turns += build_turns([turn])

    def _prose(self, lines: list[Line]) -> None:
        if not lines:
            return
        form, turns = read_prose(lines, whole_lines=True, reported=not self.has_talk)
        self.form = "transcript" if self.has_talk else form
        self.lines += lines
        self.turns += turns


def _talk(rows: list[list[Cell]]) -> tuple[list[list[Cell]], Columns] | None:
    """The rows of a table and what its columns hold, where it is a transcript."""
    columns = transcript_columns([_text(cell) for cell in rows[0]]) if rows else None
    return (rows, columns) if columns and columns.speaker is not None else None


def _text(cell: list[Line]) -> str:
    return " ".join(line.text.strip() for line in cell).strip()


def _open(data: bytes, path: Path, limits: Limits) -> Any:
    import docx

    if not data:
        raise ReadError("the file is empty", path=path, remedy="delete it or restore its text")
    try:
        with open_zip(data, path, limits) as file:
            check_unpacked(file, path, limits)
            _refuse_entities(file, path)
            document = docx.Document(file.fp)
        if document.element.body is None:
            raise ValueError("it has no body")
        return document  # noqa: TRY300
    except ReadError:
        raise
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


def _refuse_entities(file: zipfile.ZipFile, path: Path) -> None:
    """No program writes a document type into a Word document; bombs and spies do.

    The XML parser does not resolve entities either way.
    """
    for info in file.infolist():
        if info.filename.endswith((".xml", ".rels")):
            with file.open(info) as part:
                if b"<!DOCTYPE" in part.read(4096):
                    raise ReadError(
                        "its XML defines entities of its own, which no Word document does",
                        path=path,
                        place=info.filename,
                        remedy="do not trust it; ask for the text in another format",
                    )


def _title(document: Any) -> str | None:
    try:
        return document.core_properties.title or None
    except Exception:  # a damaged property does not make the words unreadable
        return None
