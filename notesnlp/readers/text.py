"""From bytes to text lines: the ladder of encodings, and what is not text at all."""

from __future__ import annotations

import codecs
from pathlib import Path

from notesnlp.errors import ReadError
from notesnlp.readers.base import Line

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
_SAMPLE_BYTES = 65_536
_CONTROL_SHARE = 0.01
"""More control bytes than this among the first 64 KiB is no text: prose has none, recogniser
output with stray form feeds far fewer."""


def decode(data: bytes, path: Path) -> str:
    """`data` as text: by its byte order mark, else as strict UTF-8, else as Windows-1252.

    Statistical guessing comes off worse than this ladder on short Western text.

    Raises:
        ReadError: `data` is empty, or is no text.
    """
    if not data.strip():
        raise ReadError("the file is empty", path=path, remedy="delete it or restore its text")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"the file is marked as {encoding} but is not: {error.reason}",
                    path=path,
                    place=f"byte {error.start}",
                    remedy="save it again as UTF-8",
                ) from error
    sample = data[:_SAMPLE_BYTES]
    if sum(byte in _CONTROL for byte in sample) > _CONTROL_SHARE * len(sample):
        raise ReadError(
            f"this is binary data, not {path.suffix or 'text'}",
            path=path,
            remedy="give it the ending of its real format, or move it out of the folder",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def split_lines(text: str) -> list[Line]:
    """The lines of `text`, numbered from 1."""
    return [Line(number, line) for number, line in enumerate(text.splitlines(), 1)]
