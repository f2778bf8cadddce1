import datetime as dt

import pytest

from notesnlp.detectors.followups.due import due_date


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("After Monday, by Friday at the latest.", "2016-03-11"),
        ("I'll ring them in the morning.", "2016-03-09"),
        ("I'll walk it over first thing.", "2016-03-09"),
        ("I'll look at it after lunch.", "2016-03-08"),
        ("I'll send it as soon as we're done here.", "2016-03-08"),
        ("By Friday, in the morning.", "2016-03-11"),
        ("I was there on 1 February.", None),
        ("I'll send it.", None),
    ],
)
def test_due(text, due):
    found = due_date(text, dt.date(2016, 3, 8), fiscal_month=1)
    assert (found and found.iso) == due
