"""A small run, made by hand: a furniture maker's IT, an outside customer and a unit inside."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from notesnlp.conversation import measure_all
from notesnlp.conversation.signals import Signal
from notesnlp.model.finding import (
    Dependency,
    Evidence,
    FollowUp,
    Framing,
    Idea,
    Need,
    Workstream,
    quote,
)
from notesnlp.model.meeting import Meeting, Piece, Side, Speaker, Turn
from notesnlp.report.html import render_page
from notesnlp.report.results import Failure, Results
from notesnlp.report.sections import ReportView
from notesnlp.report.view import build_view
from notesnlp.themes import Theme
from notesnlp.themes.priority import Ranking
from notesnlp.tracking import Item

TODAY = dt.date(2024, 11, 19)
SINCE = dt.datetime(2024, 11, 19, 6, 30, tzinfo=dt.UTC)
"""From when news count."""
SCRIPT = "<script>alert(1)</script>"
HANDLER = '"><img src=x onerror=alert(2)>'
REVERSED = "\u202eexe.gpj\u202c"
INJECTED = "Oakfield\r\nBcc: everybody@example.org"

LINES: dict[str, list[tuple[str | None, Side | None, str]]] = {
    "oak/visit.txt": [
        ("Ines Roth", "customer", "We wait nine days for a delivery date. Nobody rings us back."),
        ("Ines Roth", "customer", "If that goes on we buy from Larch & Sons."),
        ("Ben Ode", "it", "The OAuth token expires, that is all. I will send the list on Friday."),
        ("Ines Roth", "customer", "We open a showroom in March. Could orders come as one file?"),
        ("Ines Roth", "customer", f"Our shop says {SCRIPT} {HANDLER} and {REVERSED} on the label."),
        (
            "Ines Roth",
            "customer",
            "=cmd|'/c calc'!A1 is what the price list says. Your driver is kind.",
        ),
    ],
    "paint shop.md": [
        (None, None, "Scanner promised in May has not come. We share one login on a sheet."),
        (None, None, "We took on three people in June. Mixing takes an hour a day."),
    ],
}


def _turns(lines: list[tuple[str | None, Side | None, str]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(index, speaker, text, (Piece(0, 10 * index + 1, 0),), side)
        for index, (speaker, side, text) in enumerate(lines)
    )


@pytest.fixture
def meetings() -> tuple[Meeting, ...]:
    return (
        Meeting(
            "oak/visit.txt", "text", "transcript", _turns(LINES["oak/visit.txt"]),
            (Speaker("Ines Roth"), Speaker("Ben Ode")), dt.date(2024, 11, 5), INJECTED, "external",
            f"Visit {SCRIPT}",
        ),
        Meeting(
            "paint shop.md", "markdown", "notes", _turns(LINES["paint shop.md"]),
            (), dt.date(2024, 2, 1), "Paint shop", "internal",
        ),
    )  # fmt: skip


@pytest.fixture
def place(meetings: tuple[Meeting, ...]) -> Callable[[str, str], Evidence]:
    """The evidence for words that stand in one of the meetings."""

    def find(kind: str, words: str) -> Evidence:
        for meeting in meetings:
            for turn in meeting.turns:
                start = turn.text.find(words)
                if start >= 0:
                    return quote(meeting, turn, start, start + len(words), kind=kind)
        raise LookupError(words)

    return find


@pytest.fixture
def results(meetings: tuple[Meeting, ...], place: Callable[[str, str], Evidence]) -> Results:
    def need(type: str, words: str, customer: str = "external", theme: str | None = None) -> Need:
        return Need(
            evidence=place("need", words), type=type, score=0.9, customer=customer, theme=theme
        )

    wait = need(
        "pain", "We wait nine days for a delivery date. Nobody rings us back.", theme="dates"
    )
    ring = need("request", "Nobody rings us back.", theme="dates")
    leave = need("churn_risk", "If that goes on we buy from Larch & Sons.")
    label = need("pain", LINES["oak/visit.txt"][4][2], theme="labels")
    formula = need("loyalty", LINES["oak/visit.txt"][5][2])
    mixing = need("pain", "Mixing takes an hour a day.", "internal")
    jargon = Framing(
        evidence=place("framing", "The OAuth token expires, that is all."),
        type="jargon", score=0.8, terms=("OAuth token",), rule="unexplained-term",
        why="The listener stops following.", say_instead="Say what changes for them.", ask="What stops you?",
    )  # fmt: skip
    showroom = Dependency(
        evidence=place("dependency", "We open a showroom in March."),
        type="site_opening", score=0.95, event="site_opening", status="hidden", when="2025-03",
        when_text="in March", tentative=False,
        workstreams=(Workstream("Internet line", (60, 120), "2024-11-01", "estimate"),),
        questions=("Which address?",),
    )  # fmt: skip
    sheet = Dependency(
        evidence=place("dependency", "We share one login on a sheet."), type=SCRIPT, score=0.6,
        event=SCRIPT, status="recognised", when=None, when_text=None, tentative=True,
    )  # fmt: skip
    hired = Dependency(
        evidence=place("dependency", "We took on three people in June."), type="hiring",
        score=0.7, event="hiring", status="hidden", when="2024-06", when_text="in June", tentative=False,
    )  # fmt: skip
    file = Idea(evidence=place("idea", "Could orders come as one file?"), type="idea", score=0.7)
    send = FollowUp(
        evidence=place("followup", "I will send the list on Friday."), type="action", score=0.9,
        owner="Ben Ode", due="2024-11-08", item="list", state="open",
    )  # fmt: skip
    scanner = FollowUp(
        evidence=place("followup", "Scanner promised in May has not come."), type="stuck", score=0.9,
        owner=None, due=None, item="scanner", state="stuck",
    )  # fmt: skip
    findings = (
        wait, ring, leave, jargon, send, showroom, file, label, formula, scanner, sheet, hired, mixing,
    )  # fmt: skip
    parts = {
        "severity": 1.5,
        "reach": 0.0,
        "external": 1.0,
        "churn": 1.0,
        "recency": 0.5,
        "dependency": 0.5,
    }
    themes = tuple(
        Theme(
            name, f"{name} {SCRIPT}", "delivery", rank, Ranking(4.5, parts),
            tuple(item.evidence.id for item in members), (INJECTED,), ("oak/visit.txt",),
        )
        for rank, (name, members) in enumerate((("dates", (wait, ring)), ("labels", (label,))), 1)
    )  # fmt: skip
    stuck = f"“{scanner.evidence.quote}” (paint shop.md, line 1)"
    items = (
        Item("list", "Ben Ode", "2024-11-08", "open", "due 2024-11-08", (send.evidence.id,)),
        Item("scanner", None, None, "stuck", stuck, (scanner.evidence.id,)),
    )
    failures = (Failure(f"{SCRIPT}.pdf", "holds no text", None, "scan it again"),)
    visit, shop = measure_all(meetings, findings)
    words = "Mixing takes an hour a day."
    step = Signal("worthless_step", 1, 35, 62, 11, words)
    conversations = (visit, replace(shop, signals=(step,)))
    return Results(meetings, findings, themes, items, failures, TODAY, conversations=conversations)


@pytest.fixture
def view(results: Results) -> ReportView:
    return build_view(results)


@pytest.fixture
def many(meetings: tuple[Meeting, ...]) -> Results:
    """A run of thousands of long findings in hundreds of units."""
    words = "the lorry stands at the gate and the screen says nothing at all " * 8
    found: list[Need | Dependency | FollowUp] = []
    visits, items = [], []
    for number in range(400):
        name = f"visits/{number:03}.txt"
        turns = _turns([("A. Speaker", "customer", f"{number} {at} {words}") for at in range(6)])
        visit = Meeting(
            name, "text", "transcript", turns, (), TODAY - dt.timedelta(days=number), f"Unit {number}", "external"
        )  # fmt: skip
        visits.append(visit)
        for at, turn in enumerate(turns[:4]):
            evidence = quote(visit, turn, 0, len(turn.text), kind="need")
            type = ("pain", "request", "churn_risk", "goal")[at]
            found.append(Need(evidence=evidence, type=type, score=0.9, customer="external"))
        found.append(
            Dependency(
                evidence=quote(visit, turns[4], 0, 200, kind="dependency"), type="office_move", score=0.9,
                event="office_move", status="hidden", when="2025-03", when_text="in March", tentative=False,
                workstreams=(Workstream("Line " * 10, (60, 120), "2024-11-01", "estimate"),),
            )
        )  # fmt: skip
        promise = FollowUp(
            evidence=quote(visit, turns[5], 0, 300, kind="followup"), type="stuck", score=0.9,
            owner="Somebody", due="2024-05", item=f"item-{number}", state="stuck",
        )  # fmt: skip
        found.append(promise)
        items.append(
            Item(f"item-{number}", "Somebody", "2024-05", "stuck", "due 2024-05, not heard of since",
                 (promise.evidence.id,))
        )  # fmt: skip
    return Results(tuple(visits), tuple(found), (), tuple(items), (), TODAY)


@pytest.fixture
def html(view: ReportView, results: Results) -> str:
    """The page of the small results."""
    return render_page(view, results)
