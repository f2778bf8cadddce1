"""Mails: the author's words, the replies they quote with their own authors, no signatures.

The body is cut here rather than by a reply parser, because those return strings without
their places.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path

from inscriptis import get_text

from notesnlp.errors import ReadError
from notesnlp.model.meeting import Turn
from notesnlp.readers.base import Document, Line, TurnBuilder, build_turns, head_of
from notesnlp.readers.prose import read_prose
from notesnlp.readers.text import split_lines

_QUOTED = re.compile(r"^\s?(?:>\s?)+")
_WROTE = re.compile(
    r"^\s*(?:On\b.{4,160}?|.{0,60}?\d{4}.{0,60}?)[,;]?\s(?:[AaPp]\.?[Mm]\.?[,;]?\s+)?(?P<name>(?![AaPp]\.?[Mm]\b)[^\d,<>:;]{2,60}?)\s*(?:<[^>]*>)?\s+(?:wrote|writes)\s*:\s*$"
)
_WROTE_BEGINS = re.compile(r"^\s*On\b.{4,}\d")
_FORWARD = re.compile(r"^\s*(?:-{2,}\s*(?:Original|Forwarded) [Mm]essage\s*-{2,}|_{8,})\s*$")
_FROM = re.compile(r"^\s*\*?From:\*?\s*(?P<name>[^<\[(\n]+)")
_HEADER = re.compile(r"^\s*\*?(?:From|Sent|Date|To|Cc|Subject):\*?\s")
_SIGNATURE = re.compile(r"^--\s?$")
_PLAIN_RE = re.compile(r"^\s*(?:re|fw|fwd|aw|sv)\s*:\s*", re.I)


class Mail:
    """``.eml``; a line is a line of the plain body (of the body's text, where there is only HTML)."""

    format = "eml"
    suffixes: tuple[str, ...] = (".eml",)

    def read(self, data: bytes, path: Path) -> Document:
        """See `Reader.read`."""
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        if not message.keys():
            raise ReadError(
                "this is no mail: it has no headers", path=path, remedy="rename it to .txt"
            )
        lines = split_lines(_body(message, path))
        if not any(line.text.strip() for line in lines):
            raise ReadError(
                "the mail has no text", path=path, remedy="attachments are not read from mails"
            )
        people = [*_names(message, "from"), *_names(message, "to"), *_names(message, "cc")]
        author = people[0] if people and message["from"] else None
        subject = str(message["subject"] or "").strip()
        while _PLAIN_RE.match(subject):
            subject = _PLAIN_RE.sub("", subject)
        return Document(
            format=self.format,
            form="mail",
            turns=_turns(lines, author),
            head=head_of(lines),
            title=subject or None,
            date=_date(message),
            attendees=tuple(dict.fromkeys(people)),
        )


def _body(message: EmailMessage, path: Path) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except LookupError:  # a charset that Python does not know
        raw = part.get_payload(decode=True)
        text = raw.decode("cp1252", errors="replace") if isinstance(raw, bytes) else str(raw)
    except (ValueError, KeyError) as error:
        raise ReadError(
            f"the body cannot be decoded: {error}", path=path, remedy="save the mail again"
        ) from error
    return get_text(text) if part.get_content_type() == "text/html" else text


def _names(message: EmailMessage, header: str) -> list[str]:
    return [
        name or address.split("@")[0]
        for name, address in getaddresses([str(value) for value in message.get_all(header, [])])
        if name or address
    ]


def _date(message: EmailMessage) -> dt.date | None:
    moment = getattr(message["date"], "datetime", None)
    return moment.date() if moment else None


def _turns(lines: list[Line], author: str | None) -> tuple[Turn, ...]:
    builders: list[TurnBuilder] = []
    for speaker, block in _blocks(lines, author):
        _, turns = read_prose(block, blank_separates=True)
        for turn in turns:
            builder = TurnBuilder(turn.speaker or speaker)
            ends = [*(piece.start - 1 for piece in turn.pieces[1:]), len(turn.text)]
            for piece, end in zip(turn.pieces, ends, strict=True):
                builder.add(turn.text[piece.start : end], piece.line, piece.column)
            builders.append(builder)
    return build_turns(builders)


def _blocks(lines: list[Line], author: str | None) -> Iterator[tuple[str | None, list[Line]]]:
    """Stretches of the body by who wrote them; lines keep their length so that columns stay true."""
    block: list[Line] = []
    speaker, quoting, signature = author, False, False
    quoted_author: str | None = None
    skip_until = -1
    for position, line in enumerate(lines):
        if position <= skip_until:
            continue
        mark = _QUOTED.match(line.text)
        text = " " * mark.end() + line.text[mark.end() :] if mark else line.text
        wrote, length = _attribution(lines, position)
        sender = _FROM.match(text)
        if wrote or (sender and _is_header_block(lines, position)) or _FORWARD.match(text):
            yield speaker, block
            block, signature = [], False
            if wrote:
                quoted_author, skip_until = wrote, position + length - 1
                if not mark:
                    continue
            elif sender:
                speaker = quoted_author = sender["name"].strip(" *\"'")
                skip_until = position + _header_length(lines, position) - 1
            continue
        if bool(mark) != quoting:
            yield speaker, block
            block, signature = [], False
            quoting = bool(mark)
            speaker = quoted_author if quoting else author
        if _SIGNATURE.match(text.lstrip() if mark else text):
            signature = True
        if not signature:
            block.append(Line(line.number, text if text.strip() else ""))
    yield speaker, block


def _attribution(lines: list[Line], position: int) -> tuple[str | None, int]:
    """Whose words follow "On …, NAME wrote:", which may run over two lines, and how many."""
    first = _QUOTED.sub("", lines[position].text)
    found = _WROTE.match(first)
    if found:
        return found["name"].strip(" \"'"), 1
    if _WROTE_BEGINS.match(first) and position + 1 < len(lines):
        both = f"{first.rstrip()} {_QUOTED.sub('', lines[position + 1].text).strip()}"
        found = _WROTE.match(both)
        if found:
            return found["name"].strip(" \"'"), 2
    return None, 0


def _is_header_block(lines: list[Line], position: int) -> bool:
    return position > 0 and _header_length(lines, position) >= 2


def _header_length(lines: list[Line], position: int) -> int:
    length = 0
    for line in lines[position:]:
        if not _HEADER.match(_QUOTED.sub("", line.text)):
            break
        length += 1
    return length
