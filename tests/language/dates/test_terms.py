import pytest


@pytest.mark.parametrize(
    ("text", "today", "iso"),
    [
        ("in week 6", "2022-09-20", "2023-02"),
        ("from week two they buy direct", "2018-10-22", "2019-01"),
        ("in week 53", "2020-03-08", "2020-12"),
        ("at half-term", "2018-09-18", "2018-10"),
        ("over the mid-term break", "2024-01-18", "2024-02"),
        ("in Term 1", "2018-08-30", "2019-Q1"),
        ("term three", "2018-08-30", "2018-Q3"),
        ("until the end of the autumn term", "2018-08-30", "2018-12"),
        ("from the next term", "2018-02-08", "2018-04"),
        ("in the academic year 2018", "2016-08-30", "2018"),
    ],
)
def test_term(said, text, today, iso):
    assert [found for found, _ in said(text, today)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "week two of the course",
        "in week 60",
        "a term sheet",
        "in the long term",
        "the school year",
        "mid-term exams",
    ],
)
def test_no_term(said, text):
    assert said(text, "2016-03-08") == []
