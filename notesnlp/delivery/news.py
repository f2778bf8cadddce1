"""What changed since a reader's last report, as far as it is for that reader's eyes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from notesnlp.delivery.entry import Entry
from notesnlp.delivery.outbox import Outbox
from notesnlp.ledger import Ledger
from notesnlp.ledger.changes import Learned, changes_since, last_sent, note_sent
from notesnlp.report.about import LastRun
from notesnlp.report.scope import Scope
from notesnlp.report.sections import Change, News

_NAMES = {
    "dependency": "IT dependency",
    "item": "Promise",
    "need": "Need",
    "followup": "Follow-up",
    "idea": "Idea",
    "meeting": "Meeting",
    "decision": "Reviewed",
    "theme": "Theme",
    "priority": "Priority",
}
"""What is told, the most pressing first; framing is for those who spoke, not for a mail."""
_OF_PROMISES = frozenset({"item", "followup"})
_NOBODYS = frozenset({"theme", "priority"})
"""Made of the words of many units."""


def news_for(ledger: Ledger, recipients: Sequence[str], scope: Scope) -> News | None:
    """What is new to all of `recipients` together; None where one of them never got a report.

    Args:
        ledger: what was sent when, and what changed.
        recipients: addresses; what is new counts from the day of whose last report is oldest.
        scope: what they may read of.
    """
    with ledger.reading() as connection:
        moments = [last_sent(connection, recipient) for recipient in recipients]
        known = [moment for moment in moments if moment is not None]
        if not known or len(known) < len(moments):
            return None
    return news_since(ledger, min(known), scope)


def news_since(ledger: Ledger, start: str, scope: Scope) -> News:
    """What the ledger learned from the moment `start` on, as far as `scope` holds it."""
    with ledger.reading() as connection:
        learned = changes_since(connection, start)
    order = list(_NAMES)
    told = [item for item in learned if _is_for(item, scope)]
    changes = tuple(
        _change(item) for item in sorted(told, key=lambda item: order.index(item.about))
    )
    return News(dt.datetime.fromisoformat(start), changes)


def news_of_run(ledger: Ledger, last: LastRun | None) -> News | None:
    """What is new in a run; None where its folder held no other, or nothing was known to be new.

    A run of which nothing is new tells the news of the last one again: it may have been made
    because an analysis could not be kept, and whoever opens its report has not seen the last one's.
    For the same reason news never count from before the last run's: a clock that was set back
    would else make news of everything.

    Args:
        ledger: that remembers the run.
        last: the run before it.
    """
    if last is None:
        return None
    news = news_since(ledger, max(last.written, last.news_since or last.written), Scope())
    if news.changes:
        return news
    return news_since(ledger, last.news_since, Scope()) if last.news_since else None


def note_deliveries(outbox: Outbox, ledger: Ledger) -> None:
    """Write into the ledger what was sent since this was last done, a line a message.

    What the ledger learns after a message was composed is news to its readers, so the moment
    noted is that one.
    """
    entries = outbox.unnoted()
    for _, found in groupby(entries, key=lambda item: item.message):
        group: list[Entry] = list(found)
        at = group[0].composed.astimezone(dt.UTC).isoformat(timespec="milliseconds")
        note_sent(ledger, [item.address for item in group], group[0].subject, at=at)
        outbox.note(group)


def _is_for(item: Learned, scope: Scope) -> bool:
    if item.about not in _NAMES:
        return False
    if scope.only == "promises" and (item.about not in _OF_PROMISES or scope.owner is not None):
        return False
    if scope.units is None:
        return True
    if item.about in _NOBODYS or not scope.holds_unit(item.unit):
        return False
    # Owner and day of a promise may have been told in another unit's meeting.
    return item.about != "item" or item.what.startswith("state") or ":" not in item.what


def _change(item: Learned) -> Change:
    what = f"{_NAMES[item.about]}: {item.what}"
    return Change(what, item.name, item.unit, item.finding)
