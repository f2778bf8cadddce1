"""The lines at the top of a report: at most seven, each with its reason and its evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from notesnlp.model.finding import Finding, Need
from notesnlp.model.meeting import Meeting
from notesnlp.model.when import first_day
from notesnlp.report.plan import Planned
from notesnlp.report.sections import Headline, ItemView, ThemeView
from notesnlp.report.words import count, day, one_line, when_words

MOST_HEADLINES = 7
_MOST_DEPENDENCIES = 3
_MOST_RISKS = 2
_MOST_PROMISES = 2
_RISING_DAYS = 183
"""Half a year: each unit is met about once in it."""
_RISING_UNITS = 2
"""One unit that speaks of something more often than before is no theme that rises."""
_SURE = 0.6
"""Score that a finding needs to stand at the top: on corpora/validation 85 of 100 dependencies
scored so are annotated ones. What is less sure stands further down."""


def headlines(
    *,
    needs: Sequence[Need],
    planned: Sequence[Planned],
    items: Sequence[ItemView],
    themes: Sequence[ThemeView],
    meetings: Sequence[Meeting],
    today: dt.date | None,
) -> tuple[Headline, ...]:
    """What is late or about to be, who may leave, what is stuck, what rises, and what weighs most.

    The theme that rises most has a place however much else there is.
    """
    rising = rising_themes(themes, meetings, today)
    chosen = [
        *islice(_dependency_lines(planned, today), _MOST_DEPENDENCIES),
        *islice(_risk_lines(needs), _MOST_RISKS),
    ]
    room = MOST_HEADLINES - len(chosen) - bool(rising)
    chosen += islice(_promise_lines(items), min(_MOST_PROMISES, room))
    lines = [
        *_rising_lines(rising),
        *_theme_lines(themes, {item.theme.theme.id for item in rising}),
    ]
    return (*chosen, *lines[: MOST_HEADLINES - len(chosen)])


def _dependency_lines(planned: Iterable[Planned], today: dt.date | None) -> Iterable[Headline]:
    """What is late or soon to be, hidden ones first, then by the event's day; nothing that is upon us."""
    if today is None:
        return
    pressing = [
        (first_day(item.finding.when), item)
        for item in planned
        if item.finding.when
        and item.start_by
        and item.urgency in {"late", "soon"}
        and item.finding.score >= _SURE
    ]
    ahead = [(date, item) for date, item in pressing if date > today]
    order = {"hidden": 0, "recognised": 1}
    for date, item in sorted(
        ahead,
        key=lambda pair: (order[pair[1].finding.status], pair[0], pair[1].finding.evidence.id),
    ):
        first = item.finding.workstreams[0]
        who = one_line(item.finding.evidence.unit or "the customer")
        event = item.name[:1].lower() + item.name[1:]
        if item.finding.when:
            event += f" ({when_words(item.finding.when)})"
        days = (date - today).days
        left, be = count(days, "day"), "is" if days == 1 else "are"
        if item.urgency == "late":
            text = f"Start “{first.name}” for {who} now: {event}."
        else:
            text = f"Start “{first.name}” for {who} by {_start(item)}: {event}."
        why = f"It can take {first.lead_days[1]} days, and {left} {be} left; " + (
            "nobody has said that IT has a part."
            if item.finding.status == "hidden"
            else "IT has been told of it: has it begun?"
        )
        yield Headline("dependency", text, why, item.finding)


def _risk_lines(needs: Iterable[Need]) -> Iterable[Headline]:
    """One line a unit, the latest churn risk, outside customers first."""
    risks = [item for item in needs if item.type == "churn_risk"]
    places = Counter(item.evidence.unit_or_meeting for item in risks)
    latest: dict[str, Need] = {}
    for item in sorted(risks, key=lambda item: (_date(item), item.score)):
        latest[item.evidence.unit_or_meeting] = item
    ordered = sorted(
        latest.values(),
        key=lambda item: (
            item.customer != "external",
            -_date(item).toordinal(),
            -item.score,
        ),
    )
    for item in ordered:
        who = one_line(item.evidence.unit or "this customer")
        told = places[item.evidence.unit_or_meeting]
        why = "They speak of turning elsewhere"
        why += f", in {told} places." if told > 1 else "."
        yield Headline("risk", f"Speak with {who} before they look elsewhere.", why, item)


def _promise_lines(items: Iterable[ItemView]) -> Iterable[Headline]:
    """Those that somebody says are stuck, the surest first; then what is overdue and not heard of."""
    stuck = [
        item for item in items if item.item.state == "stuck" and item.mentions[-1].score >= _SURE
    ]
    for item in sorted(
        stuck,
        key=lambda item: (
            item.mentions[-1].type != "stuck",
            -item.mentions[-1].score,
            item.item.id,
        ),
    ):
        last = item.mentions[-1]
        owner = one_line(item.item.owner or "nobody named")
        who = one_line(last.evidence.unit or "the customer")
        told = len(item.mentions)
        why = f"Told in {told} places" if told > 1 else "Told once"
        why += f", due {when_words(item.item.due)}." if item.item.due else ", no day was named."
        yield Headline("promise", f"Unblock what {who} is waiting for (owner: {owner}).", why, last)


@dataclass(frozen=True, slots=True)
class Rising:
    """A theme that a larger part of the units tells of than half a year before.

    Attributes:
        told: units that told of it within the last half year, and those met then.
        before: the same of the half year before.
        finding: the most typical of the last half year.
    """

    theme: ThemeView
    told: tuple[int, int]
    before: tuple[int, int]
    finding: Finding

    @property
    def rise(self) -> float:
        """By how much the part of the units has grown, from 0 to 1."""
        return self.told[0] / self.told[1] - self.before[0] / self.before[1]


def rising_themes(
    themes: Iterable[ThemeView], meetings: Iterable[Meeting], today: dt.date | None
) -> list[Rising]:
    """The themes that rise, those that rise most first.

    Parts of the units met are compared, not counts: whoever meets more units hears more of
    everything. Where nobody was met in the half year before, nothing is known to rise.
    """
    if today is None:
        return []
    start = today - dt.timedelta(days=_RISING_DAYS)
    early = start - dt.timedelta(days=_RISING_DAYS)
    dated = [(item.date, item.unit or item.name) for item in meetings if item.date]
    met = {unit for date, unit in dated if start < date <= today}
    met_before = {unit for date, unit in dated if early < date <= start}
    if not met or not met_before:
        return []
    found = []
    for item in themes:
        new = [each for each in item.findings if start < _date(each) <= today]
        old = [each for each in item.findings if early < _date(each) <= start]
        told = len({each.evidence.unit_or_meeting for each in new})
        before = len({each.evidence.unit_or_meeting for each in old})
        if told >= _RISING_UNITS:
            found.append(Rising(item, (told, len(met)), (before, len(met_before)), new[0]))
    rising = [item for item in found if item.rise > 0]
    return sorted(rising, key=lambda item: (-item.rise, item.theme.theme.rank))


def _rising_lines(rising: Iterable[Rising]) -> Iterable[Headline]:
    for item in rising:
        (told, met), (before, met_before) = item.told, item.before
        yield Headline(
            "theme",
            f"Look at “{item.theme.theme.name}”: more of them speak of it.",
            f"{told} of the {count(met, 'unit')} met in the last six months, "
            f"{before} of {met_before} in the six before.",
            item.finding,
        )


def _theme_lines(themes: Iterable[ThemeView], told: Container[str]) -> Iterable[Headline]:
    for item in themes:
        if item.theme.id in told:
            continue
        yield Headline(
            "theme",
            f"Put “{item.theme.name}” on the list of priorities.",
            f"Rank {item.theme.rank} of the themes: {count(len(item.findings), 'finding')} "
            f"from {count(len(item.theme.units), 'unit')}.",
            item.findings[0],
        )


def _start(item: Planned) -> str:
    return day(item.start_by) if item.start_by else "the day it is due"


def _date(item: Finding) -> dt.date:
    return item.evidence.date or dt.date.min
