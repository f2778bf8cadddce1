from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesnlp.metadata.dates import date_in, date_of

MAY_6 = dt.date(2024, 5, 6)
MAY_24 = dt.date(2024, 5, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-06 hall.md", MAY_6),
        ("2024_05_06", MAY_6),
        ("2024.05.06", MAY_6),
        ("2024 05 06", MAY_6),
        ("20240506", MAY_6),
        ("hall-20240506_093911-Meeting Recording.vtt", MAY_6),
        ("GMT20240506-110528_Recording.vtt", MAY_6),
        ("2024-05-06T09:30:00Z", MAY_6),
        ("2024-5-6", MAY_6),
        ("2024/05/06 15:51 GMT", MAY_6),
        ("2024.5.6", MAY_6),
        ("6 May 2024", MAY_6),
        ("06-May-2024", MAY_6),
        ("6th of May, 2024", MAY_6),
        ("6may2024.txt", MAY_6),
        ("Monday 6 may 2024", MAY_6),
        ("May 6, 2024", MAY_6),
        ("May 6th 2024", MAY_6),
        ("Sept. 3, 2024", dt.date(2024, 9, 3)),
        ("3 Sep 2024", dt.date(2024, 9, 3)),
        ("hall 24.05.24 FINAL.docx", MAY_24),
        ("hall 5-24-24.docx", MAY_24),
        ("24/5/2024", MAY_24),
        ("5/24/2024", MAY_24),
        ("5_6_2024", MAY_6),
        ("hall 240524.txt", MAY_24),
        ("hall 052424.txt", MAY_24),
        ("hall 240124.txt", dt.date(2024, 1, 24)),
        ("2024-02-29", dt.date(2024, 2, 29)),
        ("2023-02-29", None),
        ("31.04.2024", None),
        ("31.04.2024, no: 30.04.2024", dt.date(2024, 4, 30)),
        ("May 2024", None),
        ("2024", None),
        ("5/24", None),
        ("rooms 10-12", None),
        ("marching 12 2024", None),
        ("555-12-3456", None),
        ("version 1.2.3.4", None),
        ("call +47 20240 50699", None),
        ("", None),
    ],
)
def test_date_in(text, day):
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("name", "head", "day"),
    [
        ("2024-05-06.txt", "Held on 24 May 2024", MAY_6),
        ("a/2023-01-01/hall.txt", "Held on 6 May 2024", MAY_6),
        ("hall.txt", "Press hall\n\nMinutes of 6 May 2024, drawn up 24 May 2024", MAY_6),
        ("hall 6 may.txt", "Minutes, spring of 2024", MAY_6),
        ("hall.txt", "Monday, May 6\nPress hall, 2024", MAY_6),
        ("hall 2024.txt", "Press hall\n6th of May", MAY_6),
        ("hall 6 may.txt", "", None),
        ("hall 6 may.txt", "2023 and 2024", None),
        ("hall 31 june.txt", "2024", None),
        ("hall.txt", "2024\nat 9:30 we press, may 6:30 be late", None),
        ("hall.txt", "2024\n\n\n\n6 May", None),
        ("hall.txt", "Press hall", None),
    ],
)
def test_date_of(name, head, day):
    assert date_of(name, head) == day


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789-/._ ,maysept't\n", max_size=60))
def test_any_text(text):
    found = date_of(text, text)
    assert found is None or 1900 <= found.year <= 2099
