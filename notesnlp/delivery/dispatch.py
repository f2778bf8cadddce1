"""Sending what waits in the outbox: whose turn it is, what becomes of each, when to try again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from notesnlp.config import MailSettings
from notesnlp.delivery.answers import Outcome
from notesnlp.delivery.entry import ASKABLE, Entry
from notesnlp.delivery.outbox import Outbox
from notesnlp.delivery.password import find_password
from notesnlp.delivery.smtp import Server
from notesnlp.errors import DeliveryError

LONGEST_PAUSE = dt.timedelta(hours=4)
"""Between two tries; RFC 5321, section 4.5.4.1, asks for two or three hours after the first ones."""


def utc_now() -> dt.datetime:
    """The present moment."""
    return dt.datetime.now(dt.UTC)


def dispatch(
    outbox: Outbox,
    mail: MailSettings,
    *,
    only: Collection[int] | None = None,
    now: Callable[[], dt.datetime] = utc_now,
) -> list[Entry]:
    """Send what is due; the entries that were tried, as they stand after it.

    Args:
        outbox: whose messages.
        mail: the server, and how often to try.
        only: numbers of messages to send though their pause is not over or they were given up;
            by default those that are due.
        now: the clock.

    Raises:
        ConfigError: the settings name no server, or no password is found.
        DeliveryError: somebody else is sending, or the outbox cannot be written.
    """
    with outbox.alone():
        outbox.recover(now())
        due = _due(outbox, only, now())
        if not due:
            return []
        server = Server(mail, find_password(mail))
        try:
            with server:
                for entries in due.values():
                    _send(outbox, mail, server, entries, now)
        except DeliveryError as error:
            if error.path != server.name:
                raise
            _put_off(outbox, mail, due, error, now)
        tried = {(item.message, item.address) for entries in due.values() for item in entries}
        return [item for item in outbox.entries() if (item.message, item.address) in tried]


def _due(outbox: Outbox, only: Collection[int] | None, at: dt.datetime) -> dict[int, list[Entry]]:
    """The entries whose turn it is, by message."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for item in outbox.entries(*ASKABLE):
        if (
            item.message in only
            if only is not None
            else (item.state == "waiting" and _is_over(item.next_try, at))
        ):
            found[item.message].append(item)
    return found


def _is_over(pause: dt.datetime, at: dt.datetime) -> bool:
    """Whether a pause is over: also one that lasts longer than any does, for the clock was set back."""
    return not at < pause <= at + LONGEST_PAUSE


def _send(
    outbox: Outbox,
    mail: MailSettings,
    server: Server,
    entries: Sequence[Entry],
    now: Callable[[], dt.datetime],
) -> None:
    if not server.connected:
        server.connect()
    number = entries[0].message
    data = outbox.data(number)
    if data is None:
        raise DeliveryError(f"message {number} has lost its text", remedy="drop it and send again")

    def hand_over(accepted: Sequence[str]) -> None:
        outbox.change(number, accepted, "handed", "", at=now())

    addresses = [item.address for item in entries]
    outcomes = server.deliver(entries[0].sender, addresses, data, hand_over)
    sent = [address for address, outcome in outcomes.items() if outcome.state == "sent"]
    if sent:
        outbox.change(number, sent, "sent", outcomes[sent[0]].reason, at=now(), tried=True)
    for item in entries:
        if item.address not in sent:
            _note(outbox, mail, item, outcomes[item.address], now())


def _put_off(
    outbox: Outbox,
    mail: MailSettings,
    due: dict[int, list[Entry]],
    error: DeliveryError,
    now: Callable[[], dt.datetime],
) -> None:
    """The server could not be talked to: everything that was not tried waits for the next time."""
    changed = {(item.message, item.address): item for item in outbox.entries()}
    for entries in due.values():
        for item in entries:
            if changed[item.message, item.address] == item:
                _note(outbox, mail, item, Outcome("later", str(error)), now())


def _note(
    outbox: Outbox, mail: MailSettings, item: Entry, outcome: Outcome, at: dt.datetime
) -> None:
    """Write down what was not sent: refused, to be tried again, or given up."""
    doubt = True if outcome.doubt else None
    if outcome.state == "refused":
        outbox.change(item.message, [item.address], "refused", outcome.reason, at=at, tried=True)
        return
    pause = min(dt.timedelta(minutes=mail.retry_minutes) * 2 ** min(item.tries, 20), LONGEST_PAUSE)
    after = at + pause
    if after <= item.composed + dt.timedelta(hours=mail.give_up_hours):
        outbox.change(
            item.message, [item.address], "waiting", outcome.reason,
            at=at, next_try=after, tried=True, doubt=doubt,
        )  # fmt: skip
        return
    reason = f"given up after {mail.give_up_hours:g} hours: {outcome.reason}"
    outbox.change(item.message, [item.address], "given_up", reason, at=at, tried=True, doubt=doubt)
