"""Which reader takes which file. A new format is a class in a file of its own and a line here."""

from __future__ import annotations

from pathlib import Path

from notesnlp.errors import ReadError
from notesnlp.readers.base import Document, Reader
from notesnlp.readers.docx import Docx
from notesnlp.readers.mail import Mail
from notesnlp.readers.plain import Markdown, PlainText
from notesnlp.readers.segments import Segments
from notesnlp.readers.subtitles import SubRip, WebVtt

READERS: tuple[Reader, ...] = (
    PlainText(),
    Markdown(),
    WebVtt(),
    SubRip(),
    Docx(),
    Mail(),
    Segments(),
)

_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}


def readable(path: Path) -> bool:
    """Whether some reader takes files of this name."""
    return path.suffix.lower() in _BY_SUFFIX


def open_notes(path: Path) -> Document:
    """Read a file of notes.

    Raises:
        ReadError: it cannot be opened, no reader takes it, or its content is not what
            its name says.
    """
    reader = _BY_SUFFIX.get(path.suffix.lower())
    if reader is None:
        raise ReadError(
            f"no reader for {path.suffix or 'files without an ending'}",
            path=path,
            remedy="known are " + " ".join(sorted(_BY_SUFFIX)),
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"cannot be opened: {error.strerror}",
            path=path,
            remedy="check its permissions and that it is still there",
        ) from error
    document = reader.read(data, path)
    if not document.turns:
        raise ReadError(
            "the file holds no words", path=path, remedy="delete it or restore its text"
        )
    return document
