"""The glossary: technology terms and how to put them in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def load_glossary() -> Mapping[str, str]:
    """Each term in lower case, and what it is in words that need no explanation."""
    text = resources.files(__package__).joinpath("glossary.toml").read_text(encoding="utf-8")
    terms: dict[str, str] = {}
    for entry in tomllib.loads(text)["term"]:
        for name in (entry["name"], *entry.get("also", ())):
            terms[name.lower()] = entry["plain"]
    return terms


@cache
def glossary_pattern() -> re.Pattern[str]:
    """Matches any term of the glossary as whole words, the longest first, with or without a plural s."""
    names = sorted(load_glossary(), key=lambda name: (-len(name), name))
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?:e?s)?(?![\w-])", re.I
    )
