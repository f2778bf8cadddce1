"""What the mail server answered, in words that are safe to show."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from typing import Literal

from notesnlp.config import MailSettings
from notesnlp.report.words import one_line, shortened

_MOST_REASON = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message for one recipient.

    Attributes:
        state: sent, to be tried later, or refused for good.
        reason: the server's words or ours.
        doubt: it was handed over whole and no answer came, so that it may have arrived.
    """

    state: Literal["sent", "later", "refused"]
    reason: str
    doubt: bool = False


def answer(code: int, said: bytes) -> Outcome:
    """What the server's answer to a command comes to."""
    text = _words(code, said)
    if code == 250:
        return Outcome("sent", text)
    return Outcome("refused" if 500 <= code < 600 else "later", text)


def _words(code: int, said: bytes | str) -> str:
    """A server's answer in one line; what it could do to a terminal is taken out."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return shortened(f"{code} {one_line(text)}", _MOST_REASON)


def told(error: Exception, mail: MailSettings, waited_s: float) -> tuple[str, str]:
    """What went wrong with the server, and what to do."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message
        return f"the server's certificate is not trusted: {why}", "see mail.host and mail.ca_file"
    if isinstance(error, ssl.SSLError):
        return f"no TLS with the server: {error.reason}", "see mail.port and mail.security"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = _words(error.smtp_code, error.smtp_error)
        return f"the server does not let {mail.user} in: {said}", "see user and password"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        lacks = "encryption (STARTTLS)" if "STARTTLS" in str(error) else "a way to log in"
        return f"the server does not offer {lacks}", "see mail.port and mail.security"
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return f"no answer within {waited_s:g} seconds", "see mail.host and mail.timeout_s"
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error), "ask who runs the mail server"
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"the connection failed: {one_line(text)}", "see mail.host and mail.port"
