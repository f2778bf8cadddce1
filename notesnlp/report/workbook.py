"""The tables as one workbook for Excel and LibreOffice, in which nothing is a formula."""

from __future__ import annotations

import datetime as dt
import io

from notesnlp.report.results import Results
from notesnlp.report.tables import COLUMNS, TABLES, flat

MOST_CHARACTERS = 32_767
"""Of a cell; Excel takes no more."""
_CUT = " … (cut: a cell holds no more)"
_WIDE = frozenset({"quote", "why", "say_instead", "ask", "workstreams", "questions"})


def workbook(results: Results) -> bytes:
    """A sheet for each table; the same results give the same bytes."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    day = results.today or dt.date(1980, 1, 1)
    book.set_properties({"created": dt.datetime.combine(day, dt.time())})
    head = book.add_format({"bold": True, "bottom": 1})
    body = book.add_format({"valign": "top", "text_wrap": True})
    for name, rows_of in TABLES.items():
        sheet = book.add_worksheet(name)
        rows = rows_of(results)
        for column, title in enumerate(COLUMNS[name]):
            sheet.set_column(column, column, 60 if title in _WIDE else 16)
            sheet.write_string(0, column, title, head)
        for number, row in enumerate(rows, 1):
            for column, title in enumerate(COLUMNS[name]):
                value = flat(row[title])
                if isinstance(value, int | float):
                    sheet.write_number(number, column, value, body)
                elif value is not None:
                    sheet.write_string(number, column, _short(str(value)), body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS[name]) - 1)
    book.close()
    return stream.getvalue()


def _short(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS - len(_CUT)] + _CUT
