import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from notesnlp.ledger.decisions import Decision, last_decisions
from notesnlp.ledger.findings import live_findings
from notesnlp.ledger.remember import Look
from notesnlp.ledger.schema import ATTENDANCE, FINDINGS, HISTORY, MEETINGS, SIGHTINGS
from notesnlp.model.finding import Need
from notesnlp.model.meeting import Speaker
from tests.ledger.story import decide, dump, keep, look_at


def _rows(ledger, *columns):
    with ledger.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def _happened(ledger, subject: str):
    rows = _rows(ledger, HISTORY.c.subject, HISTORY.c.what)
    return [what for about, what in rows if about == subject]


def test_a_run_is_held_whole(ledger, visit, call, findings):
    results, remembered = keep(ledger, [call, visit], findings)
    with ledger.reading() as connection:
        found = live_findings(connection)
    bare = [replace(item, theme=None) if isinstance(item, Need) else item for item in findings]
    assert [item.evidence for item in found.values()] == [item.evidence for item in bare]
    assert set(remembered.findings.values()) == set(found)
    assert [theme.id for theme in results.themes] == ["price", "gate"]
    assert {item.id for item in results.items} == {"sheet", "list"}
    assert sorted(_rows(ledger, ATTENDANCE.c.name, ATTENDANCE.c.side)) == [
        ("Dana Reyes", "customer"),
        ("Ines Roth", "customer"),
        ("Sam Ode", "it"),
    ]


def test_findings_are_in_the_order_of_the_meetings_and_their_text(ledger, say, found):
    days = [say(f"One {name}.", "Two.", name=f"{name}.txt") for name in "ba"]
    mine = [found(Need, day, at, type="pain", customer="internal") for day in days for at in (1, 0)]
    keep(ledger, days, mine)
    with ledger.reading() as connection:
        places = [item.evidence for item in live_findings(connection).values()]
    assert [(place.meeting, place.turn) for place in places] == [
        ("a.txt", 0), ("a.txt", 1), ("b.txt", 0), ("b.txt", 1),
    ]  # fmt: skip


def test_the_same_run_again_changes_nothing(ledger, visit, call, findings):
    first, _ = keep(ledger, [call, visit], findings)
    before = dump(ledger)
    second, _ = keep(ledger, [call, visit], findings)
    assert second == first
    assert dump(ledger) == before


def test_a_deleted_file_is_marked_and_comes_back(ledger, visit, call, findings):
    keep(ledger, [call, visit], findings)
    mine = [item for item in findings if item.evidence.meeting == visit.name]
    keep(ledger, [visit], mine)
    assert dict(_rows(ledger, MEETINGS.c.name, MEETINGS.c.gone_on))["call.json"] is not None
    assert len(_rows(ledger, FINDINGS.c.id)) == len(findings)
    with ledger.reading() as connection:
        assert len(live_findings(connection)) == len(mine)
    results, _ = keep(ledger, [call, visit], findings)
    assert _happened(ledger, "meeting") == ["new", "new", "gone", "back"]
    assert {theme.id for theme in results.themes} == {"price", "gate"}
    assert all(gone is None for _, gone in _rows(ledger, MEETINGS.c.name, MEETINGS.c.gone_on))


def test_a_file_that_was_seen_but_not_read_is_not_gone(ledger, visit, call, findings):
    keep(ledger, [call, visit], findings)
    mine = [item for item in findings if item.evidence.meeting == visit.name]
    keep(ledger, [visit], mine, look_at([visit], "call.json"))
    assert _happened(ledger, "meeting") == ["new", "new"]


def test_a_run_elsewhere_leaves_what_it_did_not_see(ledger, visit, call, findings):
    keep(ledger, [visit], [item for item in findings if item.evidence.meeting == visit.name])
    theirs = [item for item in findings if item.evidence.meeting == call.name]
    keep(ledger, [call], theirs, look_at([call], root="/other"))
    assert _happened(ledger, "meeting") == ["new", "new"]
    assert _happened(ledger, "theme") == ["new", "new"]


def test_a_moved_file_is_the_same_meeting(ledger, visit, found):
    keep(ledger, [visit], [found(Need, visit, 0, type="pain", customer="internal")])
    moved = replace(visit, name="yard/2016/visit.txt")
    _, remembered = keep(ledger, [moved], [found(Need, moved, 0, type="pain", customer="internal")])
    assert len(_rows(ledger, MEETINGS.c.id)) == 1
    assert _rows(ledger, SIGHTINGS.c.path) == [("/notes/yard/2016/visit.txt",)]
    assert _rows(ledger, FINDINGS.c.public_id) == [(next(iter(remembered.findings)),)]


def test_two_copies_are_one_meeting(ledger, visit, found):
    copy = replace(visit, name="zz copy.txt")
    mine = [found(Need, each, 0, type="pain", customer="internal", theme="gate") for each in (visit, copy)]  # fmt: skip
    results, remembered = keep(ledger, [visit, copy], mine)
    assert len(_rows(ledger, MEETINGS.c.id)) == 1
    assert len(_rows(ledger, FINDINGS.c.id)) == 1
    assert len(set(remembered.findings.values())) == 1
    assert len(results.findings) == 2
    keep(ledger, [copy], mine[1:])
    assert _happened(ledger, "meeting") == ["new"]


def test_short_notes_that_are_the_same_on_two_days_are_two(ledger, say, found):
    days = [say("Nothing new.", name=f"{day}.txt", date=dt.date(2016, 3, day)) for day in (1, 2)]
    keep(ledger, days, [])
    assert len(_rows(ledger, MEETINGS.c.id)) == 2


def test_a_corrected_transcript_replaces_its_findings_and_keeps_decisions_that_apply(
    ledger, say, found
):
    before = say("We weight nine days for a price.", "The gate is down.", "It rains.")
    old = [found(Need, before, turn, type="pain", customer="internal") for turn in range(3)]
    _, remembered = keep(ledger, [before], old)
    numbers = [remembered.findings[item.evidence.id] for item in old]
    decide(
        ledger,
        [Decision(numbers[0], "reject"), Decision(numbers[2], "accept", note="so it is")],
        by="Ann",
    )
    after = say(
        "Hello all.", "We wait nine days for a price.", "The gate is shut and nobody knows why."
    )
    new = [found(Need, after, turn, type="pain", customer="internal") for turn in (1, 2)]
    results, remembered = keep(ledger, [after], new)
    assert remembered.findings[new[0].evidence.id] == numbers[0]
    assert [item.evidence.quote for item in results.findings] == [after.turns[2].text]
    assert _happened(ledger, "meeting") == ["new", "corrected"]
    with ledger.reading() as connection:
        assert set(live_findings(connection)) == set(remembered.findings.values())
        assert set(last_decisions(connection)) == {numbers[0], numbers[2]}
    assert len(_rows(ledger, MEETINGS.c.id)) == 1


def test_one_of_two_copies_corrected_is_a_new_meeting(ledger, visit, say, found):
    copy = replace(visit, name="copy.txt")
    keep(ledger, [visit, copy], [])
    mended = say("All of it was otherwise.", name="copy.txt")
    keep(ledger, [visit, mended], [])
    assert len(_rows(ledger, MEETINGS.c.id)) == 2
    assert sorted(_happened(ledger, "meeting")) == ["new", "new"]


def test_both_copies_corrected_differently_are_two_meetings(ledger, visit, say):
    copy = replace(visit, name="copy.txt")
    keep(ledger, [visit, copy], [])
    keep(ledger, [say("One.", name=visit.name), say("Two.", name="copy.txt")], [])
    assert len(_rows(ledger, MEETINGS.c.id)) == 2
    assert sorted(_happened(ledger, "meeting")) == ["corrected", "new", "new"]


def test_two_files_that_change_places_stay_two_meetings(ledger, visit, call, findings):
    keep(ledger, [call, visit], findings)
    turned = [replace(call, name=visit.name), replace(visit, name=call.name)]
    keep(ledger, turned, [])
    assert _happened(ledger, "meeting") == ["new", "new"]


def test_two_findings_that_change_places_are_not_doubled(ledger, say, found):
    first = say("It is down.", "It is up.", "It is down.")
    pair = [found(Need, first, turn, type="pain", customer="internal") for turn in (0, 2)]
    keep(ledger, [first], pair)
    second = say("It is up.", "It is down.", "It is down.")
    pair = [found(Need, second, turn, type="pain", customer="internal") for turn in (1, 2)]
    keep(ledger, [second], pair)
    assert len(_rows(ledger, FINDINGS.c.id)) == 2


def test_a_finding_lost_and_found_again_is_one(ledger, visit, found):
    mine = [found(Need, visit, 0, type="pain", customer="internal")]
    for findings in (mine, [], mine):
        keep(ledger, [visit], findings)
    assert _rows(ledger, FINDINGS.c.gone_on) == [(None,)]


def test_thousands_of_findings_are_held(ledger, say, found):
    day = say(*(f"Complaint number {number}." for number in range(1500)))
    mine = [found(Need, day, turn, type="pain", customer="internal", theme=f"t{turn % 700}") for turn in range(1500)]  # fmt: skip
    keep(ledger, [day], mine)
    before = dump(ledger)
    keep(ledger, [day], mine)
    assert dump(ledger) == before


def test_what_lies_below_a_folder():
    look = Look(("/notes", "/more/"), {}, frozenset())
    for path, is_below in (
        ("/notes/a.txt", True), ("/more/b/c.txt", True), ("/notes2/a.txt", False), ("/notes", False), ("/a", False),
    ):  # fmt: skip
        assert look.below(path) is is_below
    assert Look(("/",), {}, frozenset()).below("/a")


def test_what_rosters_tell_anew_is_held_and_makes_no_other_meeting(ledger, visit):
    keep(ledger, [visit], [], at="2016-03-08")
    people = (Speaker("Dana Reyes", "Yard manager", "customer"), Speaker("Bo Ek", side="sales"))
    known = replace(visit, unit_kind="external", speakers=people)
    keep(ledger, [known], [], at="2016-03-09")
    row = _rows(ledger, MEETINGS.c.unit_kind, MEETINGS.c.words, MEETINGS.c.first_seen, MEETINGS.c.changed_on)  # fmt: skip
    assert row == [("external", visit.words, "2016-03-08", "2016-03-09")]
    assert sorted(_rows(ledger, ATTENDANCE.c.name, ATTENDANCE.c.role, ATTENDANCE.c.side)) == [
        ("Bo Ek", None, "sales"),
        ("Dana Reyes", "Yard manager", "customer"),
    ]
    assert _happened(ledger, "meeting") == ["new"]


def test_a_copy_in_another_folder_keeps_the_meeting_as_it_was(ledger, visit, say):
    keep(ledger, [visit], [])
    keep(ledger, [visit], [], look_at([visit], root="/other"))
    keep(ledger, [say("All of it was otherwise.", name=visit.name)], [])
    assert len(_rows(ledger, MEETINGS.c.id)) == 2
    assert _happened(ledger, "meeting") == ["new", "new"]


def test_a_copy_that_was_seen_but_not_read_keeps_it_too(ledger, visit, say):
    copy = replace(visit, name="copy.txt")
    mended = say("All of it was otherwise.", name=visit.name)
    keep(ledger, [visit, copy], [])
    keep(ledger, [mended], [], look_at([mended], "copy.txt"))
    assert len(_rows(ledger, MEETINGS.c.id)) == 2


def test_a_copy_that_is_gone_keeps_nothing(ledger, visit, say):
    keep(ledger, [visit, replace(visit, name="copy.txt")], [])
    keep(ledger, [say("All of it was otherwise.", name=visit.name)], [])
    assert _happened(ledger, "meeting") == ["new", "corrected"]
    assert _rows(ledger, SIGHTINGS.c.path) == [(f"/notes/{visit.name}",)]


def test_more_meetings_than_one_statement_takes(ledger, say):
    days = [say(f"Number {number}.", name=f"{number}.txt") for number in range(205)]
    _, remembered = keep(ledger, days, [])
    assert len(set(remembered.meetings.values())) == 205
    assert len(_rows(ledger, SIGHTINGS.c.path)) == 205
    names = dict(_rows(ledger, MEETINGS.c.id, MEETINGS.c.name))
    assert all(names[number] == name for name, number in remembered.meetings.items())
    assert len(_rows(ledger, HISTORY.c.id)) == 205


def test_when_it_was_gone_is_told_and_taken_back(ledger, visit, found):
    mine = [found(Need, visit, 0, type="pain", customer="internal")]
    keep(ledger, [visit], mine, at="2016-03-08")
    keep(ledger, [visit], [], at="2016-03-09")
    told = (FINDINGS.c.first_seen, FINDINGS.c.changed_on, FINDINGS.c.gone_on)
    assert _rows(ledger, *told) == [("2016-03-08", "2016-03-08", "2016-03-09")]
    keep(ledger, [], [], at="2016-03-10")
    assert _rows(ledger, MEETINGS.c.gone_on) == [("2016-03-10",)]
    keep(ledger, [visit], mine, at="2016-03-11")
    assert _rows(ledger, *told) == [("2016-03-08", "2016-03-11", None)]
    assert _rows(ledger, MEETINGS.c.gone_on) == [(None,)]
