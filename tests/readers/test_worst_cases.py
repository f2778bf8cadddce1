"""Regular expressions and readers on what makes a backtracking search explode: time stays in proportion."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest

from notesnlp.errors import NotesError
from notesnlp.readers import open_notes
from tests.readers import patterns

SOURCE = "\n".join(text for _, text in patterns.sources())
PIECES = [
    "a", "A", "Aa ", "a ", "A. ", "1", " ", "\t", "\n", ".", "-", "- ", ": ", "> ", "*", "_", "#", "|",
    "| ", "[", "[[", "]", "(", "<", "<v ", "&", "&#1", "00:", "1:11 ", "00:01:02 ", "On 2024 ", "a: ",
    "Mr Holm ", "Mr. ", '"', "'", "and ", "the ", "by ", "in ", "May ", "1st ", "said ", "From a to ",
    "x@y.z ", "://", "!", "? ", "é", "\u0301", "=", "--", "--> ", "- a ", "a-", "1.", "1,", "{\\", "not ",
    "we will ", "I ", "A, ", "next ",
]  # fmt: skip
LENGTH = 2_000
MOST_S = 0.15
"""A linear search of 2,000 characters takes under a millisecond, a cubic one minutes."""
GUARDED = {"_WROTE": 240, "_RECORDER_S": 250}
"""Patterns that only ever see so many characters, which the code checks before."""


PATTERNS = patterns.kept() | patterns.written() | patterns.made()


def _methods(name: str) -> list[str]:
    """How the package uses the pattern of this name; a search where that cannot be seen."""
    used = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", SOURCE))
    return ["search"] if not used or used - {"match", "fullmatch"} else sorted(used)


@pytest.mark.parametrize("place", PATTERNS)
def test_no_pattern_explodes(place):
    name = place.rsplit(".", 1)[-1]
    length = GUARDED.get(name, LENGTH)
    methods = _methods(name)
    for pattern in PATTERNS[place]:
        for piece in PIECES:
            text = (piece * (length // len(piece) + 1))[:length] + "\x00"
            fed = text if isinstance(pattern.pattern, str) else text.encode()
            for method in methods:
                start = time.process_time()
                getattr(pattern, method)(fed)
                spent = time.process_time() - start
                assert spent < MOST_S, (pattern.pattern, piece, method, spent)


COMPILED = """
import importlib, re, sys
real, found = re.compile, []
def seen(pattern, flags=0):
    made = real(pattern, flags)
    if "/notesnlp/" in sys._getframe(1).f_code.co_filename:
        found.append((made.pattern, made.flags))
    return made
re.compile = seen
from tests.readers import patterns
for name in patterns.modules():
    importlib.import_module(name)
fed = {(made.pattern, made.flags) for kept in patterns.kept().values() for made in kept}
print(len(found), *(repr(pattern) for pattern, flags in found if (pattern, flags) not in fed), sep="\\n")
"""


def test_no_pattern_that_is_compiled_is_left_out():
    """Everything that the package compiles while it is imported is fed with the worst cases above."""
    done = subprocess.run(
        [sys.executable, "-c", COMPILED], capture_output=True, text=True, check=True
    )
    number, *missing = done.stdout.splitlines()
    assert int(number) > 250
    assert missing == []


def test_no_function_that_makes_a_pattern_is_left_out():
    """One that is new in this list has to be fed too, by `patterns.made`."""
    assert patterns.put_together() == patterns.MADE_IN | patterns.NAMES_ALONE


HEADS = {
    "txt": "", "md": "", "csv": "", "html": "<html><body>", "eml": "From: a@b.cd\nMIME-Version: 1.0\n\n",
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "srt": "1\n00:00:01,000 --> 00:00:02,000\n",
    "sbv": "0:00:01.000,0:00:02.000\n",
}  # fmt: skip


@pytest.mark.parametrize("ending", HEADS)
def test_a_line_of_50_000_characters_is_read_at_once(ending, tmp_path):
    path = tmp_path / f"notes.{ending}"
    for piece in PIECES:
        line = (piece * (50_000 // len(piece) + 1))[:50_000]
        path.write_text(f"{HEADS[ending]}{line}x\n", encoding="utf-8")
        start = time.process_time()
        try:
            open_notes(path)
        except NotesError as error:
            assert error.reason
        assert time.process_time() - start < 10, piece  # a quadratic reader takes minutes
