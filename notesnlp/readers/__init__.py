"""Readers: a file of notes in, a Document out. One file a format; `open_notes` picks the reader."""

from notesnlp.readers.base import Document, Line
from notesnlp.readers.registry import open_notes, readable

__all__ = ["Document", "Line", "open_notes", "readable"]
