"""The parts of a report, as plain data; every line of it carries the finding that proves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from notesnlp.conversation import Conversation
from notesnlp.model.finding import Dependency, Finding, Framing, Idea, Need
from notesnlp.model.meeting import UnitKind
from notesnlp.report.plan import Planned, Urgency
from notesnlp.report.results import Failure
from notesnlp.themes import Theme
from notesnlp.tracking import Item

Tone = Literal["dependency", "risk", "promise", "theme"]
STATES = ("stuck", "open", "done", "dropped")
"""Of commitments, in the order in which a report shows them."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A line at the top: what to do, why it stands there, and the finding that proves it.

    Attributes:
        tone: what it is about, for its mark.
        text: what to do, a sentence.
        why: the reason for it to be on the list.
        finding: its evidence.
    """

    tone: Tone
    text: str
    why: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with its findings, the most typical first."""

    theme: Theme
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """A commitment with its mentions, the latest last.

    Attributes:
        why: why it is in its state, a sentence.
        overdue_days: days from its due day to the report's, where it is open and past.
    """

    item: Item
    mentions: tuple[Finding, ...]
    why: str
    overdue_days: int | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A meeting with a unit, by its name."""

    meeting: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class UnitView:
    """A customer or unit: when it was met, and what it needs.

    Attributes:
        name: None for the meetings whose unit is not known.
        visits: its meetings, the oldest first, those without a date at the end.
        last_met: None where no meeting of it has a date.
        overdue: not met for half a year before the report's day.
    """

    name: str | None
    kind: UnitKind | None
    visits: tuple[Visit, ...]
    last_met: dt.date | None
    overdue: bool
    needs: tuple[Need, ...]

    @property
    def meetings(self) -> int:
        """How often it was met."""
        return len(self.visits)

    def of_type(self, name: str) -> tuple[Need, ...]:
        """Its needs of one type, the surest first."""
        found = (need for need in self.needs if need.type == name)
        return tuple(sorted(found, key=lambda need: -need.score))


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is new to who reads the report.

    Attributes:
        what: new, gone, or which value changed and how.
        words: the quote, or what the meeting or theme is called.
        unit: the customer or unit concerned, where there is one.
        finding: id of the finding that proves it; None of a meeting.
    """

    what: str
    words: str
    unit: str | None
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What changed since the last report, the most pressing first.

    Attributes:
        since: the moment from which it counts.
        changes: none where nothing has changed.
    """

    since: dt.datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report, section by section, in the order in which it is read.

    Attributes:
        plan: every planned event, the most urgent first.
        ideas: those that belong to no theme.
        news: what changed since the last report; None where there was none, or it is not known.
    """

    today: dt.date | None
    first: dt.date | None
    last: dt.date | None
    meetings: int
    words: int
    counts: Mapping[str, int]
    headlines: tuple[Headline, ...]
    units: tuple[UnitView, ...]
    plan: tuple[Planned, ...]
    themes: tuple[ThemeView, ...]
    ideas: tuple[Idea, ...]
    items: tuple[ItemView, ...]
    framing: tuple[Framing, ...]
    failures: tuple[Failure, ...]
    conversations: tuple[Conversation, ...] = ()
    news: News | None = None

    @property
    def dependencies(self) -> tuple[Planned, ...]:
        """Planned events that lie ahead or have no date."""
        return tuple(item for item in self.plan if item.is_ahead(self.today))

    @property
    def cancelled(self) -> tuple[Planned, ...]:
        """Planned events that were called off."""
        return tuple(item for item in self.plan if item.entry.status == "cancelled")

    @property
    def passed(self) -> tuple[Dependency, ...]:
        """Mentions of events whose date lies before the report's day."""
        return tuple(
            mention
            for item in self.plan
            if item.entry.status != "cancelled" and item.entry.is_over(self.today)
            for mention in item.entry.mentions
        )

    def due(self, urgency: Urgency) -> tuple[Planned, ...]:
        """The dependencies of one urgency."""
        return tuple(item for item in self.dependencies if item.urgency == urgency)

    def in_state(self, state: str) -> tuple[ItemView, ...]:
        """The commitments in one state."""
        return tuple(view for view in self.items if view.item.state == state)

    @property
    def at_risk(self) -> tuple[UnitView, ...]:
        """Customers outside who speak of leaving."""
        return tuple(
            unit for unit in self.units if unit.kind == "external" and unit.of_type("churn_risk")
        )
