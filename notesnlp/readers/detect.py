"""What a file is by its content: signatures that no other format has.

Only what is certain is named; plain text has no signature, so there the ending decides.
"""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.archive import open_zip
from notesnlp.readers.base import LIMITS
from notesnlp.readers.chat import is_chat
from notesnlp.readers.subtitles import ARROW_TIMING, COMMA_TIMING
from notesnlp.readers.text import decode_part

HEAD_BYTES = 65_536
"""Of the beginning of a file, in which a signature is looked for."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MESSAGE = "__properties_version1.0".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I,
)
_JSON = re.compile(r"\s*(?:\[\s*\{\s*\"|\{\s*\")")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9\-]{1,40})\s*:(?:\s|$)")
_MACHINE_HEADERS = frozenset(
    {
        "received", "return-path", "message-id", "mime-version", "content-type", "delivered-to",
        "content-transfer-encoding", "x-mailer",
    }
)  # fmt: skip
"""Headers that programs write and nobody types on top of notes."""
_REMEDIES = {
    b"{\\rtf": ("a document in rich text", "save it as .docx"),
    b"\x89PNG": ("a picture", "its text must be typed or recognised first"),
    b"\xff\xd8\xff": ("a picture", "its text must be typed or recognised first"),
    b"GIF8": ("a picture", "its text must be typed or recognised first"),
    b"ID3": ("a recording", "have it transcribed first"),
    b"RIFF": ("a recording", "have it transcribed first"),
    b"OggS": ("a recording", "have it transcribed first"),
    b"\x1f\x8b": ("a gzip archive", "unpack it, or pack the files as .zip"),
    b"7z\xbc\xaf": ("a 7-Zip archive", "unpack it, or pack the files as .zip"),
    b"Rar!": ("a RAR archive", "unpack it, or pack the files as .zip"),
}


def format_of(data: bytes, path: Path, limits: Limits = LIMITS) -> str | None:
    """The format that the content of `data` shows for certain, else None.

    Args:
        data: the content, or its first `HEAD_BYTES` for text.
        path: where it lies; its ending decides what a damaged archive was meant to be.
        limits: of the directory of an archive.

    Raises:
        ReadError: the content is of a kind that is known and not read, such as a spreadsheet.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _of_zip(data, path, limits)
    if data.startswith(_OLE):
        return _of_ole(data, path)
    for signature, (kind, remedy) in _REMEDIES.items():
        if data.startswith(signature):
            raise ReadError(f"this is {kind}", path=path, remedy=remedy)
    if data[4:12] in (b"ftypM4A ", b"ftypisom", b"ftypmp42", b"ftypqt  "):
        raise ReadError("this is a recording", path=path, remedy="have it transcribed first")
    return _of_text(_head(data))


def _head(data: bytes) -> str:
    head = data[:HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    return decode_part(head, None).removeprefix("\ufeff")


def _of_text(head: str) -> str | None:
    lines = [line for line in head[:4000].splitlines() if line.strip()][:6]
    first = lines[0] if lines else ""
    if re.match(r"WEBVTT(?:\s|$)", first):
        return "webvtt"
    if COMMA_TIMING.fullmatch(first.strip()):
        return "sbv"
    if any(ARROW_TIMING.match(line) for line in lines[:2]):
        return "subrip"
    if _HTML.match(head):
        return "html"
    if _JSON.match(head):
        return "json"
    if _is_mail(head):
        return "eml"
    return "chat" if is_chat(head.splitlines()[:200]) else None


def _is_mail(head: str) -> bool:
    """Whether headers of a mail come first, one at least of those that only programs write."""
    names: list[str] = []
    for line in head.lstrip("\r\n").splitlines()[:200]:
        found = _HEADER.match(line)
        if found:
            names.append(found[1].lower())
        elif not line.strip():
            break
        elif not (line[0] in " \t" and names) and not (not names and line.startswith("From ")):
            return False
    return len(names) >= 2 and not _MACHINE_HEADERS.isdisjoint(names)


def _of_zip(data: bytes, path: Path, limits: Limits) -> str:
    try:
        with open_zip(data, path, limits) as file:
            names = frozenset(file.namelist())
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        struct.error,
    ):  # its reader tells what is wrong with it
        return "zip" if path.suffix.lower() == ".zip" else "docx"
    if "word/document.xml" in names:
        return "docx"
    for folder, kind in (("xl/", "a spreadsheet"), ("ppt/", "a presentation")):
        if any(name.startswith(folder) for name in names):
            raise ReadError(f"this is {kind}", path=path, remedy="save its text as .csv or .txt")
    if "content.xml" in names:
        raise ReadError("this is an OpenDocument file", path=path, remedy="save it as .docx")
    return "docx" if path.suffix.lower() == ".docx" else "zip"


def _of_ole(data: bytes, path: Path) -> str:
    if _MESSAGE in data:
        return "msg"
    kind = "an old Word document" if _WORD in data else "an old Office file"
    raise ReadError(f"this is {kind}", path=path, remedy="save it as .docx")
