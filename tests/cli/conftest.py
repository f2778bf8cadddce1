import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from notesnlp.cli.main import main
from notesnlp.ledger import open_ledger
from notesnlp.model.finding import Dependency, FollowUp, Idea, Need, Workstream
from notesnlp.report.results import Results, load_results, save_results
from notesnlp.themes import Theme
from notesnlp.themes.priority import Ranking
from notesnlp.tracking import Item
from tests.ledger.story import keep


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def notesnlp(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Answer]:
    """Runs the command line as a shell would, exit code and all."""

    def run(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["notesnlp", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            main()
        printed = capsys.readouterr()
        return Answer(int(caught.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def out(say, found, tmp_path: Path) -> Path:
    """The results of a small run made by hand."""
    visit = say(
        ("Dana Reyes", "customer", "The gate is down every morning."),
        ("Dana Reyes", "customer", "=We move to the mill in May."),
        ("Sam Ode", "it", "I'll send the list by Friday."),
        ("Dana Reyes", "customer", "What if drivers saw the queue?"),
        name="yard/visit.txt",
    )
    call = say(
        ("Ines Roth", "customer", "We buy elsewhere if prices stay."), name="call.json",
        unit="Roth Joinery", unit_kind="external", date=dt.date(2016, 10, 11),
    )  # fmt: skip
    works = (Workstream("Internet line", (60, 120), "2016-01-02", "estimate"),)
    findings = (
        found(Need, call, 0, type="churn_risk", score=0.55, customer="external"),
        found(Need, visit, 0, type="pain", score=0.95, customer="internal", theme="gate"),
        found(
            Dependency, visit, 1, type="office_move", event="office_move", status="hidden",
            when="2016-05", when_text="in May", tentative=False, workstreams=works,
        ),
        found(FollowUp, visit, 2, type="action", owner="Sam Ode", due="2016-03-11", item="list"),
        found(Idea, visit, 3, type="idea", score=0.6, theme="gate"),
    )  # fmt: skip
    members = (findings[1].evidence.id, findings[4].evidence.id)
    theme = Theme(
        "gate", "gate", "yard", 1, Ranking(2.5, {"severity": 2.5}), members, ("Yard",), ("yard/visit.txt",)
    )  # fmt: skip
    item = Item("list", "Sam Ode", "2016-03-11", "open", "due", (findings[3].evidence.id,))
    results = Results((call, visit), findings, (theme,), (item,), (), dt.date(2016, 10, 11))
    save_results(results, tmp_path)
    return tmp_path


@pytest.fixture
def remembered(out: Path) -> Path:
    """The same run with its ledger."""
    results = load_results(out)
    keep(open_ledger(out / "ledger.db"), results.meetings, results.findings)
    return out
