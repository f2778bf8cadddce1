"""From bytes to text lines: the ladder of encodings, and what is not text at all."""

from __future__ import annotations

import codecs
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.base import LIMITS, Line

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
_NUL_SHARE = 0.3
"""Of Western text in UTF-16 every second byte is NUL, and those of one side only."""
_SHIFTING = ("iso-2022", "iso2022", "hz", "utf-7", "utf7", "utf-16", "utf16", "utf-32", "utf32")
"""Encodings whose bytes can be valid UTF-8 and yet mean something else: if declared, believed."""


def decode(data: bytes, path: Path, *, declared: str | None = None) -> str:
    """`data` as text: by its byte order mark, else as strict UTF-8, else as declared or Windows-1252.

    Statistical guessing comes off worse than this ladder on short Western text.

    Args:
        data: a file's content.
        path: where it lies, for errors.
        declared: the encoding that a header or a tag of the file names, right or wrong.

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
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace")
    sample = data[:_SAMPLE_BYTES]
    if sum(byte in _CONTROL for byte in sample) > _CONTROL_SHARE * len(sample):
        raise ReadError(
            f"this is binary data, not {path.suffix or 'text'}",
            path=path,
            remedy="give it the ending of its real format, or move it out of the folder",
        )
    return decode_part(data, declared)


def decode_part(data: bytes, declared: str | None) -> str:
    """`data` as text by the lower rungs of the ladder; what no rung knows becomes U+FFFD.

    >>> decode_part("Zürich".encode("utf-8"), "us-ascii")
    'Zürich'
    >>> decode_part("Zürich".encode("cp1252"), "no-such-charset")
    'Zürich'
    """
    name = (declared or "").strip().lower()
    encodings = [name, "utf-8"] if name.startswith(_SHIFTING) else ["utf-8", name]
    for encoding in encodings:
        try:
            return data.decode(encoding or "utf-8")
        except (UnicodeError, LookupError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")


def split_lines(text: str) -> list[Line]:
    """The lines of `text`, numbered from 1."""
    return [Line(number, line) for number, line in enumerate(text.splitlines(), 1)]


def read_lines(text: str, path: Path, limits: Limits = LIMITS) -> list[Line]:
    """The lines of a file's text, numbered from 1.

    Raises:
        ReadError: the text or one of its lines is longer than `limits` allow.
    """
    check_length(len(text), path, limits)
    lines = split_lines(text)
    for line in lines:
        if len(line.text) > limits.line_characters:
            raise ReadError(
                f"a line of {len(line.text):,} characters, more than the limit of {limits.line_characters:,}",
                path=path,
                place=f"line {line.number}",
                remedy="break it up, or raise limits.line_characters in notesnlp.toml",
            )
    return lines


def check_length(characters: int, path: Path, limits: Limits) -> None:
    """Refuse a text that is longer than `limits` allow.

    Raises:
        ReadError: it is.
    """
    if characters > limits.characters:
        raise ReadError(
            f"the text has {characters:,} characters, more than the limit of {limits.characters:,}",
            path=path,
            remedy="split it, or raise limits.characters in notesnlp.toml",
        )


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: NULs at every other byte, on one side only."""
    sample = data[: _SAMPLE_BYTES // 16 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if half < 2:
        return None
    if odd > _NUL_SHARE * half and even <= odd / 20:
        return "utf-16-le"
    if even > _NUL_SHARE * half and odd <= even / 20:
        return "utf-16-be"
    return None
