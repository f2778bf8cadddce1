from __future__ import annotations

import pytest

from notesnlp.readers.labels import header_of, is_clock, is_name, label_of, speakers_in


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Dana Reyes: at nine", "Dana Reyes", "at nine"),
        ("  Dana Reyes :  at nine", "Dana Reyes", "at nine"),
        ("Dana Reyes:", "Dana Reyes", ""),
        ("[1:02] Dana: at nine", "Dana", "at nine"),
        ("00:01:02.345 Dana: at nine", "Dana", "at nine"),
        ("Dana (1:02): at nine", "Dana", "at nine"),
        ("Mr. J. O'Neil-Ek: at nine", "Mr. J. O'Neil-Ek", "at nine"),
        ("Ann of the Hall: at nine", "Ann of the Hall", "at nine"),
        ("Jonas (IT): at nine", "Jonas (IT)", "at nine"),
        ("IT liaison: at nine", "IT liaison", "at nine"),
        ("Ward manager 2: at nine", "Ward manager 2", "at nine"),
        ("Émile: at nine", "Émile", "at nine"),
        ("**Dana Reyes:** at nine", "Dana Reyes", "at nine"),
        ("**[1:02] Dana Reyes**: at nine", "Dana Reyes", "at nine"),
    ],
)
def test_label(line, name, rest):
    label = label_of(line)
    assert label is not None
    assert (label.name, line[label.end :]) == (name, rest)


@pytest.mark.parametrize(
    "line",
    [
        "and the reason is: apples",
        "We press at nine. Reason: apples",
        "Http://example.org",
        "9:30 at the gate",
        "Agenda: apples",
        "Action Items: apples",
        "One Two Three Four Five Six Seven: apples",
        "Present: Dana, Bo",
        "The reason we met: apples",
        ": apples",
        "12: apples",
        "",
    ],
)
def test_no_label(line):
    assert label_of(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dana Reyes  0:05", ("Dana Reyes", 5.0)),
        ("Dana Reyes - [01:02:03]", ("Dana Reyes", 3723.0)),
        ("Speaker 12 00:01.5", ("Speaker 12", 1.5)),
        ("Dana Reyes", None),
        ("we meet at 9:30", None),
        ("Dana Reyes 0:05 at nine", None),
    ],
)
def test_header(line, expected):
    assert header_of(line) == expected


def test_names_and_clocks():
    assert [is_name(word) for word in ("HB", "Dana Reyes", "nb", "Date", "AOB")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert [is_clock(line) for line in ("00:05:00", " [1:02] ", "at 1:02", "12")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Dana: a", "Bo: b"], {"Dana", "Bo"}),
        (["Dana: a", "and so", "and on", "and so", "forth"], set()),
        (["Dana: a", "x", "Bo: b", "x"] * 3 + ["Cy: c", "x"], {"Dana", "Bo", "Cy"}),
        (["Dana: a", "x", "x", "Bo: b", "x"] * 3 + ["Cy: c", "x"], {"Dana", "Bo"}),
        ([], set()),
    ],
)
def test_speakers(lines, expected):
    assert speakers_in(lines) == expected
