"""The glossary: technology terms, how to put them in plain words, and words that are technical by evidence."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

GROUPS = "glossary_groups"
"""The folder of the glossary's files, a group of terms each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term's plain words, which complete the sentence “name” is …, and its group."""

    plain: str
    group: str


@cache
def load_entries() -> Mapping[str, Entry]:
    """Each term in lower case."""
    terms: dict[str, Entry] = {}
    folder = resources.files(__package__).joinpath(GROUPS)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        group = file.name.removesuffix(".toml")
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["term"]:
            for name in (entry["name"], *entry.get("also", ())):
                terms[name.lower()] = Entry(entry["plain"], group)
    return terms


@cache
def load_glossary() -> Mapping[str, str]:
    """Each term in lower case, and what it is in words that need no explanation."""
    return {name: entry.plain for name, entry in load_entries().items()}


def entry_of(term: str) -> Entry | None:
    """The entry of a term as written, with or without a plural s."""
    entries = load_entries()
    low = term.lower()
    forms = (low, low.removesuffix("s"), low.removesuffix("es"))
    return next((entries[form] for form in forms if form in entries), None)


@cache
def glossary_pattern() -> re.Pattern[str]:
    """Matches any term of the glossary as whole words, the longest first, with or without a plural s."""
    return _pattern(load_glossary())


@cache
def evidence_pattern() -> re.Pattern[str]:
    """Matches the words of `technical_words.csv`: frequent in IT's jargon, rare in general English."""
    text = resources.files(__package__).joinpath("technical_words.csv").read_text(encoding="utf-8")
    return _pattern(row["word"] for row in csv.DictReader(text.splitlines()))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of `words`, tried by their first letter: thousands of names would all be tried at every word.

    What ends in s takes no other: "MES" is not in "mess".
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for name in sorted(words, key=lambda name: (-len(name), name)):
        plural = "(?:es)?" if name[-1] in "sS" else "(?:e?s)?"
        rests[name[0].lower()].append(re.escape(name[1:]) + plural)
    names = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.I)
