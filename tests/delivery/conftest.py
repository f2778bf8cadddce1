"""A mail server with a certificate of its own, made to misbehave as servers do."""

import asyncio
import datetime as dt
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from notesnlp.config import MailSettings
from notesnlp.delivery.outbox import Outbox, open_outbox

NOW = dt.datetime(2024, 11, 20, 6, 30, tzinfo=dt.UTC)
MESSAGE = (
    b"Subject: Notes\r\nMessage-ID: <1@oak.example>\r\n\r\n.a line\r\nthat begins with a dot\r\n"
)


@dataclass
class Post:
    """What a server answers, and what has arrived.

    Attributes:
        to: answers to RCPT by address, one a try, then 250.
        whole: answers to whole messages, one a try, then 250.
        cut: how many connections are still cut in the middle of a message.
        mute: how many answers to whole messages are still kept back after they arrived.
        slow_s: pause before each greeting of the client's is answered.
    """

    to: dict[str, list[str]] = field(default_factory=dict)
    whole: list[str] = field(default_factory=list)
    cut: int = 0
    mute: int = 0
    slow_s: float = 0
    arrived: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)
    in_clear: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        await asyncio.sleep(self.slow_s)
        session.host_name = name
        return answers

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to.get(address):
            return self.to[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.whole:
            return self.whole.pop(0)
        self.in_clear += server.transport.get_extra_info("ssl_object") is None
        self.arrived.append((tuple(envelope.rcpt_tos), bytes(envelope.original_content or b"")))
        if self.mute:
            self.mute -= 1
            server.transport.abort()
        return "250 taken"


class _Cutting(SMTP):
    """Lets go of the connection after the first bytes of a message."""

    async def smtp_DATA(self, arg: str) -> None:
        post = self.event_handler
        if not post.cut:
            await super().smtp_DATA(arg)
            return
        post.cut -= 1
        await self.push("354 go on")
        await self._reader.read(100)
        self.transport.abort()


class _Server(Controller):
    def factory(self) -> SMTP:
        return _Cutting(self.handler, **self.SMTP_kwargs)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def serve(
    post: Post, authority: trustme.CA, ca_file: Path
) -> Iterator[Callable[..., MailSettings]]:
    """Starts the server; the settings that reach it."""
    started: list[_Server] = []

    def start(
        security: str = "starttls",
        *,
        host: str = "localhost",
        offers_tls: bool = True,
        login: tuple[str, str] | None = None,
        size: int = 33_554_432,
        **given: Any,
    ) -> MailSettings:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)

        def check(server: object, session: object, envelope: object, how: str, who: LoginPassword) -> AuthResult:  # fmt: skip
            post.logins.append(who.login)
            right = login is not None and who == LoginPassword(login[0].encode(), login[1].encode())
            return AuthResult(success=right, handled=False)

        own: dict[str, Any] = {"data_size_limit": size}
        if login:
            own |= {"authenticator": check, "auth_required": True}
        if security == "starttls" and offers_tls:
            own |= {"tls_context": context, "require_starttls": True}
        if security == "tls":
            own |= {"ssl_context": context, "auth_require_tls": False}
        server = _Server(post, hostname="127.0.0.1", port=free_port(), **own)
        server.start()
        started.append(server)
        settings: dict[str, Any] = {
            "host": "localhost", "port": server.port, "security": security, "ca_file": ca_file,
            "sender": "Notes <notes@oak.example>", "timeout_s": 5, "accept_timeout_s": 5,
        }  # fmt: skip
        return MailSettings(**(settings | given))

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = open_outbox(tmp_path)
    yield box
    box.close()


@pytest.fixture
def put(outbox: Outbox) -> Callable[..., int]:
    """Puts a message for some people into the outbox."""

    def put_in(*recipients: str, digest: str = "d", data: bytes = MESSAGE) -> int:
        return outbox.put(
            data, digest=digest, message_id=f"<{digest}@oak.example>", sender="notes@oak.example",
            recipients=recipients, subject="Notes", at=NOW,
        )  # fmt: skip

    return put_in


def wait_for(done: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something has happened elsewhere."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
