"""Plain text and Markdown: raw transcripts, typed notes, minutes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.readers.account import left_out_of, solid_of
from notesnlp.readers.base import LIMITS, Document, Line, head_of
from notesnlp.readers.frontmatter import front_matter, names_in
from notesnlp.readers.labels import is_recorder_s
from notesnlp.readers.prose import read_prose
from notesnlp.readers.text import decode, read_lines

_PRESENT = ("attendees", "participants", "present", "people")
"""Fields of front matter that list who was there."""


class PlainText:
    """``.txt``: whatever people type or a recogniser leaves."""

    format = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        return _document(self.format, read_lines(decode(data, path), path, limits))


class Markdown:
    """``.md``: notes with headings and bullets, with or without front matter."""

    format = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        lines = read_lines(decode(data, path), path, limits)
        fields, length = front_matter(lines)
        return _document(self.format, lines, fields, length)


def _document(
    format: str, lines: list[Line], fields: dict[str, str] | None = None, skipped: int = 0
) -> Document:
    """The document of `lines`, the first `skipped` of which are front matter with `fields`."""
    fields = fields or {}
    body = lines[skipped:]
    form, turns = read_prose(body)
    declared = {line.number: "front matter" for line in lines[:skipped]} | {
        line.number: "recorder's own words" for line in body if is_recorder_s(line.text)
    }
    return Document(
        format=format,
        form=form,
        turns=turns,
        head=head_of(body),
        title=fields.get("title"),
        date=_iso_day(fields.get("date")),
        fields=fields,
        attendees=tuple(name for key in _PRESENT for name in names_in(fields.get(key, ""))),
        characters=solid_of(line.text for line in lines),
        left_out=left_out_of(lines, turns, declared),
    )


def _iso_day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
