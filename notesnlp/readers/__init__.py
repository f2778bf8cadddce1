"""Readers: a file of notes in, a Document out. One file a format; `open_notes` picks the reader."""

from notesnlp.readers.account import reading_of
from notesnlp.readers.archive import list_members
from notesnlp.readers.base import LIMITS, Document, Line
from notesnlp.readers.registry import endings, open_notes, parse_notes, readable, recognised
from notesnlp.readers.source import irregular, read_bytes

__all__ = [
    "LIMITS",
    "Document",
    "Line",
    "endings",
    "irregular",
    "list_members",
    "open_notes",
    "parse_notes",
    "read_bytes",
    "readable",
    "reading_of",
    "recognised",
]
