"""One conversation with the mail server (RFC 5321), over TLS with a verified certificate."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from notesnlp.config import MailSettings
from notesnlp.delivery.answers import Outcome, answer, told
from notesnlp.errors import ConfigError, DeliveryError

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_DOT = re.compile(rb"(?m)^\.")


class Server:
    """The mail server of the settings, as a context.

    Args:
        mail: with host, security and timeouts.
        password: of ``mail.user``.

    Raises:
        DeliveryError: entering it, where it cannot be reached, does not offer TLS, shows a
            certificate that is not trusted, or does not let the user in.
    """

    def __init__(self, mail: MailSettings, password: str | None) -> None:
        if mail.host is None:
            raise ConfigError(
                "no mail server is named",
                place="key 'mail.host'",
                remedy="name it in notesnlp.toml",
            )
        if mail.security == "none" and mail.user is not None:
            raise ConfigError(
                "a password would be sent in the clear",
                place="key 'mail.security'",
                remedy="use starttls or tls, or no mail.user",
            )
        self._mail = mail
        self._host = mail.host
        self._port = mail.port or _PORTS[mail.security]
        self._password = password
        self._smtp: smtplib.SMTP | None = None

    @property
    def name(self) -> str:
        """Host and port."""
        return f"{self._host}:{self._port}"

    @property
    def connected(self) -> bool:
        """Whether the conversation goes on."""
        return self._smtp is not None and self._smtp.sock is not None

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp.close()

    def connect(self) -> None:
        """Begin the conversation, again where it broke.

        Raises:
            DeliveryError: see the class.
        """
        try:
            self._smtp = self._opened()
            self._smtp.ehlo_or_helo_if_needed()
            if self._mail.user is not None:
                self._smtp.login(self._mail.user, self._password or "")
        except (OSError, smtplib.SMTPException, ValueError) as error:
            if self._smtp is not None:
                self._smtp.close()
            reason, remedy = told(error, self._mail, self._mail.timeout_s)
            raise DeliveryError(reason, path=self.name, remedy=remedy) from error

    def deliver(
        self,
        sender: str,
        recipients: Sequence[str],
        data: bytes,
        handing_over: Callable[[Sequence[str]], None],
    ) -> Mapping[str, Outcome]:
        """Send one message to several recipients, each with an outcome of its own.

        Args:
            sender: the address to which what cannot be delivered returns.
            recipients: addresses.
            data: the message, in lines that end in CR LF, of seven bits.
            handing_over: called with those whom the server took, when all but the last line has
                been sent. Before it nothing can have been delivered; after it, until the answer
                is read, nobody can know (RFC 1047).
        """
        found: dict[str, Outcome] = {}
        accepted: list[str] = []
        handed = False
        try:
            smtp = self._ready(data)
            code, said = smtp.mail(sender, self._options(smtp, data))
            if code != 250:
                self._reset()
                return dict.fromkeys(recipients, answer(code, said))
            for recipient in recipients:
                code, said = smtp.rcpt(recipient)
                if code in {250, 251}:
                    accepted.append(recipient)
                else:
                    found[recipient] = answer(code, said)
            if not accepted:
                self._reset()
                return found
            code, said = smtp.docmd("DATA")
            if code == 354:
                smtp.send(_DOT.sub(b"..", data))
                handing_over(accepted)
                handed = True
                if smtp.sock is not None:
                    smtp.sock.settimeout(self._mail.accept_timeout_s)
                smtp.send(b".\r\n")
                code, said = smtp.getreply()
                if smtp.sock is not None:
                    smtp.sock.settimeout(self._mail.timeout_s)
            found |= dict.fromkeys(accepted, answer(code, said))
            if code != 250:
                self._reset()
        except _TooLarge as error:
            return dict.fromkeys(recipients, Outcome("refused", str(error)))
        except (OSError, smtplib.SMTPException) as error:
            if self._smtp is not None:
                self._smtp.close()
            waited_s = self._mail.accept_timeout_s if handed else self._mail.timeout_s
            reason = told(error, self._mail, waited_s)[0]
            if handed:
                reason += "; it may have arrived all the same"
            left = [item for item in recipients if item not in found]
            found |= dict.fromkeys(left, Outcome("later", reason, handed))
        return found

    def _opened(self) -> smtplib.SMTP:
        if self._mail.security == "none":
            return smtplib.SMTP(self._host, self._port, timeout=self._mail.timeout_s)
        try:
            context = ssl.create_default_context()
            if self._mail.ca_file:
                context.load_verify_locations(self._mail.ca_file)
        except OSError as error:
            raise ConfigError(
                f"holds no certificates: {error.strerror or error}",
                path=self._mail.ca_file,
                remedy="name a PEM file as mail.ca_file",
            ) from error
        if self._mail.security == "tls":
            return smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._mail.timeout_s, context=context
            )
        smtp = smtplib.SMTP(self._host, self._port, timeout=self._mail.timeout_s)
        try:
            smtp.ehlo()
            if not smtp.has_extn("starttls"):
                raise smtplib.SMTPNotSupportedError("STARTTLS")
            smtp.starttls(context=context)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _ready(self, data: bytes) -> smtplib.SMTP:
        if self._smtp is None or self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        most = self._smtp.esmtp_features.get("size", "")
        if most.isdigit() and 0 < int(most) < len(data):
            raise _TooLarge(
                f"the message has {len(data) / 1e6:.1f} MB, and the server takes "
                f"{int(most) / 1e6:.1f}; leave out attachments"
            )
        return self._smtp

    def _options(self, smtp: smtplib.SMTP, data: bytes) -> list[str]:
        return [f"size={len(data)}"] if smtp.has_extn("size") else []

    def _reset(self) -> None:
        if self._smtp is not None and self._smtp.sock is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._smtp.rset()


class _TooLarge(Exception):
    """The server has said that it takes no message of this size."""
