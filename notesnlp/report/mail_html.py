"""The mail's HTML: for Outlook, which draws with Word, and Gmail, which cuts what is long."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import css_inline

from notesnlp.model.finding import Need
from notesnlp.report.environment import render
from notesnlp.report.sections import ReportView
from notesnlp.report.words import count, short_day, shortened, when_words

GMAIL_CUTS_AT = 100_000
"""Bytes; Gmail shows 102 KB of a message's HTML and a link to the rest."""
_MOST = {"lines": 7, "needs": 6, "themes": 5, "promises": 5, "overdue": 8, "news": 8, "quote": 280}
_LESS = {"lines": 7, "needs": 3, "themes": 3, "promises": 3, "overdue": 4, "news": 4, "quote": 140}
_LEAST = {"lines": 3, "needs": 1, "themes": 1, "promises": 1, "overdue": 2, "news": 2, "quote": 70}
_MOST_PROMISES = 12
"""Where the mail is on promises alone."""


def render_mail(
    view: ReportView,
    pictures: Mapping[str, str],
    *,
    subject: str,
    templates: Path | None = None,
    promises: bool = False,
) -> str:
    """The mail's HTML, styles put into the elements where mail programs look for them.

    Letters outside English take up to twelve bytes each; where the mail would be longer than Gmail
    shows, its lists and quotes are shorter.

    Args:
        view: what it says.
        pictures: Content-IDs by the names ``timeline`` and ``needs``.
        subject: the mail's.
        templates: folder of templates that replace the shipped ones.
        promises: it is on promises alone.

    Raises:
        ConfigError: a template of `templates` is broken.
    """
    html = ""
    states = ("stuck", "open") if promises else ("stuck",)
    asked = [item for state in states for item in view.in_state(state)]
    for most in (_MOST, _LESS, _LEAST):
        shown = _MOST_PROMISES if promises and most is _MOST else most["promises"]
        page = render(
            "mail.html.j2",
            templates,
            view=view,
            subject=subject,
            pictures=pictures,
            alt=_alternatives(view),
            quote_characters=most["quote"],
            headlines=view.headlines[: most["lines"]],
            changes=view.news.changes[: most["news"]] if view.news else (),
            risks=_top_needs(view)[: most["needs"]],
            themes=view.themes[: most["themes"]],
            promises_only=promises,
            promises=asked[:shown],
            promises_count=len(asked),
            overdue=[unit for unit in view.units if unit.overdue][: most["overdue"]],
            overdue_count=sum(unit.overdue for unit in view.units),
        )
        html = css_inline.inline(page, load_remote_stylesheets=False)
        if len(html.encode()) < GMAIL_CUTS_AT:
            break
    return html


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
