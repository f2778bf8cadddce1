"""Mails: the author's words, the replies they quote with their own authors, no signatures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import NotesError, ReadError
from notesnlp.model.meeting import Turn
from notesnlp.readers.account import left_out_of, solid_of
from notesnlp.readers.base import LIMITS, Document, Line, TurnBuilder, build_turns, head_of
from notesnlp.readers.mailbody import body_of, parse
from notesnlp.readers.prose import read_prose
from notesnlp.readers.replies import blocks_of
from notesnlp.readers.text import read_lines

_PLAIN_RE = re.compile(r"^\s*(?:re|fw|fwd|aw|sv)\s*:\s*", re.I)


class Mail:
    """``.eml``; a line is a line of the plain body (of the body's text, where there is only HTML)."""

    format = "eml"
    suffixes: tuple[str, ...] = (".eml",)

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        try:
            return self._read(data, path, limits)
        except NotesError:
            raise
        except Exception as error:  # the parsers of mails and HTML raise whatever they trip over
            raise ReadError(
                f"the mail is damaged: {error}", path=path, remedy="save the mail again"
            ) from error

    def _read(self, data: bytes, path: Path, limits: Limits) -> Document:
        message = parse(data)
        if not message.keys():
            raise ReadError(
                "this is no mail: it has no headers", path=path, remedy="rename it to .txt"
            )
        body = body_of(message)
        authors = _names(message, "from")
        return mail_document(
            self.format,
            read_lines(body.text, path, limits),
            path,
            author=authors[0] if authors else None,
            people=[*authors, *_names(message, "to"), *_names(message, "cc")],
            subject=" ".join(_values(message, "subject")),
            date=_date(message),
            warnings=body.warnings,
        )


def mail_document(
    format: str,
    lines: list[Line],
    path: Path,
    *,
    author: str | None,
    people: Sequence[str],
    subject: str,
    date: dt.date | None,
    warnings: Sequence[str],
) -> Document:
    """The document of a mail whose body is `lines`.

    Raises:
        ReadError: the body has no text.
    """
    if not any(line.text.strip() for line in lines):
        raise ReadError(
            "; ".join(["the mail has no text", *warnings]),
            path=path,
            remedy="attachments are not read from mails: save them beside it",
        )
    subject = subject.strip()
    while _PLAIN_RE.match(subject):
        subject = _PLAIN_RE.sub("", subject)
    declared: dict[int, str] = {}
    turns = _turns(lines, author, declared)
    return Document(
        format=format,
        form="mail",
        turns=turns,
        head=head_of(lines),
        title=subject or None,
        date=date,
        attendees=tuple(dict.fromkeys(people)),
        characters=solid_of(line.text for line in lines),
        left_out=left_out_of(lines, turns, declared),
        warnings=tuple(warnings),
    )


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


def _turns(lines: list[Line], author: str | None, declared: dict[int, str]) -> tuple[Turn, ...]:
    builders: list[TurnBuilder] = []
    for speaker, block in blocks_of(lines, author, declared):
        _, turns = read_prose(block, blank_separates=True)
        for turn in turns:
            builder = TurnBuilder(turn.speaker or speaker)
            ends = [*(piece.start - 1 for piece in turn.pieces[1:]), len(turn.text)]
            for piece, end in zip(turn.pieces, ends, strict=True):
                builder.add(turn.text[piece.start : end], piece.line, piece.column)
            builders.append(builder)
    return build_turns(builders)
