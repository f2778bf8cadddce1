"""Reviews in a spreadsheet: a CSV or XLSX file there, and what people wrote into it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from notesnlp.errors import LedgerError
from notesnlp.ledger.decisions import VERDICTS, Decision
from notesnlp.ledger.reviewing import ToReview, by_public_id
from notesnlp.report.results import write_bytes
from notesnlp.report.tables import FORMULA_MARKS, to_csv

TOLD = ("id", "meeting", "date_of_meeting", "unit", "speaker", "line", "kind", "score")
"""Columns that say what a finding is; changes there are not read."""
ASKED = ("verdict", "type", "quote", "theme", "owner", "date", "note")
"""Columns for the reviewer: a verdict, and whatever should be otherwise."""
COLUMNS = (*TOLD, *ASKED)
_ENDINGS = (".csv", ".xlsx")


def write_sheet(items: Sequence[ToReview], path: Path) -> None:
    """Write findings for review into a file that ends in ``.csv`` or ``.xlsx``.

    Raises:
        LedgerError: the file's name ends otherwise.
        OutputError: it cannot be written.
    """
    rows = [_row(item) for item in items]
    if _ending(path) == ".csv":
        write_bytes(path, b"\xef\xbb\xbf" + to_csv(rows, COLUMNS).encode("utf-8", "replace"))
        return
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    sheet.title = "findings"
    sheet.append(COLUMNS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(COLUMNS, 1):
            value = row[name]
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
                cell.data_type = "s"  # a quote that begins with = is no formula
            else:
                cell.value = value
            cell.alignment = Alignment(wrap_text=name in {"quote", "note"}, vertical="top")
    choice = DataValidation(type="list", formula1=f'"{",".join(VERDICTS)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    letter = sheet.cell(1, COLUMNS.index("verdict") + 1).column_letter
    choice.add(f"{letter}2:{letter}{max(len(rows) + 1, 2)}")
    widths = {"quote": 70, "note": 30, "meeting": 30, "theme": 24}
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = widths.get(name, 14)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    write_bytes(path, stream.getvalue())


def read_sheet(path: Path, items: Sequence[ToReview]) -> list[Decision]:
    """The decisions that a reviewed file holds; rows without a verdict say nothing.

    What differs in the columns of `ASKED` from what the finding says is a correction; it needs
    the verdict ``correct``, or none at all.

    Args:
        path: a file that `write_sheet` wrote.
        items: all findings of the ledger, decided or not.

    Raises:
        LedgerError: the file cannot be read, or a row is not understood; names file and row.
    """
    known = by_public_id(items)
    decisions = []
    for number, row in _rows(path):
        if not any(row.values()):
            continue
        place = f"row {number}"
        missing = [name for name in ("id", "verdict") if name not in row]
        if missing:
            raise LedgerError(
                f"there is no column {missing[0]!r}",
                path=path,
                place="row 1",
                remedy="keep the header row of the exported file",
            )
        item = known.get(row["id"])
        if item is None:
            raise LedgerError(
                f"there is no finding {row['id']!r}",
                path=path,
                place=f"{place}, id",
                remedy="keep the ids as they were exported; it may have been forgotten",
            )
        decision = _decision(row, item, path, place)
        if decision is not None:
            decisions.append(decision)
    return decisions


def _row(item: ToReview) -> dict[str, Any]:
    place = item.finding.evidence
    changed = item.decision.changes if item.decision else {}
    return {
        "id": place.id,
        "meeting": place.meeting,
        "date_of_meeting": place.date.isoformat() if place.date else None,
        "unit": place.unit,
        "speaker": place.speaker,
        "line": place.line,
        "kind": item.finding.kind,
        "score": round(item.finding.score, 3),
        "verdict": item.decision.verdict if item.decision else None,
        "note": item.decision.note if item.decision else None,
        **{name: changed.get(name, value) for name, value in _said(item).items()},
    }


def _said(item: ToReview) -> dict[str, str | None]:
    """The finding's own values of what can be corrected."""
    return {
        "type": item.finding.type,
        "quote": item.finding.evidence.quote,
        "theme": item.theme,
        "owner": item.owner,
        "date": item.date,
    }


def _decision(row: Mapping[str, str], item: ToReview, path: Path, place: str) -> Decision | None:
    verdict = row["verdict"].strip().lower()
    own = {name: _plain(value or "") for name, value in _said(item).items()}
    before = item.decision.changes if item.decision else {}
    changes = {}
    for name, value in own.items():
        written = _plain(row.get(name, value))
        if written == value:
            continue
        known = before.get(name)
        changes[name] = known if known and _plain(known) == written else _unmarked(row[name])
    if not verdict:
        if not changes:
            return None
        verdict = "correct"
    if verdict not in VERDICTS:
        raise LedgerError(
            f"unknown verdict {verdict!r}",
            path=path,
            place=f"{place}, verdict",
            remedy="one of " + ", ".join(VERDICTS),
        )
    if verdict == "accept" and changes:
        verdict = "correct"
    if verdict == "correct" and not changes:
        raise LedgerError(
            "nothing is corrected",
            path=path,
            place=f"{place}, verdict",
            remedy=f"change one of {', '.join(own)}, or write accept",
        )
    kept = changes if verdict == "correct" else {}
    return Decision(item.number, verdict, kept, row.get("note", "").strip() or None)  # type: ignore[arg-type]


def _plain(text: str) -> str:
    """`text` as it comes back from a spreadsheet: line ends and outer space do not count."""
    return " ".join(_unmarked(text).split())


def _unmarked(text: str) -> str:
    """`text` without the mark that keeps a spreadsheet from taking it for a formula."""
    return (text[1:] if text[:1] == "'" and text[1:2] in FORMULA_MARKS else text).strip()


def _rows(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows below the header, by the header's names, with their numbers in the file."""
    ending = _ending(path)
    try:
        cells = _csv(path.read_bytes(), path) if ending == ".csv" else _xlsx(path)
    except OSError as error:
        raise LedgerError(
            f"cannot be read: {error.strerror}", path=path, remedy="name a reviewed file"
        ) from error
    header = [name.strip().lower() for name in next(iter(cells), ())]
    for number, values in enumerate(cells[1:], 2):
        padded = [*values, *[""] * len(header)]
        yield number, {name: padded[at] for at, name in enumerate(header) if name}


def _csv(data: bytes, path: Path) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel writes as plain CSV
    first = text.partition("\n")[0]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","))  # fmt: skip
    except csv.Error as error:
        raise LedgerError(f"not CSV: {error}", path=path, remedy="save it as CSV, UTF-8") from error


def _xlsx(path: Path) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise LedgerError("no Excel file", path=path, remedy="save it as .xlsx") from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        return [[_text(value) for value in row] for row in rows]
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell as text: of a day that a spreadsheet took for a date, the day."""
    if value is None:
        return ""
    date = getattr(value, "date", None)
    return date().isoformat() if callable(date) else str(value)


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise LedgerError(
            f"unknown ending {ending!r}", path=path, remedy="one of " + ", ".join(_ENDINGS)
        )
    return ending
