"""winmail.dat: the envelope in which Outlook packs a mail's text for other Outlooks."""

from __future__ import annotations

import struct

from notesnlp.errors import MissingExtra
from notesnlp.readers.html import text_of
from notesnlp.readers.text import decode_part

_HEADER_BYTES = 6
_CHECKSUM_BYTES = 2
_OBJECT = struct.Struct("<BII")
"""Level, kind and length of an object, [MS-OXTNEF] 2.1.3."""
_MOST_OBJECTS = 2_000
_MOST_BYTES = 50 * 2**20


def text_of_winmail(data: bytes) -> str:
    """The text within `data`: plain, else of its HTML, else of its rich text.

    Raises:
        MissingExtra: the extra ``outlook`` is not installed.
        Exception: of the parser's choice, where `data` is damaged.
    """
    try:
        from tnefparse import TNEF
    except ImportError as error:
        raise missing_extra("the mail's text lies in winmail.dat") from error
    _check(data)
    envelope = TNEF(data, do_checksum=False)
    if envelope.body:
        return decoded(envelope.body).rstrip("\x00")
    if envelope.htmlbody:
        return text_of(decoded(envelope.htmlbody))
    if envelope.rtfbody:
        return text_of_rtf(decoded(envelope.rtfbody))
    return ""


def _check(data: bytes) -> None:
    """Refuse what would keep the parser busy for hours: it copies the rest for every object."""
    at, objects = _HEADER_BYTES, 0
    while at + _OBJECT.size < len(data) and objects <= _MOST_OBJECTS:
        at += _OBJECT.size + _OBJECT.unpack_from(data, at)[2] + _CHECKSUM_BYTES
        objects += 1
    if objects > _MOST_OBJECTS or len(data) > _MOST_BYTES:
        raise ValueError("it is larger than any mail")


def text_of_rtf(source: str) -> str:
    """The text of a document in rich text.

    Raises:
        MissingExtra: the extra ``outlook`` is not installed.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise missing_extra("the mail's text is rich text") from error
    return str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]


def missing_extra(reason: str) -> MissingExtra:
    """The error that names the extra which Outlook's own formats need."""
    return MissingExtra(reason, remedy="install it with pip install 'notesnlp[outlook]'")


def decoded(text: str | bytes) -> str:
    """A body that may have come as bytes."""
    return decode_part(text, None) if isinstance(text, bytes) else text
