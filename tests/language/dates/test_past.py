import re

import pytest

from notesnlp.language.dates.past import is_past


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("since May", True),
        ("we met in May", True),
        ("they came back in May", True),
        ("we meet in May", False),
        ("the county approved that lease in May", True),
        ("they approved it, so we open in May", False),
        ("she agreed to open in May", False),
        ("I've got two people starting in May", False),
        ("they would open in May", False),
        ("it moved from May", False),
    ],
)
def test_past(text, past):
    assert is_past(re.search("May", text), month=True) is past


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("the letter came Friday", True),
        ("the board ticked it off on Friday", True),
        ("your man was out Friday measuring", True),
        ("they start Friday", False),
        ("we were told to come Friday", False),
        ("they promised it by Friday", False),
        ("he said Friday", False),
        ("the county approved the lease from Friday", False),
    ],
)
def test_past_weekday(text, past):
    assert is_past(re.search("Friday", text)) is past
