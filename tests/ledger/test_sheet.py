import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from notesnlp.errors import LedgerError
from notesnlp.ledger.decisions import Decision
from notesnlp.ledger.reviewing import to_review
from notesnlp.ledger.sheet import COLUMNS, read_sheet, write_sheet
from notesnlp.model.finding import Need
from tests.ledger.story import decide, keep

PRICE, PROMISE = "We wait nine days for a price.", "I will send you our order sheet."
HEADER = "id,verdict,type,quote,theme,owner,date,note"


@pytest.fixture
def items(ledger, visit, call, findings):
    """What there is to review, by its quote."""
    keep(ledger, [call, visit], findings)
    with ledger.reading() as connection:
        return {item.finding.evidence.quote: item for item in to_review(connection)}


@pytest.fixture
def read(tmp_path: Path, items):
    """The decisions of a reviewed CSV file; `ID` in it stands for that of the finding about prices."""

    def read(text: str, encoding: str = "utf-8"):
        path = tmp_path / "review.csv"
        told = text.replace("ID", items[PRICE].finding.evidence.id)
        path.write_text(told, encoding=encoding)
        return read_sheet(path, list(items.values()))

    return read


def _cells(path: Path) -> list[dict[str, object]]:
    rows = load_workbook(path).active.iter_rows(min_row=2, values_only=True)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def test_a_row_tells_what_the_finding_is_and_what_was_decided(ledger, items, tmp_path):
    number = items[PROMISE].number
    changes = {"owner": "Bo Ek", "date": "2016-11-01"}
    decide(ledger, [Decision(number, "correct", changes, "she said so")], by="Ann")
    with ledger.reading() as connection:
        write_sheet(to_review(connection, all=True), tmp_path / "review.xlsx")
    rows = {row["quote"]: row for row in _cells(tmp_path / "review.xlsx")}
    assert rows[PRICE] == {
        "id": items[PRICE].finding.evidence.id, "meeting": "call.json",
        "date_of_meeting": "2016-10-11", "unit": "Roth Joinery", "speaker": "Ines Roth", "line": 1,
        "kind": "need", "score": 0.9, "verdict": None, "type": "pain", "quote": PRICE,
        "theme": "price", "owner": None, "date": None, "note": None,
    }  # fmt: skip
    told = rows[PROMISE]
    assert (told["verdict"], told["note"]) == ("correct", "she said so")
    assert (told["owner"], told["date"], told["line"]) == ("Bo Ek", "2016-11-01", 3)
    assert rows["We move to the mill in May."]["date"] == "2016-05"


def test_a_workbook_is_laid_out_for_a_reviewer(items, tmp_path):
    write_sheet(list(items.values()), tmp_path / "review.xlsx")
    sheet = load_workbook(tmp_path / "review.xlsx").active
    assert sheet.title == "findings"
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    letters = {name: sheet.cell(1, at).column_letter for at, name in enumerate(COLUMNS, 1)}
    wide = {name: sheet.column_dimensions[letter].width for name, letter in letters.items()}
    assert wide["quote"] > 2 * wide["note"] > 2 * wide["verdict"]
    assert {name for name, cell in zip(COLUMNS, sheet[2], strict=True) if cell.alignment.wrap_text} == {"quote", "note"}  # fmt: skip
    assert {cell.alignment.vertical for cell in sheet[2]} == {"top"}
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"accept,reject,correct,open"'
    assert choice.allow_blank
    assert str(choice.sqref) == f"{letters['verdict']}2:{letters['verdict']}{len(items) + 1}"


def test_a_sheet_of_nothing_can_be_written(tmp_path):
    for ending in (".csv", ".XLSX"):
        write_sheet([], tmp_path / f"review{ending}")
        assert read_sheet(tmp_path / f"review{ending}", []) == []


def test_what_no_workbook_holds_is_shown_as_such(ledger, say, found, tmp_path):
    day = say("The gate\x07 is down.")
    keep(ledger, [day], [found(Need, day, 0, type="pain", customer="internal")])
    with ledger.reading() as connection:
        write_sheet(to_review(connection), tmp_path / "review.xlsx")
    assert _cells(tmp_path / "review.xlsx")[0]["quote"] == "The gate\ufffd is down."


def test_a_day_that_a_spreadsheet_took_for_a_date_is_the_day(items, tmp_path):
    book = Workbook()
    book.active.append(["ID ", " Verdict", "Date", None, "note"])
    book.active.append([items[PROMISE].finding.evidence.id, None, dt.datetime(2016, 11, 1), 7, 8])
    book.active.append([None, None])
    book.save(tmp_path / "review.xlsx")
    (decision,) = read_sheet(tmp_path / "review.xlsx", list(items.values()))
    assert decision == Decision(items[PROMISE].number, "correct", {"date": "2016-11-01"}, "8")


def test_what_excel_writes_as_plain_csv_is_read(read, items):
    number = items[PRICE].number
    text = f"{HEADER};x\r\n".replace(",", ";") + f"ID;;request;{PRICE};price;;;déjà vu; \r\n\r\n"
    assert read(text, "cp1252") == [Decision(number, "correct", {"type": "request"}, "déjà vu")]


def test_missing_columns_and_empty_rows_change_nothing(read, items):
    number = items[PRICE].number
    assert read("id,verdict\nID,\n,\nID, ACCEPT \n") == [Decision(number, "accept")]
    assert read("id,verdict,note\nID,reject,\n") == [Decision(number, "reject")]
    assert read("") == []


@pytest.mark.parametrize(
    ("row", "verdict", "changes"),
    [
        ("ID,accept,request", "correct", {"type": "request"}),
        ("ID,reject,request", "reject", {}),
        ("ID,open,request", "open", {}),
        ("ID,,request", "correct", {"type": "request"}),
        ("ID,accept,  pain ", "accept", {}),
    ],
)
def test_a_change_is_a_correction_unless_the_verdict_says_otherwise(read, row, verdict, changes):
    (decision,) = read(f"id,verdict,type\n{row}\n")
    assert (decision.verdict, decision.changes) == (verdict, changes)


def test_a_correction_comes_back_as_it_was_made(ledger, say, found, tmp_path):
    day = say("=1+1  is what the sheet says,\nevery day.")
    keep(ledger, [day], [found(Need, day, 0, type="pain", customer="internal")])

    def items():
        with ledger.reading() as connection:
            return to_review(connection, all=True)

    corrected = {"quote": "sheet says,\nevery day."}
    decide(ledger, [Decision(items()[0].number, "correct", corrected)], by="Ann")
    for ending in (".csv", ".xlsx"):
        path = tmp_path / f"review{ending}"
        write_sheet(items(), path)
        assert [item.changes for item in read_sheet(path, items())] == [corrected]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "row 1: there is no column 'id' (keep the header row of the exported file)"),
        (
            "id,b\n1,2\n",
            "row 1: there is no column 'verdict' (keep the header row of the exported file)",
        ),
        (
            "id,verdict\nID,accept\nzz,accept\n",
            "row 3, id: there is no finding 'zz' "
            "(keep the ids as they were exported; it may have been forgotten)",
        ),
        (
            "id,verdict\nID,Maybe\n",
            "row 2, verdict: unknown verdict 'maybe' (one of accept, reject, correct, open)",
        ),
        (
            "id,verdict\nID,correct\n",
            "row 2, verdict: nothing is corrected "
            "(change one of type, quote, theme, owner, date, or write accept)",
        ),
    ],
)
def test_whole_messages(read, tmp_path, text, says):
    with pytest.raises(LedgerError) as caught:
        read(text)
    assert str(caught.value) == f"{tmp_path / 'review.csv'}, {says}"


def test_whole_messages_of_files_that_are_none(tmp_path):
    (tmp_path / "a.xlsx").write_text("none")
    (tmp_path / "b.csv").write_text('"' + "x" * 140_000 + '"')
    for name, says in (
        ("a.xlsx", "no Excel file (save it as .xlsx)"),
        ("b.csv", "not CSV: field larger than field limit (131072) (save it as CSV, UTF-8)"),
        ("c.csv", "cannot be read: No such file or directory (name a reviewed file)"),
        ("c.xlsx", "cannot be read: No such file or directory (name a reviewed file)"),
        ("c.ods", "unknown ending '.ods' (one of .csv, .xlsx)"),
    ):
        with pytest.raises(LedgerError) as caught:
            read_sheet(tmp_path / name, [])
        assert str(caught.value) == f"{tmp_path / name}: {says}"
