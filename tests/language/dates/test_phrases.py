"""The table of phrases, and what must give no date."""

import datetime as dt
from pathlib import Path

import pytest

from notesnlp.language.dates import find_dates, find_times
from notesnlp.model.when import When

HERE = Path(__file__).parent


def rows(name):
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def options(cell):
    day, *marks = cell.split()
    first = {"uk": True, "us": False}
    return {
        "today": dt.date.fromisoformat(day),
        "fiscal_month": next((int(mark[2:]) for mark in marks if mark.startswith("fy")), 1),
        "day_first": next((first[mark] for mark in marks if mark in first), None),
    }


PHRASES = [row[:4] for row in rows("phrases.txt")]
TRAPS = [row[0] for row in rows("traps.txt")]


@pytest.mark.parametrize(("text", "day", "iso", "bound"), PHRASES)
def test_phrase(text, day, iso, bound):
    found = find_dates(text, **options(day))
    assert [(when.iso, when.bound) for when in found] == [(iso, bound)]


@pytest.mark.parametrize("text", TRAPS)
def test_trap(text):
    today = dt.date(2016, 3, 8)
    assert [item for item in find_times(text, today) if isinstance(item, When)] == []


def test_there_are_enough():
    assert len(PHRASES) >= 250
    assert len(TRAPS) >= 60
