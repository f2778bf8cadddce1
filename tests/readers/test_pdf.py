from __future__ import annotations

import pytest

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.pdf import Pdf
from tests.readers.pdfs import lines_at, pdf_of

LEFT = ["The press in the old hall stops as soon as", "anybody opens the east door, which hap-", "pens twice a day when lorries come in from", "the north gate and wait there for papers."]  # fmt: skip
RIGHT = ["We want the list of orders on our phones", "before the driver leaves the yard, so that", "nobody has to ring the office for it, a long-", "term wish of everybody who works outside."]  # fmt: skip
ONE = "The press in the old hall stops as soon as anybody opens the east door, which happens twice a day when lorries come in from the north gate and wait there for papers."
OTHER = "We want the list of orders on our phones before the driver leaves the yard, so that nobody has to ring the office for it, a long-term wish of everybody who works outside."


def texts(said, *pages, **options):
    return [text for _, text, _ in said("notes.pdf", pdf_of(*pages, **options))]


def test_paragraphs_are_put_together(opened):
    page = lines_at(50, 700, LEFT) + lines_at(50, 620, RIGHT)
    document = opened("notes.pdf", pdf_of(page, title="Yard"))
    assert [(turn.text, turn.line) for turn in document.turns] == [(ONE, 1), (OTHER, 5)]
    assert document.title == "Yard"


def test_columns_drawn_one_after_the_other(said):
    assert texts(said, lines_at(50, 700, LEFT) + lines_at(310, 700, RIGHT)) == [ONE, OTHER]


def test_columns_drawn_row_by_row_below_a_heading(said):
    heading = lines_at(
        50, 750, ["Minutes of the yard meeting held in the old hall by the north gate on 14 June"]
    )
    rows = [word for pair in zip(lines_at(50, 700, LEFT), lines_at(310, 700, RIGHT), strict=True) for word in pair]  # fmt: skip
    assert texts(said, heading + rows) == [heading[0][2], ONE, OTHER]


def test_tables_are_read_by_row(said):
    rows = [("Item", "Owner", "Due"), *((f"lock {at}", "Bo Ek", f"June {at}") for at in range(8))]
    page = [
        (left, 700 - 14 * at, cell)
        for at, row in enumerate(rows)
        for left, cell in zip((50, 300, 450), row, strict=True)
    ]
    assert texts(said, page) == ["  ".join(row) for row in rows]


def test_speakers(said):
    page = lines_at(50, 700, ["Dana Reyes: The gate is down.", "Bo Ek: Which one?", "Dana Reyes: North."])  # fmt: skip
    assert said("a.pdf", pdf_of(page)) == [
        ("Dana Reyes", "The gate is down.", 1),
        ("Bo Ek", "Which one?", 2),
        ("Dana Reyes", "North.", 3),
    ]


def test_headers_and_page_numbers_stand_once(opened):
    pages = [
        [(50, 800, "Yard meeting, 14 June"), (50, 700, f"We press at {word}."), (300, 30, f"Page {at} of 3")]
        for at, word in enumerate(("nine", "ten", "noon"), 1)
    ]  # fmt: skip
    document = opened("notes.pdf", pdf_of(*pages))
    assert [turn.text for turn in document.turns] == [
        "Yard meeting, 14 June", "We press at nine.", "We press at ten.", "We press at noon.",
    ]  # fmt: skip
    assert document.left_out["page headers and numbers"] > 0


def test_pages_that_are_pictures_are_told(opened):
    document = opened("notes.pdf", pdf_of([(50, 700, "We press.")], [], picture=True))
    assert document.warnings == ("pages without text, only pictures: 2",)


BAD = {
    "scanned": (pdf_of([], [], picture=True), "no text on its 2 pages, only pictures: it is scanned"),
    "blank": (pdf_of([]), "the PDF has no text"),
    "empty": (b"", "the file is empty"),
    "cut off": (pdf_of([(50, 700, "We press.")])[:200], "cut off or damaged"),
    "no PDF": (b"%PDF-1.4 no PDF", "cut off or damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_bad_files(data, reason):
    with pytest.raises(ReadError) as caught:
        Pdf().read(data, "notes.pdf")
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_too_many_pages():
    with pytest.raises(ReadError, match="3 pages, more than the limit of 2"):
        Pdf().read(pdf_of([], [], []), "notes.pdf", Limits(pages=2))
