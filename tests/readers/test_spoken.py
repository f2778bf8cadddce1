from __future__ import annotations

import time

import pytest

from notesnlp.readers.spoken import is_minutes, reported_speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Mr Holm remarked that the gate sticks.", "Mr Holm"),
        ("Mr. Holm then said so.", "Mr. Holm"),
        ("3.1 Ms Ek asked for a lock.", "Ms Ek"),
        ("(b) Dr Ada Holm replied.", "Dr Ada Holm"),
        ("In answer, Ms Ek explained the lock.", "Ms Ek"),
        ("Ms Ek, for the press hall, asked for a lock.", "Ms Ek"),
        ("The Chair thanked nobody.", None),
        ("The Chair noted it.", "The Chair"),
        ("The Head of Halls will order it.", None),
        ("The Press Hall Lead undertook to order it.", "The Press Hall Lead"),
        ("Dana Reyes would like a lock.", "Dana Reyes"),
        ("Mrs van der Meer wondered.", "Mrs van der Meer"),
        ("Dana would like a lock.", None),
        ("The motion carried.", None),
        ("the Chair noted it.", None),
        ("", None),
    ],
)
def test_reported_speaker(sentence, speaker):
    assert reported_speaker(sentence) == speaker


def test_letters_without_blanks_take_no_time():
    start = time.process_time()
    assert reported_speaker("The " + "A" * 20_000) is None
    assert reported_speaker("Dr " + "Ab" * 20_000) is None
    assert time.process_time() - start < 1


SAID = "Mr Holm remarked that the gate sticks."
OTHER = "The gate of the old hall sticks."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([SAID, OTHER, OTHER], True),
        ([SAID, *[OTHER] * 9], False),
        ([SAID, SAID, *["It is so."] * 9, *[OTHER] * 18], False),
        (["MINUTES", SAID, SAID, *[OTHER] * 18], True),
        (["Minutes", SAID, *[OTHER] * 18], False),
        ([SAID, SAID], False),
    ],
)
def test_is_minutes(paragraphs, expected):
    assert is_minutes(paragraphs) is expected
