import re

import pytest

from notesnlp.language.dates.numbers import (
    CARDINALS,
    NUMBER,
    ORDINAL,
    ORDINALS,
    to_number,
    to_ordinal,
    to_year,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", 1),
        ("A dozen", 12),
        ("seventy", 70),
        ("eighty-five", 85),
        ("ninety  nine", 99),
        ("007", 7),
    ],
)
def test_number(text, value):
    assert to_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1st", 1), ("22nd", 22), ("Twenty  third", 23), ("thirty-first", 31)]
)
def test_ordinal(text, value):
    assert to_ordinal(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-eighteen", 2018),
        ("nineteen ninety", 1990),
        ("two thousand nineteen", 2019),
        ("Two thousand and nineteen", 2019),
    ],
)
def test_year(text, value):
    assert to_year(text) == value


def test_every_word_is_matched_whole():
    for word in CARDINALS:
        assert re.fullmatch(NUMBER, word)
    for word in ORDINALS:
        assert re.fullmatch(ORDINAL, word)


def test_there_is_an_ordinal_for_every_day_of_the_month():
    assert set(ORDINALS.values()) == set(range(1, 32))
