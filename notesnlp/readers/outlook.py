"""Outlook's own format of a mail."""

from __future__ import annotations

import io
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import NotesError, ReadError
from notesnlp.readers.base import LIMITS, Document
from notesnlp.readers.html import text_of
from notesnlp.readers.mail import mail_document
from notesnlp.readers.text import read_lines
from notesnlp.readers.winmail import decoded, missing_extra


class Outlook:
    """``.msg``; a line is a line of the body. Needs the extra ``outlook``."""

    format = "msg"
    suffixes: tuple[str, ...] = (".msg",)

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`; raises MissingExtra where the extra is not installed."""
        try:
            from oxmsg import Message
        except ImportError as error:
            raise missing_extra("this is a mail in Outlook's own format") from error
        try:
            message = Message.load(io.BytesIO(data))
            body = message.body or ""
            if not body.strip() and message.html_body:
                body = text_of(decoded(message.html_body))
            lines = read_lines(body, path, limits)
            people = [person.name or person.email_address for person in message.recipients]
            sender = (message.sender or "").split("<")[0].strip(" \"'") or None
            date = message.sent_date.date() if message.sent_date else None
            attached = [repr(item.file_name) for item in message.attachments]
            return mail_document(
                self.format,
                lines,
                path,
                author=sender,
                people=[name for name in (sender, *people) if name],
                subject=message.subject or "",
                date=date,
                warnings=[f"the attachment {name} is not read" for name in attached],
            )
        except NotesError:
            raise
        except Exception as error:  # the parser raises whatever it trips over
            raise ReadError(
                f"the mail is damaged: {error}",
                path=path,
                remedy="save it again, as .eml if you can",
            ) from error
