"""What a mail says, out of its parts: charsets that lie, HTML, Outlook's winmail.dat."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from notesnlp.errors import MissingExtra
from notesnlp.readers.html import text_of
from notesnlp.readers.text import decode_part
from notesnlp.readers.winmail import text_of_winmail

_NOT_PROSE = frozenset({"calendar", "css", "csv", "x-vcard", "vcard", "rtf", "javascript", "xml"})
"""Kinds of text that nobody wrote to be read in a mail."""
_WINMAIL = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})


@dataclass(slots=True)
class Body:
    """The text of a mail, and what in it was not read."""

    text: str = ""
    warnings: list[str] = field(default_factory=list)


def parse(data: bytes) -> EmailMessage:
    """The mail `data`; a byte order mark before it, or UTF-16 throughout, is taken away."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", errors="replace").encode("utf-8")
    data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)


def body_of(message: EmailMessage) -> Body:
    """The text of `message`, attachments left out and named; of alternatives the plain one."""
    body = Body()
    body.text = _text(message, body.warnings)
    return body


def _text(part: EmailMessage, warnings: list[str]) -> str:
    kind = part.get_content_type()
    if kind in _WINMAIL or (part.get_filename() or "").lower() == "winmail.dat":
        return _winmail(part, warnings)
    if part.is_attachment():
        warnings.append(f"the attachment {_name(part)} is not read")
        return ""
    if part.is_multipart():
        texts = [
            (inner.get_content_type(), _text(inner, warnings))
            for inner in part.iter_parts()
            if isinstance(inner, EmailMessage)
        ]
        said = [(inner, text) for inner, text in texts if text.strip()]
        if part.get_content_subtype() == "alternative":
            said.sort(key=lambda item: item[0] != "text/plain")
            said = said[:1]
        return "\n".join(text for _, text in said)
    if part.get_content_maintype() != "text" or part.get_content_subtype() in _NOT_PROSE:
        warnings.append(f"a part of the kind {kind} is not read")
        return ""
    text = decode_part(_bytes(part), _charset(part))
    return text_of(text) if kind == "text/html" else text


def _bytes(part: EmailMessage) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else str(raw or "").encode("utf-8", "replace")


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except Exception:  # parameters that the parser trips over name no charset
        return None


def _name(part: EmailMessage) -> str:
    return repr(part.get_filename() or part.get_content_type())


def _winmail(part: EmailMessage, warnings: list[str]) -> str:
    try:
        return text_of_winmail(_bytes(part))
    except MissingExtra as error:
        warnings.append(str(error))
    except Exception as error:  # the parser of winmail.dat raises whatever it trips over
        warnings.append(f"winmail.dat is damaged: {error}")
    return ""
