"""What customers' work is about: which question to ask there, and what technology comes down to."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from notesnlp.detectors.framing.glossary import entry_of, glossary_pattern
from notesnlp.detectors.framing.terms import bare, is_vague


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of customers' work.

    Attributes:
        ask: an opening question about it.
        notice: what it comes down to for them: “For you it comes down to …”.
        today: how it goes: “I would like to understand …”.
    """

    ask: str
    notice: str
    today: str


ANY = Topic(
    ask="What would you notice in your own day if this were put right?",
    notice="what changes in your day, and when",
    today="how it goes for you today",
)
"""Where nothing tells what the talk is about."""
_NAMING_GROUPS = frozenset(
    {"applications", "goods", "health", "industry", "service", "telephony", "vehicles"}
)
"""Groups of the glossary whose terms name a part of the work too: a booking system, a service desk."""
_OUR_OWN = frozenset({"cloud", "development", "methods", "servers", "service"})
"""Groups of terms for IT's own work: what a tool of theirs is offered for, they do not tell."""
_SURE = 2
"""Words that tell a topic: one may be there by chance."""


@cache
def _topics() -> tuple[tuple[re.Pattern[str], Topic], ...]:
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{row['words']})(?![\w-])", re.I), _topic(row))
        for row in _table()["topic"]
    )


@cache
def group_topics() -> Mapping[str, Topic]:
    """What each group of the glossary comes down to, by the group's name."""
    return {row["name"]: _topic(row) for row in _table()["group"]}


def topic_of(kind: str, quote: str, terms: Sequence[str] = (), around: str = "") -> Topic:
    """The part of the customers' work that is talked about.

    Where two words of the quote are of one topic, it is that. Else jargon is of the topic that its
    terms are for, other talk of the topic of what was said before. One word alone tells nothing.

    Args:
        kind: the finding's type.
        quote: what was said.
        terms: its technical terms.
        around: what was said just before.
    """
    here, near = _most(quote), _most(around)
    known = _group(terms, frozenset() if kind == "jargon" else _OUR_OWN)
    order = {
        "jargon": (here, known, near),
        "solution_first": (here, near, known),
        "it_vs_business": (here, near),
    }
    return next((topic for topic in order[kind] if topic), ANY)


def _most(text: str) -> Topic | None:
    """The topic with most words in `text`, two different ones at least; the first named of equals."""
    said = glossary_pattern().sub(_without_technology, text)
    best: tuple[int, int] | None = None
    chosen = None
    for words, topic in _topics():
        found = list(words.finditer(said))
        if len({bare(word[0]) for word in found}) < _SURE:
            continue
        rank = (-len(found), found[0].start())
        if best is None or rank < best:
            best, chosen = rank, topic
    return chosen


def _without_technology(found: re.Match[str]) -> str:
    entry = entry_of(found[0])
    return found[0] if entry and entry.group in _NAMING_GROUPS else " "


def _group(terms: Sequence[str], without: frozenset[str]) -> Topic | None:
    """The topic of the group that most `terms` belong to, the first named of equals."""
    entries = (entry_of(term) for term in terms if not is_vague(term))
    groups = Counter(entry.group for entry in entries if entry and entry.group not in without)
    return group_topics()[groups.most_common(1)[0][0]] if groups else None


@cache
def _table() -> dict[str, list[dict[str, str]]]:
    text = resources.files(__package__).joinpath("topics.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _topic(row: Mapping[str, str]) -> Topic:
    return Topic(row["ask"], row["notice"], row["today"])
