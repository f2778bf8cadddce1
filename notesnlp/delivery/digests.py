"""Who gets what: the rules of the settings as digests, and a digest as a message."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from email.headerregistry import Address
from pathlib import Path

from notesnlp.config import Attachment, MailSettings, SendRule
from notesnlp.delivery.addresses import address
from notesnlp.errors import ConfigError, DeliveryError
from notesnlp.report.attachments import enclosures
from notesnlp.report.email import Dress, subject
from notesnlp.report.locales import in_locale
from notesnlp.report.report import Report
from notesnlp.report.results import FINDINGS, RESULTS, Results
from notesnlp.report.scope import Scope, scoped
from notesnlp.report.sections import News


@dataclass(frozen=True, slots=True)
class Digest:
    """A part of the report, and who gets it.

    Attributes:
        scope: what it is on.
        recipients: who get the same message; they see each other's addresses.
        attach: files that go with it.
        locale: of dates and numbers.
    """

    scope: Scope
    recipients: tuple[Address, ...]
    attach: tuple[Attachment, ...] = ()
    locale: str | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The recipients' addresses without names."""
        return tuple(item.addr_spec for item in self.recipients)

    def without(self, addresses: Collection[str]) -> Digest:
        """The digest for its other recipients."""
        left = (item for item in self.recipients if item.addr_spec not in addresses)
        return replace(self, recipients=tuple(left))


@dataclass(frozen=True, slots=True)
class Draft:
    """A message ready to be put into the outbox."""

    data: bytes
    digest: str
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str


def rule_digests(mail: MailSettings) -> list[Digest]:
    """The digests that the rules of the settings ask for.

    Raises:
        ConfigError: an address is none, or one digest names somebody twice.
    """
    found: dict[tuple[Scope, tuple[Attachment, ...], str | None], list[Address]] = {}
    for number, rule in enumerate(mail.send, 1):
        units = None if rule.units == "all" else rule.units
        key = (Scope(units=units, only=rule.only, owner=rule.owner), rule.attach, rule.locale or mail.locale)  # fmt: skip
        people = found.setdefault(key, [])
        for who in _addresses(rule, number):
            if who.addr_spec not in {item.addr_spec for item in people}:
                people.append(who)
    return [
        Digest(scope, tuple(people), attach, locale)
        for (scope, attach, locale), people in found.items()
    ]


def digests_to(
    mail: MailSettings, to: Sequence[str], units: tuple[str, ...] | str | None
) -> list[Digest]:
    """The digests for the addresses `to`.

    Args:
        mail: whose rules say what they get.
        to: addresses.
        units: names of units, None for all; ``"rules"`` for what the rules say, or everything
            where there are none.

    Raises:
        ConfigError: there are rules, and none names the address.
    """
    people = tuple({item.addr_spec.casefold(): item for item in map(address, to)}.values())
    if not isinstance(units, str):
        return [Digest(Scope(units=units), people, locale=mail.locale)]
    if not mail.send:
        return [Digest(Scope(), people, locale=mail.locale)]
    wanted = {item.addr_spec.casefold() for item in people}
    found, named = [], set()
    for digest in rule_digests(mail):
        own = tuple(item for item in digest.recipients if item.addr_spec.casefold() in wanted)
        named |= {item.addr_spec.casefold() for item in own}
        if own:
            found.append(replace(digest, recipients=own))
    if wanted - named:
        raise ConfigError(
            f"no rule of the settings names {', '.join(sorted(wanted - named))}",
            remedy="write a rule, or say with --unit or --all-units what they get",
        )
    return found


def run_key(out: Path) -> str:
    """A name for the results in `out`: others have another one."""
    digest = hashlib.sha256()
    for name in (FINDINGS, RESULTS):
        digest.update((out / name).read_bytes())
    return digest.hexdigest()


def digest_key(run: str, digest: Digest) -> str:
    """A name for a digest on one run's results; who has got it does not get it again."""
    return _key(run, digest.scope)


def draft(
    results: Results,
    digest: Digest,
    mail: MailSettings,
    *,
    key: str,
    news: News | None,
    at: dt.datetime,
) -> Draft | None:
    """The message that a digest is; None where no meeting of the run is part of it.

    Args:
        results: of the run.
        digest: what of it, and to whom.
        mail: sender, templates, list, largest size.
        key: by `digest_key`.
        news: what changed since their last report.
        at: the moment, for its ``Date``.

    Raises:
        ConfigError: there is no sender, or a template is broken.
        DeliveryError: the message is larger than the settings allow.
    """
    if not mail.sender:
        raise ConfigError(
            "there is no sender", place="key 'mail.sender'", remedy="name it in notesnlp.toml"
        )
    part = scoped(results, digest.scope)
    promises = digest.scope.only == "promises"
    if not (part.items if promises else part.meetings):
        return None
    sender = address(mail.sender)
    report = Report(part, news)
    message_id = f"{_key(key, *sorted(digest.addresses))}@{sender.domain}"
    with in_locale(digest.locale):
        message = report.message(
            sender=str(sender),
            to=", ".join(str(item) for item in digest.recipients),
            date=at,
            dress=Dress(
                list_id=mail.list_id,
                templates=mail.templates,
                promises=promises,
                enclosures=enclosures(report, digest.attach, templates=mail.templates),
                message_id=message_id,
            ),
        )
        title = subject(report.view, promises=promises)
    data = message.as_bytes()
    if len(data) > mail.largest_mb * 1e6:
        raise DeliveryError(
            f"the message to {', '.join(digest.addresses)} has {len(data) / 1e6:.1f} MB, "
            f"more than mail.largest_mb = {mail.largest_mb:g}",
            remedy="leave out an attachment of its rule, or raise the limit",
        )
    return Draft(data, key, f"<{message_id}>", sender.addr_spec, digest.addresses, title)


def _addresses(rule: SendRule, number: int) -> list[Address]:
    try:
        return [address(text) for text in rule.to]
    except ConfigError as error:
        raise ConfigError(
            error.reason, place=f"rule {number} of mail.send, key 'to'", remedy=error.remedy
        ) from error


def _key(*parts: object) -> str:
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
