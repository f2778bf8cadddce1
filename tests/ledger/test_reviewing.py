import csv
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from notesnlp.catalogue import load_catalogue, own_events
from notesnlp.errors import LedgerError
from notesnlp.learn.annotations import load_sets
from notesnlp.ledger.annotated import write_set
from notesnlp.ledger.decisions import Decision, all_decisions
from notesnlp.ledger.decisions import decide as decide_with
from notesnlp.ledger.reviewing import meeting_named, reviewed_meetings, to_review, uncertainty
from notesnlp.ledger.sheet import COLUMNS, read_sheet, write_sheet
from notesnlp.model.finding import Need
from tests import own_event
from tests.ledger.story import decide, keep


@pytest.fixture
def kept(ledger, visit, call, findings):
    keep(ledger, [call, visit], findings)
    return ledger


def _items(ledger, **only):
    with ledger.reading() as connection:
        return to_review(connection, **only)


def _edit(path: Path, changes: dict[str, dict[str, str]], delimiter: str = ",") -> None:
    """Write into the rows whose quotes are named, as somebody with a spreadsheet would."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        for row in book.active.iter_rows(min_row=2):
            cells = dict(zip(COLUMNS, row, strict=True))
            for name, value in changes.get(cells["quote"].value, {}).items():
                cells[name].value = value
        book.save(path)
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row.update(changes.get(row["quote"], {}))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def test_the_least_certain_comes_first_and_what_is_decided_is_left_out(kept):
    items = _items(kept)
    assert [item.finding.score for item in items[:3]] == [0.55, 0.6, 0.9]
    decide(kept, [Decision(items[0].number, "accept")], by="Ann")
    assert [item.number for item in _items(kept)] == [item.number for item in items[1:]]
    assert len(_items(kept, all=True)) == len(items)
    assert {item.finding.kind for item in _items(kept, kind="idea")} == {"idea"}
    assert {item.finding.evidence.unit for item in _items(kept, unit="yard")} == {"Yard"}


@pytest.mark.parametrize(("ending", "delimiter"), [(".csv", ","), (".csv", ";"), (".xlsx", ",")])
def test_a_sheet_goes_there_and_back(kept, visit, call, findings, tmp_path, ending, delimiter):
    path = tmp_path / f"review{ending}"
    write_sheet(_items(kept), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_sheet(path, _items(kept, all=True)) == []
    _edit(
        path,
        {
            "We wait nine days for a price.": {"verdict": "Reject", "note": "a joke"},
            "The gate is down every morning.": {"type": "request", "quote": "The gate is down"},
            "I'll send the list of numbers by Friday.": {"verdict": "accept"},
            "I will send you our order sheet.": {"verdict": "correct", "owner": "", "date": "2016-11-01"},
            "What if drivers saw the queue on their phones?": {"theme": "price"},
        },
        delimiter,
    )  # fmt: skip
    decisions = read_sheet(path, _items(kept, all=True))
    told = {(item.verdict, tuple(sorted(item.changes.items())), item.note) for item in decisions}
    assert told == {
        ("reject", (), "a joke"),
        ("correct", (("quote", "The gate is down"), ("type", "request")), None),
        ("accept", (), None),
        ("correct", (("date", "2016-11-01"), ("owner", "")), None),
        ("correct", (("theme", "price"),), None),
    }
    assert decide(kept, decisions, by="Ann") == 5
    write_sheet(_items(kept, all=True), path)
    assert decide(kept, read_sheet(path, _items(kept, all=True)), by="Bo") == 0
    results, _ = keep(kept, [call, visit], findings)
    assert len(results.findings) == len(findings) - 1


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_quote_that_looks_like_a_formula_is_text(ledger, say, found, tmp_path, ending):
    day = say("=1+1 is what the sheet says.", "-- and it is down.")
    keep(ledger, [day], [found(Need, day, turn, type="pain", customer="internal") for turn in (0, 1)])  # fmt: skip
    path = tmp_path / f"review{ending}"
    write_sheet(_items(ledger), path)
    if ending == ".xlsx":
        quotes = [row[COLUMNS.index("quote")].data_type for row in load_workbook(path).active.iter_rows(min_row=2)]  # fmt: skip
        assert quotes == ["s", "s"]
    assert read_sheet(path, _items(ledger)) == []


def test_a_row_that_is_not_understood_is_named(kept, tmp_path):
    path = tmp_path / "review.csv"
    cases = [
        ({"verdict": "maybe"}, "verdict"),
        ({"id": "nothing"}, "no finding 'nothing'"),
        ({"verdict": "correct"}, "nothing is corrected"),
    ]
    for change, says in cases:
        write_sheet(_items(kept), path)
        _edit(path, {"We wait nine days for a price.": change})
        with pytest.raises(LedgerError, match=says) as told:
            read_sheet(path, _items(kept))
        assert told.value.place.startswith("row ")
        assert told.value.remedy
    path.write_text("a,b\n1,2\n")
    with pytest.raises(LedgerError, match="no column 'id'"):
        read_sheet(path, [])
    other = tmp_path / "review.xlsx"
    other.write_text("no Excel file")
    with pytest.raises(LedgerError, match="no Excel file"):
        read_sheet(other, [])
    with pytest.raises(LedgerError, match="unknown ending"):
        write_sheet([], tmp_path / "review.ods")


def test_reviewed_meetings_are_an_annotated_set(kept, visit, call, tmp_path):
    items = {item.finding.evidence.quote: item.number for item in _items(kept)}
    mine = [quote for quote in items if any(turn.text == quote for turn in visit.turns)]
    choices = [Decision(items[quote], "accept") for quote in mine[1:]]
    decide(kept, choices, by="Ann")
    with kept.reading() as connection:
        assert reviewed_meetings(connection, load_catalogue()) == ([], 2)
    decide(kept, [Decision(items[mine[0]], "reject")], by="Ann")
    quote = "The gate is down every morning."
    if mine[0] != quote:
        change = {"type": "request", "quote": "The gate is down"}
        decide(kept, [Decision(items[quote], "correct", change)], by="Ann")
    with kept.reading() as connection:
        reviewed, waiting = reviewed_meetings(connection, load_catalogue())
    assert waiting == 1
    folder = tmp_path / "set"
    write_set(reviewed, folder, load_catalogue())
    assert not (folder / "notesnlp.toml").exists()
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    (found,) = load_sets([folder])
    (meeting,) = found.meetings
    # What one person says in a row is one turn when it is read again.
    said = [" ".join(turn.text for turn in each.turns) for each in (meeting.meeting, visit)]
    assert said[0] == said[1]
    assert [turn.side for turn in meeting.meeting.turns] == ["customer", "it", "customer"]
    assert (meeting.meeting.date, meeting.meeting.unit) == (visit.date, visit.unit)
    assert len(meeting.findings) == 3
    assert ("need", "request") in {(item.kind, item.type) for item in meeting.findings}
    with pytest.raises(LedgerError, match="something here"):
        write_set(reviewed, folder, {})
    with pytest.raises(LedgerError, match="reviewed whole"):
        write_set([], tmp_path / "none", {})


def test_a_set_knows_the_events_of_one_s_own(kept, visit, tmp_path):
    known = own_event.catalogue()
    sheet = tmp_path / "review.csv"
    write_sheet(_items(kept), sheet)
    said = {turn.text: {"verdict": "accept"} for turn in visit.turns}
    said["We move to the mill in May."] = {"verdict": "correct", "type": "frost_alarm"}
    _edit(sheet, said)
    decisions = read_sheet(sheet, _items(kept, all=True))
    assert decide_with(kept, decisions, by="Ann", events=known) == 4
    with kept.reading() as connection:
        reviewed, _ = reviewed_meetings(connection, known)
    write_set(reviewed, tmp_path / "set", known)
    (found,) = load_sets([tmp_path / "set"])
    assert own_events(found.settings) == (known["frost_alarm"],)
    types = {item.type for item in found.meetings[0].findings if item.kind == "dependency"}
    assert types == {"frost_alarm"}


def test_notes_without_speakers_are_a_set_too(ledger, say, found, tmp_path):
    day = say("The gate is down.", "It rains.", form="notes")
    item = found(Need, day, 0, type="pain", customer="internal")
    _, remembered = keep(ledger, [day], [item])
    decide(ledger, [Decision(number, "accept") for number in remembered.findings.values()], by="Ann")  # fmt: skip
    with ledger.reading() as connection:
        write_set(reviewed_meetings(connection, {})[0], tmp_path / "set", {})
        assert len(all_decisions(connection)) == 1
    (found_set,) = load_sets([tmp_path / "set"])
    assert found_set.meetings[0].meeting.form == "notes"
    assert [item.ranges for item in found_set.meetings[0].findings] == [((0, 0, 17),)]


@pytest.mark.parametrize(("score", "how"), [(0.5, 1.0), (0.7, 0.6), (0.3, 0.6), (1.0, 0.0), (0.0, 0.0)])  # fmt: skip
def test_half_way_is_the_least_certain(score, how):
    assert uncertainty(score) == pytest.approx(how)


def test_a_meeting_is_found_by_its_name(kept, visit):
    with kept.reading() as connection:
        assert meeting_named(connection, visit.name).turns == visit.turns
        with pytest.raises(LedgerError) as caught:
            meeting_named(connection, "none.txt")
    assert str(caught.value) == "there is no meeting 'none.txt' (it may have been forgotten)"
