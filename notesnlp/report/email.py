"""The report as a mail: plain text, and HTML with pictures that come with it."""

from __future__ import annotations

import datetime as dt
import hashlib
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import css_inline

from notesnlp.model.finding import Need
from notesnlp.report.charts import needs_png, timeline_png
from notesnlp.report.html import environment
from notesnlp.report.sections import ReportView
from notesnlp.report.words import count, one_line, short_day, shortened, when_words

_MOST_NEEDS = 6
_MOST_THEMES = 5
_MOST_PROMISES = 5
_MOST_UNITS = 8
_DOMAIN = "notesnlp.invalid"
"""Right of the @ in ids: RFC 2606 keeps it free, so they can clash with nobody's."""


def compose(
    view: ReportView,
    text: str,
    *,
    sender: str | None = None,
    to: str | None = None,
    date: dt.datetime | None = None,
) -> EmailMessage:
    """The report as a mail, the same bytes for the same arguments.

    Args:
        view: what the report says.
        text: the report as plain text.
        sender: address of the sender; without one there is no ``From``.
        to: addresses of the recipients, separated by commas; without them there is no ``To``.
        date: of the mail, taken as UTC where it has no zone; midnight UTC of the report's day
            by default. Without either there is no ``Date``, which the sender then adds.
    """
    pictures = {"timeline": timeline_png(view), "needs": needs_png(view)}
    shown = {name: data for name, data in pictures.items() if data}
    ids = {name: f"{name}.{_key(data)}@{_DOMAIN}" for name, data in shown.items()}
    html = render_mail(view, ids)
    key = _key(text, html, sender, to, date)

    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = subject(view)
    if sender:
        message["From"] = one_line(sender)
    if to:
        message["To"] = one_line(to)
    when = _date(view, date)
    if when:
        message["Date"] = format_datetime(when)
    message["Message-ID"] = f"<{key}@{_DOMAIN}>"
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
    return message


def subject(view: ReportView) -> str:
    """What is most pressing, in one line.

    Two of: dependencies that are late or soon to begin, customers at risk, stuck promises; then
    the unit if the report is on one, and the week.
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
    if not facts:
        facts.append(
            f"{count(view.counts.get('need', 0), 'need')} from {count(view.meetings, 'meeting')}"
        )
    about = [unit.name for unit in view.units if unit.name]
    tail = [shortened(about[0], 40)] if len(about) == 1 else []
    if view.today:
        tail.append(f"week {view.today.isocalendar().week}")
    return one_line(" – ".join(part for part in ("; ".join(facts[:2]), ", ".join(tail)) if part))


def render_mail(view: ReportView, pictures: dict[str, str]) -> str:
    """The mail's HTML, styles put into the elements where mail programs look for them.

    Args:
        view: what it says.
        pictures: Content-IDs by the names ``timeline`` and ``needs``.
    """
    page = (
        environment()
        .get_template("mail.html.j2")
        .render(
            view=view,
            subject=subject(view),
            pictures=pictures,
            alt=_alternatives(view),
            risks=_top_needs(view)[:_MOST_NEEDS],
            themes=view.themes[:_MOST_THEMES],
            promises=view.in_state("stuck")[:_MOST_PROMISES],
            overdue=[unit for unit in view.units if unit.overdue][:_MOST_UNITS],
            overdue_count=sum(unit.overdue for unit in view.units),
        )
    )
    return css_inline.inline(page, keep_at_rules=True, load_remote_stylesheets=False)


def _top_needs(view: ReportView) -> list[Need]:
    """The surest pain or request of each customer, those with the most needs first."""
    found: list[Need] = []
    for unit in view.units:
        pressing = unit.of_type("pain") or unit.of_type("request") or unit.of_type("goal")
        found += pressing[:1]
    return found


def _alternatives(view: ReportView) -> dict[str, str]:
    """What the pictures show, for who does not see them."""
    dated = [item for item in view.dependencies if item.start_by and item.finding.when]
    begins = "; ".join(
        f"{item.name}: start by {short_day(item.start_by)}, event {when_words(item.finding.when)}"
        for item in dated[:3]
        if item.start_by and item.finding.when
    )
    units = [unit for unit in view.units if unit.needs][:3]
    needs = "; ".join(f"{unit.name or 'Unit not known'}: {len(unit.needs)}" for unit in units)
    return {
        "timeline": shortened(
            f"Timeline of {count(len(dated), 'dependency', 'dependencies')}. {begins}", 400
        ),
        "needs": shortened(f"Needs by customer and type. {needs}", 300),
    }


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
