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
from email.utils import getaddresses, parsedate_to_datetime
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
_LONGEST_ATTRIBUTION = 240
"""Characters of a line; longer ones are paragraphs, and slow to search."""
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
        try:
            return self._read(data, path)
        except ReadError:
            raise
        except Exception as error:  # the parsers of mails and HTML raise whatever they trip over
            raise ReadError(
                f"the mail is damaged: {error}", path=path, remedy="save the mail again"
            ) from error

    def _read(self, data: bytes, path: Path) -> Document:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        if not message.keys():
            raise ReadError(
                "this is no mail: it has no headers", path=path, remedy="rename it to .txt"
            )
        lines = split_lines(_body(message))
        if not any(line.text.strip() for line in lines):
            raise ReadError(
                "the mail has no text", path=path, remedy="attachments are not read from mails"
            )
        authors = _names(message, "from")
        people = [*authors, *_names(message, "to"), *_names(message, "cc")]
        subject = " ".join(_values(message, "subject")).strip()
        while _PLAIN_RE.match(subject):
            subject = _PLAIN_RE.sub("", subject)
        return Document(
            format=self.format,
            form="mail",
            turns=_turns(lines, authors[0] if authors else None),
            head=head_of(lines),
            title=subject or None,
            date=_date(message),
            attendees=tuple(dict.fromkeys(people)),
        )


def _body(part: EmailMessage) -> str:
    """The text of `part` and what is in it, attachments left out; of alternatives the plain one."""
    if part.is_attachment():
        return ""
    if part.is_multipart():
        texts = [
            (inner.get_content_type(), _body(inner))
            for inner in part.iter_parts()
            if isinstance(inner, EmailMessage)
        ]
        said = [(kind, text) for kind, text in texts if text.strip()]
        if part.get_content_subtype() == "alternative":
            said.sort(key=lambda item: item[0] != "text/plain")
            said = said[:1]
        return "\n".join(text for _, text in said)
    if part.get_content_type() == "text/plain":
        return _content(part)
    return get_text(_content(part)) if part.get_content_type() == "text/html" else ""


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except LookupError:  # a charset that Python does not know
        raw = part.get_payload(decode=True)
        return raw.decode("cp1252", errors="replace") if isinstance(raw, bytes) else str(raw)


def _values(message: EmailMessage, header: str) -> list[str]:
    """The values of `header`, as they stand in the file where the parser trips over them."""
    try:
        values = [str(value) for value in message.get_all(header, [])]
    except Exception:
        values = [str(value) for key, value in message.raw_items() if key.lower() == header]
    return [value.encode("utf-8", "replace").decode("utf-8") for value in values]


def _names(message: EmailMessage, header: str) -> list[str]:
    return [
        name or address.split("@")[0]
        for name, address in getaddresses(_values(message, header))
        if name or address
    ]


def _date(message: EmailMessage) -> dt.date | None:
    try:
        return parsedate_to_datetime(_values(message, "date")[0]).date()
    except (IndexError, TypeError, ValueError, OverflowError):
        return None


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
    """Stretches of the body by who wrote them; lines keep their length so that columns stay true.

    Who wrote what is quoted is known by the depth of its marks: "On …, NAME wrote:" names the
    author one deeper (of the same depth where no marks follow), a header block that of its own.
    """
    authors: dict[int, str | None] = {0: author}
    block: list[Line] = []
    depth, signature = 0, False
    skip_until = -1
    for position, line in enumerate(lines):
        if position <= skip_until:
            continue
        text, marks = _unquoted(line.text)
        wrote, length = _attribution(lines, position)
        headers = _header_length(lines, position)
        if wrote or headers or _FORWARD.match(text) or marks != depth:
            yield authors.get(depth), block
            block, signature, depth = [], False, marks
        if wrote:
            skip_until = position + length - 1
            deeper = max(_depth_after(lines, skip_until + 1), depth)
            authors = {at: name for at, name in authors.items() if at <= depth} | {deeper: wrote}
        elif headers:
            skip_until = position + headers - 1
            authors[depth] = _sender(lines[position : skip_until + 1])
        elif not _FORWARD.match(text):
            signature = (
                signature or _SIGNATURE.match(text.strip(" ") if marks else text) is not None
            )
            if not signature:
                block.append(Line(line.number, text if text.strip() else ""))
    yield authors.get(depth), block


def _unquoted(text: str) -> tuple[str, int]:
    """`text` with blanks for its marks of quotation, and how many these are."""
    mark = _QUOTED.match(text)
    if not mark:
        return text, 0
    return " " * mark.end() + text[mark.end() :], mark[0].count(">")


def _depth_after(lines: list[Line], position: int) -> int:
    """How deep the next line that is not blank is quoted."""
    return next((_unquoted(line.text)[1] for line in lines[position:] if line.text.strip()), 0)


def _attribution(lines: list[Line], position: int) -> tuple[str | None, int]:
    """Whose words follow "On …, NAME wrote:", which may run over two lines, and how many."""
    first = _QUOTED.sub("", lines[position].text).strip()
    if len(first) > _LONGEST_ATTRIBUTION:
        return None, 0
    found = _WROTE.match(first)
    if found:
        return found["name"].strip(" \"'"), 1
    if _WROTE_BEGINS.match(first) and position + 1 < len(lines):
        second = _QUOTED.sub("", lines[position + 1].text).strip()
        found = _WROTE.match(f"{first} {second[:_LONGEST_ATTRIBUTION]}")
        if found:
            return found["name"].strip(" \"'"), 2
    return None, 0


def _sender(lines: list[Line]) -> str | None:
    found = next(filter(None, (_FROM.match(_QUOTED.sub("", line.text)) for line in lines)), None)
    return found["name"].strip(" *\"'") or None if found else None


def _header_length(lines: list[Line], position: int) -> int:
    """How many lines of headers of an older mail begin here: two at least, and one says ``From:``."""
    length = 0
    for line in lines[position:]:
        if not _HEADER.match(_QUOTED.sub("", line.text)):
            break
        length += 1
    block = lines[position : position + length]
    return length if length >= 2 and _sender(block) else 0
