"""Regular expressions and readers on what makes a backtracking search explode: time stays in proportion."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import notesnlp
from notesnlp.errors import NotesError
from notesnlp.readers import open_notes

PACKAGE = Path(notesnlp.__file__).parent
SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if "_models" not in path.parts
)  # fmt: skip
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


def _walk(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 3 and isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _walk(item, depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _walk(item, depth + 1)


def _patterns() -> dict[str, list[re.Pattern[str]]]:
    found: dict[str, list[re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(notesnlp.__path__, "notesnlp."):
        if "training" in module.name or "migrations" in module.name:  # run by alembic alone
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            patterns = list(_walk(value))
            if patterns:
                found[f"{module.name}.{name}"] = patterns
    return found


PATTERNS = _patterns()


def _methods(name: str) -> list[str]:
    """How the package uses the pattern of this name; a search where that cannot be seen."""
    used = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", SOURCE))
    return ["search"] if not used or used - {"match", "fullmatch"} else sorted(used)


@pytest.mark.parametrize("place", PATTERNS)
def test_no_pattern_explodes(place):
    name = place.rsplit(".", 1)[1]
    length = GUARDED.get(name, LENGTH)
    for pattern in PATTERNS[place]:
        for piece in PIECES:
            text = (piece * (length // len(piece) + 1))[:length] + "\x00"
            for method in _methods(name):
                start = time.process_time()
                getattr(pattern, method)(text)
                spent = time.process_time() - start
                assert spent < MOST_S, (pattern.pattern, piece, method, spent)


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
        assert time.process_time() - start < 3, piece
