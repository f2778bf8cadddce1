import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesnlp.model.finding import Dependency
from notesnlp.report.results import Results
from notesnlp.report.tables import COLUMNS, TABLES, save_tables, to_csv
from notesnlp.report.words import clean

CONTRACT = {
    "meetings": ["meeting", "date", "unit", "unit_kind", "format", "turns", "words", "speakers"],
    "themes": ["theme", "name", "area", "rank", "priority", "findings", "units", "meetings"],
    "dependencies": ["event", "status", "when", "when_text", "tentative", "workstreams"],
    "needs": ["customer", "theme"],
    "ideas": ["theme"],
    "followups": ["owner", "due", "item", "state"],
    "framing": ["terms", "rule", "why", "say_instead", "ask"],
    "conversations": ["meeting", "by", "it_share", "customer_share", "open", "unanswered"],
    "signals": ["kind", "quote", "line"],
    "trends": ["measure", "series", "month", "value", "meetings", "low", "high"],
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_the_columns_of_its_table(results: Results, table: str):
    rows = TABLES[table](results)
    assert rows
    assert all(set(COLUMNS[table]) <= set(row) for row in rows)
    assert set(CONTRACT[table]) <= set(COLUMNS[table])
    assert len(set(COLUMNS[table])) == len(COLUMNS[table])


def test_every_finding_has_a_row_and_meetings_count_them(results: Results):
    findings = ("needs", "dependencies", "ideas", "followups", "framing")
    ids = [row["id"] for table in findings for row in TABLES[table](results)]
    assert sorted(ids) == sorted(item.evidence.id for item in results.findings)
    for table in findings:
        counted = sum(row[table] for row in TABLES["meetings"](results))
        assert counted == len(TABLES[table](results))


def test_meetings_tell_what_their_files_hold(results: Results):
    row = next(row for row in TABLES["meetings"](results) if row["meeting"] == "oak/visit.txt")
    assert row["date"] == "2024-11-05"
    assert (row["format"], row["form"], row["turns"]) == ("text", "transcript", 6)
    assert row["speakers"] == ["Ines Roth", "Ben Ode"]


def test_a_dependency_tells_the_first_work_and_its_day(results: Results):
    rows = {row["event"]: row for row in TABLES["dependencies"](results)}
    opening = rows["site_opening"]
    assert (opening["start_by"], opening["first_work"]) == ("2024-11-01", "Internet line")
    assert opening["workstreams"] == ["Internet line (60–120 days)"]
    assert opening["tentative"] is False
    assert rows["hiring"]["start_by"] is None
    assert len(rows) == len(results.of(Dependency))


def test_themes_come_by_rank_with_their_reasons(results: Results):
    rows = TABLES["themes"](results)
    assert [row["rank"] for row in rows] == [1, 2]
    assert rows[0]["findings"] == 2
    assert "severity 1.5" in rows[0]["why"]
    assert not any(part.startswith("reach") for part in rows[0]["why"])  # nothing is no reason
    assert rows[0]["quote"] == "We wait nine days for a delivery date. Nobody rings us back."


def test_conversations_tell_who_spoke_and_what_was_asked(results: Results):
    visit, shop = TABLES["conversations"](results)
    turns = results.meetings[0].turns
    spoken = {
        side: sum(len(turn.text.split()) for turn in turns if turn.side == side)
        for side in ("it", "customer")
    }
    assert (visit["measurable"], visit["why_not"], visit["by"]) == (True, None, "words")
    assert visit["it_share"] == pytest.approx(spoken["it"] / sum(spoken.values()), abs=0.02)
    assert visit["it_share"] + visit["customer_share"] == pytest.approx(1, abs=0.002)
    assert (visit["sales_share"], visit["longest_side"], visit["longest_s"]) == (
        0,
        "customer",
        None,
    )
    assert (visit["open_by_it"], visit["closed_by_it"], visit["discovery"]) == (0, 0, 0)
    assert visit["technical_it"] > visit["technical_customer"] == 0
    assert (visit["technical_first"], visit["bypasses"], visit["worthless_steps"]) == ("it", 0, 0)
    assert (shop["measurable"], shop["by"], shop["it_share"]) == (False, None, None)
    assert shop["why_not"]
    assert shop["worthless_steps"] == 1


RISKY = ["=1+1", "+49", "-1+2", "@SUM(A1)", "\tx", "\n=x", "=cmd|'/c calc'!A1"]


@pytest.mark.parametrize("text", RISKY)
def test_what_a_spreadsheet_would_run_is_marked_as_text(text: str):
    assert _read(to_csv([{"a": text}], ["a"]))[1] == ["'" + text]
    assert _read(to_csv([{"a": [text, "b"]}], ["a"]))[1] == [f"'{text}; b"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-0.5, "-0.5"),
        (3, "3"),
        ([], ""),
        (("a", 1), "a; 1"),
        ("a=b", "a=b"),
        ('"quoted", with comma', '"quoted", with comma'),
        ("two\nlines", "two\nlines"),
        ("two\r\nlines\rmore", "two\nlines\nmore"),
        ("\r=1+1", "'\n=1+1"),
        ("Größe 東京", "Größe 東京"),
    ],
)
def test_cells(value: object, cell: str):
    assert _read(to_csv([{"a": value, "b": 1}], ["a", "b"]))[1] == [cell, "1"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=5))
def test_no_cell_begins_like_a_formula_and_none_is_lost(texts: list[str]):
    read = _read(to_csv([{"a": text, "b": 0} for text in texts], ["a", "b"]))
    assert read[0] == ["a", "b"]
    cells = [row[0] for row in read[1:]]
    whole = [clean(text) for text in texts]
    assert [cell.removeprefix("'") for cell in cells] == [text.removeprefix("'") for text in whole]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_tables_are_written_and_read(results: Results, tmp_path: Path):
    save_tables(results, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{table}.csv" for table in TABLES}
    for table in TABLES:
        with (tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == len(TABLES[table](results))
        assert list(rows[0]) == list(COLUMNS[table])
    needs = (tmp_path / "needs.csv").read_text(encoding="utf-8")
    assert "'=cmd|" in needs


def test_nothing_found_gives_heads_alone(tmp_path: Path):
    save_tables(Results((), ()), tmp_path)
    for table in TABLES:
        text = (tmp_path / f"{table}.csv").read_text(encoding="utf-8")
        assert text == ",".join(COLUMNS[table]) + "\n"
