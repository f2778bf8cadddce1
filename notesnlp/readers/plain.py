"""Plain text and Markdown: raw transcripts, typed notes, minutes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from notesnlp.readers.base import Document, Line, head_of
from notesnlp.readers.prose import read_prose
from notesnlp.readers.text import decode, split_lines

_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,30})\s*:\s*(?P<value>.*?)\s*$")


class PlainText:
    """``.txt``: whatever people type or a recogniser leaves."""

    format = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, data: bytes, path: Path) -> Document:
        """See `Reader.read`."""
        return _document(self.format, split_lines(decode(data, path)))


class Markdown:
    """``.md``: notes with headings and bullets, with or without front matter."""

    format = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, data: bytes, path: Path) -> Document:
        """See `Reader.read`."""
        lines = split_lines(decode(data, path))
        fields, body = _front_matter(lines)
        return _document(self.format, body, fields)


def _document(format: str, lines: list[Line], fields: dict[str, str] | None = None) -> Document:
    form, turns = read_prose(lines)
    fields = fields or {}
    return Document(
        format=format,
        form=form,
        turns=turns,
        head=head_of(lines),
        title=fields.get("title"),
        date=_iso_day(fields.get("date")),
        fields=fields,
    )


def _front_matter(lines: list[Line]) -> tuple[dict[str, str], list[Line]]:
    """The fields between two ``---`` lines at the very top, and the lines after them."""
    if not lines or lines[0].text.strip() != "---":
        return {}, lines
    fields: dict[str, str] = {}
    for position, line in enumerate(lines[1:], 1):
        if line.text.strip() in {"---", "..."}:
            return fields, lines[position + 1 :]
        found = _FIELD.match(line.text)
        if found:
            fields[found["key"].strip().lower()] = found["value"].strip("\"' ")
    return {}, lines


def _iso_day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
