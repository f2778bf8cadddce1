"""Writers that are killed on the way, and writers at once, each a process of its own."""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy import event

from notesnlp.ledger.engine import Ledger, open_ledger
from notesnlp.model.finding import Finding, FollowUp, Need
from notesnlp.model.meeting import Meeting
from notesnlp.report.results import Results
from tests.ledger.story import contents, keep, look_at
from tests.processes import child, ends

POINTS = 20


def _about(found: Callable[..., Finding], meeting: Meeting, name: str) -> list[Finding]:
    """Twelve findings of a meeting, in themes and commitments that run through all of them."""
    return [
        found(Need, meeting, at, type="pain", customer="internal", theme=f"{name}-{at}")
        if at < 9
        else found(FollowUp, meeting, at, type="action", owner="Ann", due=None, item=f"{name}-{at}")
        for at in range(12)
    ]


@pytest.fixture
def folder(say, found) -> Callable[[str, int], Results]:
    """Makes the results of a run over so many meetings of a name."""

    def make(name: str, number: int) -> Results:
        meetings = [
            say(*(f"The {name} of day {day} has lost number {at}." for at in range(12)), name=f"{name}/{day}.txt")
            for day in range(number)
        ]  # fmt: skip
        findings = [item for meeting in meetings for item in _about(found, meeting, name)]
        return Results(tuple(meetings), tuple(findings))

    return make


@pytest.fixture
def runs(folder, found) -> tuple[Results, Results]:
    """A folder, and the same folder later: some meetings are gone, some corrected, some new."""
    first, new = folder("scanner", 10), folder("gate", 8)
    corrected = [
        replace(
            item,
            turns=tuple(replace(turn, text=turn.text.replace("lost", "mislaid")) for turn in item.turns),
        )
        for item in first.meetings[:5]
    ]  # fmt: skip
    again = [item for meeting in corrected for item in _about(found, meeting, "scanner")]
    return first, Results((*new.meetings, *corrected), (*new.findings, *again))


def _write(address: str, run: Results, killed_at: int | None = None) -> int:
    """Remember `run`; the number of statements and commits sent. Dies where number `killed_at` is due."""
    ledger = open_ledger(address)
    numbers = count(1)
    sent = 0

    def step(*_: object) -> None:
        nonlocal sent
        sent = next(numbers)
        if sent == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(ledger.engine, "before_cursor_execute", step)
    event.listen(ledger.engine, "commit", step)
    keep(ledger, run.meetings, run.findings)
    return sent


def _assert_sound(ledger: Ledger) -> None:
    if ledger.engine.dialect.name == "sqlite":
        with sqlite3.connect(ledger.name) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("way", ["statement", "moment"])
def test_a_writer_killed_at_twenty_points_loses_and_doubles_nothing(
    runs: tuple[Results, Results], new_address: Callable[[], str], way: str
):
    first, second = runs
    reference = new_address()
    _write(reference, first)
    before = contents(open_ledger(reference))
    started = time.monotonic()
    steps = _write(reference, second)
    seconds = time.monotonic() - started
    done = contents(open_ledger(reference))
    chance = random.Random(7)
    points = sorted(chance.sample(range(1, steps + 1), POINTS))
    killed, between = 0, 0
    for point in points:
        address = new_address()
        _write(address, first)
        if way == "statement":
            process = child(lambda address=address, point=point: _write(address, second, point))
        else:
            process = child(lambda address=address: _write(address, second))
            time.sleep(chance.random() * seconds)
            os.kill(process, signal.SIGKILL)
        killed += ends(process) == -signal.SIGKILL
        ledger = open_ledger(address)
        _assert_sound(ledger)
        state = contents(ledger)
        if state not in (before, done):
            # Meetings and findings are one write, themes and commitments the next.
            assert state["findings"] == done["findings"]
            assert state["meetings"] == done["meetings"]
            assert state["themes"] == before["themes"]
            between += 1
        keep(ledger, second.meetings, second.findings)
        assert contents(ledger) == done
    assert killed == POINTS if way == "statement" else killed > POINTS / 4
    assert way == "moment" or between > 0


def test_a_ledger_killed_while_it_is_made_can_be_made(new_address):
    for moment in (0.002, 0.02, 0.05, 0.1):
        address = new_address()
        process = child(lambda address=address: open_ledger(address))
        time.sleep(moment)
        os.kill(process, signal.SIGKILL)
        ends(process)
        assert contents(open_ledger(address))["meetings"] == []


def test_two_writers_of_two_folders_both_are_whole(new_address, folder):
    runs = [folder(name, 12) for name in ("crane", "press")]
    address = new_address()
    open_ledger(address)
    looks = ["/crane", "/press"]
    processes = [
        child(lambda run=run, root=root: _in_turns(address, run, root))
        for run, root in zip(runs, looks, strict=True)
    ]
    assert [ends(process) for process in processes] == [0, 0]
    ledger = open_ledger(address)
    _assert_sound(ledger)
    held = contents(ledger)
    assert len(held["meetings"]) == 24
    assert len(held["findings"]) == 24 * 12
    assert len({name for name, *_ in held["themes"]}) == len(held["themes"]) == 18
    assert not any(gone for *_, gone in held["meetings"] + held["findings"] + held["themes"])


def _in_turns(address: str, run: Results, root: str) -> None:
    """Remember a folder as it grows, a meeting at a time."""
    for number in range(1, len(run.meetings) + 1):
        meetings = run.meetings[:number]
        names = {meeting.name for meeting in meetings}
        findings = [item for item in run.findings if item.evidence.meeting in names]
        keep(open_ledger(address), meetings, findings, look_at(meetings, root=root))


def test_two_writers_of_one_folder_double_nothing(new_address, runs):
    first, _ = runs
    alone, together = new_address(), new_address()
    _write(alone, first)
    processes = [child(lambda: _write(together, first)) for _ in range(4)]
    assert [ends(process) for process in processes] == [0] * 4
    assert contents(open_ledger(together)) == contents(open_ledger(alone))
