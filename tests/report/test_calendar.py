import datetime as dt
from dataclasses import replace

import icalendar

from notesnlp.model.finding import Dependency, Workstream
from notesnlp.report.calendar import calendar
from notesnlp.report.results import Results


def _todos(data: bytes) -> list[icalendar.Todo]:
    return list(icalendar.Calendar.from_ical(data).walk("VTODO"))


def test_a_dependency_is_a_to_do_due_when_work_must_begin(results: Results):
    (todo,) = _todos(calendar(results))
    (opening,) = [item for item in results.of(Dependency) if item.event == "site_opening"]
    assert todo.decoded("due") == dt.date(2024, 11, 1)
    assert todo.decoded("dtstamp") == dt.datetime(2024, 11, 5, tzinfo=dt.UTC)
    assert todo["uid"] == f"{opening.evidence.id}@notesnlp"
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
    (todo,) = _todos(calendar(_only(results, workstreams=works)))
    assert todo.decoded("due") == dt.date(2024, 8, 13)
    assert "Internet line" in str(todo["description"])


def _only(results: Results, **changed: object) -> Results:
    (opening,) = [item for item in results.of(Dependency) if item.event == "site_opening"]
    return replace(results, findings=(replace(opening, **changed),))


def test_what_has_no_day_is_no_to_do(results: Results):
    works = (Workstream("Internet line", (60, 120), None, "estimate"),)
    assert _todos(calendar(_only(results, workstreams=works))) == []
    assert _todos(calendar(_only(results, workstreams=()))) == []
    assert _todos(calendar(Results((), ()))) == []


def test_words_cannot_leave_their_field(results: Results):
    (opening,) = [item for item in results.of(Dependency) if item.event == "site_opening"]
    words = "We move; in March,\nEND:VTODO\r\nSUMMARY:free beer"
    place = replace(opening.evidence, quote=words, unit="Larch\r\nATTENDEE:mailto:x@example.org")
    (todo,) = _todos(calendar(_only(results, evidence=place)))
    assert "attendee" not in todo
    assert str(todo["summary"]).startswith("Internet line")
    assert "free beer" in str(todo["description"])


def test_an_event_that_the_catalogue_does_not_know_keeps_its_id(results: Results):
    (todo,) = _todos(calendar(_only(results, event="lambing")))
    assert "lambing" in str(todo["summary"])


def test_the_same_results_give_the_same_bytes(results: Results):
    assert calendar(results) == calendar(results)
    assert b"\r\n" in calendar(results)
    assert all(len(line) <= 75 for line in calendar(results).split(b"\r\n"))
