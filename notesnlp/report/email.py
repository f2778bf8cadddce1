"""The report as a mail: plain text, HTML with pictures that come with it, and attachments."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from notesnlp.report.charts import needs_png, timeline_png
from notesnlp.report.environment import render
from notesnlp.report.mail_html import render_mail
from notesnlp.report.sections import ReportView
from notesnlp.report.text import render_text
from notesnlp.report.words import count, one_line, shortened

if TYPE_CHECKING:
    from notesnlp.report.attachments import Enclosure

DOMAIN = "notesnlp.invalid"
"""Right of the @ in ids where no sender is known: RFC 2606 keeps it free, so they clash with nobody's."""
_LIST = "What customers told IT"


@dataclass(frozen=True, slots=True)
class Dress:
    """What a mail carries besides the report, and how it looks.

    Attributes:
        list_id: by which mail programs sort it (RFC 2919); made from the sender's domain where unset.
        templates: folder of templates that replace the shipped ones.
        promises: it is on promises alone.
        enclosures: files that go with it.
        message_id: without angle brackets; made from the content where unset.
    """

    list_id: str | None = None
    templates: Path | None = None
    promises: bool = False
    enclosures: Sequence[Enclosure] = ()
    message_id: str | None = None


def compose(
    view: ReportView,
    *,
    sender: str | None = None,
    to: str | None = None,
    date: dt.datetime | None = None,
    dress: Dress | None = None,
) -> EmailMessage:
    """The report as a mail, the same bytes for the same arguments.

    Args:
        view: what the report says.
        sender: address of the sender; without one there is no ``From``.
        to: addresses of the recipients, separated by commas; without them there is no ``To``.
        date: of the mail, taken as UTC where it has no zone; midnight UTC of the report's day
            by default. Without either there is no ``Date``, which the sender then adds.
        dress: what else it carries, and how it looks.

    Raises:
        ConfigError: a template of ``dress.templates`` is broken.
    """
    dress = dress or Dress()
    title = subject(view, promises=dress.promises)
    pictures = {"timeline": timeline_png(view), "needs": needs_png(view)}
    shown = {name: data for name, data in pictures.items() if data}
    ids = {name: f"{name}.{_key(data)}@{DOMAIN}" for name, data in shown.items()}
    html = render_mail(
        view,
        ids,
        subject=title,
        templates=dress.templates,
        promises=dress.promises,
    )
    plain = render_text(view, promises=dress.promises)
    text = render("mail.txt.j2", dress.templates, view=view, subject=title, text=plain)
    key = _key(text, html, sender, to, date, *(item.data for item in dress.enclosures))

    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = title
    if sender:
        message["From"] = one_line(sender)
    if to:
        message["To"] = one_line(to)
    when = _date(view, date)
    if when:
        message["Date"] = format_datetime(when)
    message["Message-ID"] = f"<{dress.message_id or f'{key}@{DOMAIN}'}>"
    message["List-Id"] = f"{_LIST} <{_list_id(dress.list_id, message)}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is answered to it
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{key}_alternative")
    related = message.get_payload(1)
    if shown and isinstance(related, EmailMessage):
        for name, data in shown.items():
            related.add_related(
                data,
                "image",
                "png",
                cid=f"<{ids[name]}>",
                filename=f"{name}.png",
                disposition="inline",
            )
        related.set_boundary(f"=_{key}_related")
    for item in dress.enclosures:
        item.add_to(message)
    if dress.enclosures:
        message.set_boundary(f"=_{key}_mixed")
    return message


def subject(view: ReportView, *, promises: bool = False) -> str:
    """What is most pressing, in one line.

    Two of: dependencies that are late or soon to begin, customers at risk, stuck promises; then
    the unit if the report is on one, and the week. Of promises alone: how many are stuck and open.
    """
    late, soon = len(view.due("late")), len(view.due("soon"))
    risk, stuck = len(view.at_risk), len(view.in_state("stuck"))
    facts = []
    if late:
        facts.append(count(late, "IT dependency is late", "IT dependencies are late"))
    elif soon:
        facts.append(count(soon, "IT dependency begins soon", "IT dependencies begin soon"))
    if risk:
        facts.append(count(risk, "customer at risk", "customers at risk"))
    if stuck:
        facts.append(count(stuck, "promise is stuck", "promises are stuck"))
    opened = len(view.in_state("open"))
    if promises and (opened or not stuck):
        facts.append(count(opened, "promise is open", "promises are open"))
    if not facts:
        facts.append(
            f"{count(view.counts.get('need', 0), 'need')} from {count(view.meetings, 'meeting')}"
        )
    about = [unit.name for unit in view.units if unit.name]
    tail = [shortened(about[0], 40)] if len(about) == 1 else []
    if view.today:
        tail.append(f"week {view.today.isocalendar().week}")
    return one_line(" – ".join(part for part in ("; ".join(facts[:2]), ", ".join(tail)) if part))


def _list_id(told: str | None, message: EmailMessage) -> str:
    """The name of the list that the reports are, in the form of a domain."""
    if told:
        return one_line(told).strip("<>")
    senders = message["From"].addresses if message["From"] else ()
    return f"customer-meetings.{senders[0].domain if senders and senders[0].domain else DOMAIN}"


def _date(view: ReportView, date: dt.datetime | None) -> dt.datetime | None:
    if date is not None:
        return date if date.tzinfo else date.replace(tzinfo=dt.UTC)
    return dt.datetime.combine(view.today, dt.time(tzinfo=dt.UTC)) if view.today else None


def _key(*parts: object) -> str:
    """A name that depends on the content alone."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode("utf-8", "replace"))
        digest.update(b"\x1f")
    return digest.hexdigest()[:24]
