"""How it is told what was forgotten."""

import pytest

from notesnlp.ledger.forget_words import amounts, kept_words, loss_words


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({}, ""),
        ({"findings": 0}, ""),
        ({"theme_findings": 3}, ""),
        ({"findings": 1}, "1 finding"),
        ({"findings": 1200}, "1,200 findings"),
        ({"items": 1, "meetings": 2}, "2 meetings and 1 commitment"),
        (
            {"history": 2, "decisions": 1, "facts": 2, "sent": 1},
            "1 review decision, 2 notes on commitments, 1 record of a mail and 2 recorded changes",
        ),
    ],
)
def test_amounts_are_told_one_and_many(numbers, told: str):
    assert amounts(numbers) == told


def test_what_went_and_what_was_blanked_are_told_apart():
    rows = {"findings": 2, "meetings": 1, "theme_findings": 2}
    changed = {"findings": 1, "meetings": 2, "themes": 1, "items": 2, "sent": 1}
    assert loss_words(rows, changed) == (
        "1 meeting and 2 findings removed; the name, and what the person said, taken out of "
        "2 meetings; the name blanked in 1 finding and 1 record of a mail; 1 theme and "
        "2 commitments reworded"
    )
    assert loss_words(rows, changed, would=True) == (
        "1 meeting and 2 findings would be removed; the name, and what the person said, would be "
        "taken out of 2 meetings; the name would be blanked in 1 finding and 1 record of a mail; "
        "1 theme and 2 commitments would be reworded"
    )
    assert loss_words({}, {}) == "nothing"


def test_kept_analyses_are_told_one_and_many():
    again = "files without one are read again by the next run"
    assert kept_words(1, 2) == f"1 kept analysis removed, 2 left; {again}"
    assert kept_words(0, 1200, would=True) == f"0 kept analyses would be removed, 1,200 left; {again}"  # fmt: skip
    assert kept_words(3, 0) == f"3 kept analyses removed, none left; {again}"
