"""On which line of a TOML file a key stands: the parser of the standard library does not tell."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def line_of(path: Path, keys: Sequence[int | str]) -> int | None:
    """The 1-based line on which the value at `keys` begins.

    Of a key that is missing, the line of the table that lacks it. The file is read from its
    beginning up to each line that may be it, so that texts of many lines or odd ways of writing
    keys mislead nobody.

    Args:
        path: a TOML file.
        keys: names of tables and keys, and places in lists from 0.

    Returns:
        None where the file holds none of it, or cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for depth in range(len(keys), 0, -1):
        names = [key for key in keys[:depth] if isinstance(key, str)]
        for number, line in enumerate(lines, 1):
            if names[-1] in line and _holds(lines, number, keys[:depth]):
                return number
    return None


def _holds(lines: Sequence[str], number: int, keys: Sequence[int | str]) -> bool:
    """Whether the file cut after `number` lines, or after what these leave open, holds `keys`."""
    for end in range(number, len(lines) + 1):
        try:
            value: Any = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue  # a list or a text goes on in the next line
        for key in keys:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return False
        return True
    return False
