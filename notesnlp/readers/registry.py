"""Which reader takes which file. A new format is a class in a file of its own and a line here."""

from __future__ import annotations

from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.base import LIMITS, Document, Reader
from notesnlp.readers.chat import Chat
from notesnlp.readers.csv import Csv
from notesnlp.readers.detect import HEAD_BYTES, format_of
from notesnlp.readers.docx import Docx
from notesnlp.readers.html import Html
from notesnlp.readers.mail import Mail
from notesnlp.readers.outlook import Outlook
from notesnlp.readers.pdf import Pdf
from notesnlp.readers.plain import Markdown, PlainText
from notesnlp.readers.segments import Segments
from notesnlp.readers.source import read_bytes
from notesnlp.readers.subtitles import SubRip, SubViewer, WebVtt

READERS: tuple[Reader, ...] = (
    PlainText(),
    Markdown(),
    WebVtt(),
    SubRip(),
    SubViewer(),
    Docx(),
    Pdf(),
    Mail(),
    Outlook(),
    Html(),
    Segments(),
    Csv(),
    Chat(),
)

_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}
_BY_FORMAT = {reader.format: reader for reader in READERS}
_SUBTITLES = frozenset({"webvtt", "subrip", "sbv"})
"""One parser reads them all, so the ending may say what they are called."""


def readable(path: Path) -> bool:
    """Whether some reader takes files of this name."""
    return path.suffix.lower() in _BY_SUFFIX


def endings() -> list[str]:
    """The endings that are read, archives included."""
    return sorted([*_BY_SUFFIX, ".zip"])


def recognised(path: Path, limits: Limits = LIMITS) -> bool:
    """Whether the content of a file whose ending no reader takes shows what it is."""
    try:
        head = read_bytes(path, limits, most=HEAD_BYTES)
        if head.startswith(b"PK"):
            head = read_bytes(path, limits)  # what is in an archive stands at its end
        return format_of(head, path, limits) in _BY_FORMAT
    except ReadError:
        return False


def open_notes(path: Path, limits: Limits = LIMITS) -> Document:
    """Read a file of notes, on the disk or in an archive (``notes.zip/visit.txt``).

    The content says which reader takes it, the ending where the content has no signature.

    Raises:
        ReadError: it cannot be opened, no reader takes it, it is damaged, or breaks a limit.
        MissingExtra: an optional part is needed for it.
    """
    return parse_notes(read_bytes(path, limits), path, limits)


def parse_notes(data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
    """What the bytes of a file of notes say.

    Args:
        data: all of the file.
        path: what it is called; nothing is read there.
        limits: of what is read.

    Raises:
        ReadError: no reader takes it, it is damaged, or breaks a limit.
        MissingExtra: an optional part is needed for it.
    """
    document = _reader_of(data, path, limits).read(data, path, limits)
    if not document.turns:
        raise ReadError(
            "the file holds no words", path=path, remedy="delete it or restore its text"
        )
    return document


def _reader_of(data: bytes, path: Path, limits: Limits) -> Reader:
    by_name = _BY_SUFFIX.get(path.suffix.lower())
    found = format_of(data, path, limits)
    if found == "zip":
        raise ReadError(
            "an archive holds files, and is no meeting itself",
            path=path,
            remedy="analyse the folder that it lies in",
        )
    if by_name and (found is None or {found, by_name.format} <= _SUBTITLES):
        return by_name
    if found is None:
        raise ReadError(
            f"no reader for {path.suffix or 'files without an ending'}",
            path=path,
            remedy="known are " + " ".join(endings()),
        )
    return _BY_FORMAT[found]
