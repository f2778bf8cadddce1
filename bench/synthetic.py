"""Results of a run of any size, made of nothing: for how long a report takes, and how it behaves.

Words, units and dates follow from the numbers alone, so that the same size gives the same results.
"""

from __future__ import annotations

import datetime as dt

from notesnlp.conversation import measure_all
from notesnlp.model.finding import (
    Dependency,
    Evidence,
    Finding,
    FollowUp,
    Framing,
    Idea,
    Need,
    Workstream,
    quote,
)
from notesnlp.model.meeting import Meeting, Piece, Side, Speaker, Turn
from notesnlp.report.results import Results
from notesnlp.themes import Theme
from notesnlp.themes.priority import Ranking
from notesnlp.tracking import Item

TODAY = dt.date(2024, 11, 19)
_UNITS = 120
_THEMES = 60
_PADDING = "and then we went through the list from last time, line by line, as we always do "
_LINES: tuple[tuple[str, Side, str], ...] = (
    ("Ines Roth", "customer", "We wait {n} days for a delivery date and nobody rings us back."),
    ("Ben Ode", "it", "The OAuth token of gateway {n} expires, that is all it ever does."),
    ("Ines Roth", "customer", "If that goes on we buy the next {n} tables somewhere else."),
    ("Ines Roth", "customer", "We open showroom {n} in March, over in the old mill."),
    ("Ben Ode", "it", "I will send the list of the {n} open orders on Friday."),
    ("Ines Roth", "customer", "Could all {n} orders come to us as one file?"),
    ("Ben Ode", "it", "What happens with an order when it has come in?"),
    ("Ines Roth", "customer", "Somebody types it in again, {n} times a week."),
)


def synthetic(meetings: int) -> Results:
    """A run of `meetings` meetings with six findings each, over three years."""
    visits, findings, items = [], [], []
    members: list[list[Finding]] = [[] for _ in range(min(_THEMES, meetings))]
    for number in range(meetings):
        visit = _meeting(number)
        visits.append(visit)
        found = _findings(visit, number, f"theme-{number % len(members)}")
        findings += found
        members[number % len(members)] += [item for item in found if isinstance(item, Need | Idea)]
        mention = found[4].evidence.id
        late = number % 3 == 0
        items.append(
            Item(
                f"item-{number}", "Ben Ode", "2024-11-08", "stuck" if late else "open",
                "due 2024-11-08, not heard of since" if late else "due 2024-11-08", (mention,),
            )
        )  # fmt: skip
    parts = {"severity": 1.5, "reach": 1.0, "external": 1.0, "churn": 1.0, "recency": 0.5}
    themes = tuple(
        Theme(
            f"theme-{at}", f"delivery dates {at}", "delivery", at + 1, Ranking(5.0 - at / 20, parts),
            tuple(item.evidence.id for item in own),
            tuple(dict.fromkeys(item.evidence.unit or "" for item in own)),
            tuple(dict.fromkeys(item.evidence.meeting for item in own)),
        )
        for at, own in enumerate(members)
    )  # fmt: skip
    return Results(
        tuple(visits), tuple(findings), themes, tuple(items), (), TODAY,
        conversations=measure_all(visits, findings),
    )  # fmt: skip


def _meeting(number: int) -> Meeting:
    turns = []
    for round in range(4):
        for who, side, line in _LINES:
            at = len(turns)
            words = line.format(n=number) if round == 0 else f"{round}, {_PADDING}{number}."
            turns.append(Turn(at, who, words, (Piece(0, 2 * at + 1, 0),), side))
    unit = number % _UNITS
    return Meeting(
        f"visits/{number:04}.txt", "text", "transcript", tuple(turns),
        (Speaker("Ines Roth"), Speaker("Ben Ode")), TODAY - dt.timedelta(days=number % 1000),
        f"Unit {unit}", "external" if unit % 2 else "internal",
    )  # fmt: skip


def _findings(visit: Meeting, number: int, theme: str) -> list[Finding]:
    def place(at: int, kind: str) -> Evidence:
        turn = visit.turns[at]
        return quote(visit, turn, 0, len(turn.text), kind=kind)

    customer = visit.unit_kind or "internal"
    score = 0.5 + number % 50 / 100
    line = Workstream("Internet line", (60, 120), "2024-11-01", "estimate")
    risk = "churn_risk" if number % 5 == 0 else "request"
    return [
        Need(evidence=place(0, "need"), type="pain", score=score, customer=customer, theme=theme),
        Framing(
            evidence=place(1, "framing"), type="jargon", score=score, terms=("OAuth token",),
            rule="unexplained-term", why="The listener stops following.",
            say_instead="Say what changes for them.", ask="What stops you?",
        ),
        Need(evidence=place(2, "need"), type=risk, score=score, customer=customer, theme=theme),
        Dependency(
            evidence=place(3, "dependency"), type="site_opening", score=score, event="site_opening",
            status="hidden", when="2025-03", when_text="in March", tentative=False,
            workstreams=(line,), questions=("Which address?",),
        ),
        FollowUp(
            evidence=place(4, "followup"), type="action", score=score, owner="Ben Ode",
            due="2024-11-08", item=f"item-{number}", state="open",
        ),
        Idea(evidence=place(5, "idea"), type="idea", score=score, theme=theme),
    ]  # fmt: skip
