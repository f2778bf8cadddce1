import datetime as dt
from dataclasses import replace

import icalendar
import pytest

from notesnlp.model.finding import Dependency, Workstream
from notesnlp.report.calendar import calendar
from notesnlp.report.plan import build_plan
from notesnlp.report.results import Results


def _todos(data: bytes) -> list[icalendar.Todo]:
    return list(icalendar.Calendar.from_ical(data).walk("VTODO"))


def _calendar(results: Results, before: bytes | None = None) -> bytes:
    return calendar(build_plan(results), before)


def _opening(results: Results) -> Dependency:
    return next(item for item in results.of(Dependency) if item.event == "site_opening")


def _only(results: Results, **changed: object) -> Results:
    return replace(results, findings=(replace(_opening(results), **changed),))


def _imported(*files: bytes) -> dict[str, icalendar.Todo]:
    """What a calendar program holds after it has imported the files: the highest sequence wins."""
    held: dict[str, icalendar.Todo] = {}
    for file in files:
        for todo in _todos(file):
            old = held.get(str(todo["uid"]))
            if old is None or int(todo["sequence"]) > int(old["sequence"]):
                held[str(todo["uid"])] = todo
    return held


def test_an_event_is_a_to_do_due_when_work_must_begin(results: Results):
    (todo,) = _todos(_calendar(results))
    assert todo.decoded("due") == dt.date(2024, 11, 1)
    assert todo.decoded("dtstamp") == dt.datetime(2024, 11, 5, tzinfo=dt.UTC)
    assert (int(todo["sequence"]), str(todo["status"])) == (0, "NEEDS-ACTION")
    assert str(todo["summary"]).startswith("Internet line: ")
    description = str(todo["description"])
    assert "“We open a showroom in March.”" in description
    assert "Ines Roth, oak/visit.txt, line 31" in description
    assert "begin by 2024-11-01, 60–120 days" in description


def test_the_first_work_counts(results: Results):
    works = (
        Workstream("Cabling", (10, 200), "2024-08-13", "estimate"),
        Workstream("Internet line", (60, 120), "2024-11-01", "estimate"),
    )
    (todo,) = _todos(_calendar(_only(results, workstreams=works)))
    assert todo.decoded("due") == dt.date(2024, 8, 13)
    assert "Internet line" in str(todo["description"])


def test_what_has_no_day_is_no_to_do(results: Results):
    works = (Workstream("Internet line", (60, 120), None, "estimate"),)
    assert _todos(_calendar(_only(results, workstreams=works))) == []
    assert _todos(_calendar(_only(results, workstreams=()))) == []
    assert _todos(_calendar(Results((), ()))) == []


def test_words_cannot_leave_their_field(results: Results):
    words = "We move; in March,\nEND:VTODO\r\nSUMMARY:free beer"
    place = replace(
        _opening(results).evidence, quote=words, unit="Larch\r\nATTENDEE:mailto:x@example.org"
    )
    (todo,) = _todos(_calendar(_only(results, evidence=place)))
    assert "attendee" not in todo
    assert str(todo["summary"]).startswith("Internet line")
    assert "free beer" in str(todo["description"])


def test_an_event_that_the_catalogue_does_not_know_keeps_its_id(results: Results):
    (todo,) = _todos(_calendar(_only(results, event="lambing")))
    assert "lambing" in str(todo["summary"])


def test_the_same_results_give_the_same_bytes(results: Results):
    data = _calendar(results)
    assert data == _calendar(results) == _calendar(results, data)
    assert b"\r\n" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_another_import_updates_and_doubles_nothing(results: Results):
    first = _calendar(results)
    works = (Workstream("Internet line", (60, 120), "2024-12-01", "estimate"),)
    moved = _calendar(_only(results, when="2025-04", workstreams=works), first)
    (todo,) = _imported(first, moved, moved).values()
    assert (todo.decoded("due"), int(todo["sequence"])) == (dt.date(2024, 12, 1), 1)
    assert _calendar(_only(results, when="2025-04", workstreams=works), moved) == moved


def test_what_is_planned_no_more_is_cancelled_without_its_words(results: Results):
    first = _calendar(results)
    gone = _calendar(replace(results, findings=()), first)
    (todo,) = _imported(first, gone).values()
    assert (str(todo["status"]), int(todo["sequence"])) == ("CANCELLED", 1)
    assert "showroom" not in gone.decode()
    assert _calendar(replace(results, findings=()), gone) == gone


def test_what_was_called_off_is_cancelled(results: Results):
    first = _calendar(results)
    visit = results.meetings[0]
    turns = (replace(visit.turns[0], text="The showroom opening has been called off."),)
    later = replace(visit, name="zz.txt", date=dt.date(2024, 11, 19), turns=turns)
    off = _calendar(replace(results, meetings=(*results.meetings, later)), first)
    (todo,) = _imported(first, off).values()
    assert (str(todo["status"]), int(todo["sequence"])) == ("CANCELLED", 1)
    assert "called off (Ines Roth, 19 Nov 2024)" in str(todo["description"])


@pytest.mark.parametrize("before", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_an_earlier_file_that_tells_nothing(results: Results, before: bytes):
    assert _calendar(results, before) == _calendar(results)
