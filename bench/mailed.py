"""Mails whose sender is killed on the way: each must arrive, and twice only where nobody can know."""

from __future__ import annotations

import datetime as dt
import socket
from collections import Counter
from contextlib import closing
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.struck import CALLS, Row, child, ends, points_of, struck
from notesnlp.config import MailSettings
from notesnlp.delivery.dispatch import dispatch
from notesnlp.delivery.outbox import open_outbox

READERS = ("cio@b.example", "ines@b.example")
_CALLS = (*CALLS, "sendto")


class _Post:
    """Takes every message."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, ...]] = []

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.arrived.append(tuple(envelope.rcpt_tos))
        return "250 taken"


def mailed(place: Path) -> Row:
    """kill -9 at every call that writes or sends while two messages are put into the outbox and sent."""
    post = _Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(post, hostname="127.0.0.1", port=port)
    server.start()
    mail = MailSettings(host="127.0.0.1", port=port, security="none", sender="a@b.example")
    try:
        _fresh(place / "mail")
        points = points_of(lambda: _send(place / "mail", mail), place / "log", _CALLS)
        row = Row(f"kill -9 while mails are sent: {len(points)} of {len(points)} points")
        for number, point in enumerate(points):
            out = _fresh(place / f"mail{number}")
            post.arrived.clear()
            end = struck(lambda out=out: _send(out, mail), point, "signal=KILL")  # type: ignore[misc]
            again = ends(child(lambda out=out: _send(out, mail)))  # type: ignore[misc]
            row.runs += 1
            row.ends["killed" if end == -9 else "done"] += 1
            row.faults += [f"{point}: {fault}" for fault in _judge(out, post, again)]
    finally:
        server.stop()
    return row


def _judge(out: Path, post: _Post, again: int) -> list[str]:
    faults = [f"the next try ended with {again}"] if again else []
    arrived = Counter(address for addresses in post.arrived for address in addresses)
    with closing(open_outbox(out)) as outbox:
        for item in outbox.entries():
            if item.state != "sent" or not arrived[item.address]:
                faults.append(
                    f"{item.address} is {item.state}, arrived {arrived[item.address]} times"
                )
            if arrived[item.address] > 1 and not item.doubt:
                faults.append(f"{item.address} has it twice, and the outbox does not say so")
        if len(outbox.entries()) != len(READERS):
            faults.append("entries are lost or doubled")
    return faults


def _fresh(out: Path) -> Path:
    out.mkdir(mode=0o700)
    return out


def _send(out: Path, mail: MailSettings) -> int:
    """Put what is not there yet into the outbox, and send what waits."""
    with closing(open_outbox(out)) as outbox:
        for number, reader in enumerate(READERS):
            if not outbox.knows(f"digest {number}", reader):
                outbox.put(
                    f"Subject: Notes\r\nMessage-ID: <{number}@b.example>\r\n\r\nThe gate is down.\r\n".encode(),
                    digest=f"digest {number}", message_id=f"<{number}@b.example>",
                    sender="a@b.example", recipients=[reader], subject="Notes",
                    at=dt.datetime.now(dt.UTC),
                )  # fmt: skip
        dispatch(outbox, mail)
    return 0
