from email.message import EmailMessage
from pathlib import Path

import pandas as pd
import pytest

from notesnlp.errors import OutputError
from notesnlp.report.results import Results, save_results
from notesnlp.report.tables import COLUMNS
from notesnlp.run import Portfolio
from notesnlp.run.folder import Run


@pytest.fixture
def portfolio(run: Run) -> Portfolio:
    return Portfolio(run.results)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_is_a_frame(portfolio: Portfolio, table: str):
    frame = getattr(portfolio, table)
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == list(COLUMNS[table])


def test_frames_count_what_was_found(portfolio: Portfolio, run: Run):
    assert len(portfolio.meetings) == len(run.results.meetings)
    assert len(portfolio.themes) == len(run.results.themes)
    found = sum(len(getattr(portfolio, name)) for name in ("needs", "dependencies", "ideas", "followups", "framing"))  # fmt: skip
    assert found == len(run.results.findings)
    assert portfolio.meetings["needs"].sum() == len(portfolio.needs)
    assert portfolio.themes["rank"].tolist() == list(range(1, len(portfolio.themes) + 1))


@pytest.mark.parametrize("table", COLUMNS)
def test_nothing_found_gives_empty_frames(table: str):
    frame = getattr(Portfolio(Results((), ())), table)
    assert frame.empty
    assert list(frame.columns) == list(COLUMNS[table])


def test_a_portfolio_is_opened_from_its_folder(portfolio: Portfolio, run: Run, tmp_path: Path):
    save_results(run.results, tmp_path)
    assert Portfolio.open(tmp_path).results == run.results
    with pytest.raises(OutputError):
        Portfolio.open(str(tmp_path / "nowhere"))


def test_the_report_has_three_forms(portfolio: Portfolio):
    report = portfolio.report()
    assert report.html().lstrip().lower().startswith("<!doctype html")
    assert report.text().strip()
    message = report.message(sender="it@timber.example", to="cio@timber.example")
    assert isinstance(message, EmailMessage)
    assert message["To"] == "cio@timber.example"
