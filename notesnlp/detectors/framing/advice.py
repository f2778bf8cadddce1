"""How to put it instead: coaching for a framing finding, in words that can be said as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notesnlp.detectors.framing.apart import together
from notesnlp.detectors.framing.glossary import entry_of
from notesnlp.detectors.framing.terms import is_vague
from notesnlp.detectors.framing.topics import Topic

WHY = {
    "jargon": "The listener cannot be expected to know these words, and stops following without saying so.",
    "solution_first": "A tool was named before it was understood what the customer is up against; from here on the talk is about the tool.",
    "it_vs_business": "It sets IT apart from the people it works for; they hear that their work is somebody else's concern.",
}
RULES = {
    "jargon": "unexplained-term",
    "solution_first": "solution-before-need",
    "it_vs_business": "us-and-them",
}
_MOST_TERMS = 2
"""Terms that one sentence explains at most: more would be a lecture."""
_CLAUSE = re.compile(r"(?:whether|how|what|when|where|who|so)\b")
"""Plain words that begin so are a clause, of which one cannot say that it would help."""


_EVERYDAY_TOOL = re.compile(
    r"(?:app|tablet|kiosk|portal|template|scanner|tracker|screen|sensor|qr\s+code)s?", re.I
)
"""Tools that need no other word."""


def say_instead(kind: str, terms: Sequence[str], quote: str, topic: Topic) -> str:
    """The same matter in terms of the customer's process or experience, nothing added to it.

    Args:
        kind: the finding's type.
        terms: the terms at fault.
        quote: what was said.
        topic: the part of the customer's work that it is about.
    """
    if kind == "it_vs_business":
        return together(quote, topic)
    if kind == "solution_first":
        return f"Before we choose anything, I would like to understand {topic.today}. Then we can see {_help(terms)}."
    plain = _plain(sorted(terms, key=is_vague))[:_MOST_TERMS]
    if not plain:
        return f"In short, this is about {topic.notice}."
    return f"This is about {_listed(plain)}. For you it comes down to {topic.notice}."


def _help(terms: Sequence[str]) -> str:
    """What may help, put plainly: the tool that was named first, as far as there are words for it."""
    named = [term for term in terms if not is_vague(term)]
    thing = next((words for words in _plain(named) if not _CLAUSE.match(words)), None)
    if thing is None:
        thing = next((_everyday(term) for term in terms if _EVERYDAY_TOOL.fullmatch(term)), None)
    if thing is None:
        return "what would help"
    return f"whether this would help: {thing}" if "," in thing else f"whether {thing} would help"


def _everyday(tool: str) -> str:
    """A tool that everybody knows, with its article."""
    low = tool.lower()
    if low.endswith("s"):
        return low
    return f"{'an' if low[0] in 'aeiou' else 'a'} {low}"


def _plain(terms: Sequence[str]) -> list[str]:
    """The plain words of the terms that the glossary knows, each once."""
    entries = (entry_of(term) for term in terms)
    return list(dict.fromkeys(entry.plain for entry in entries if entry))


def _listed(parts: Sequence[str]) -> str:
    """`parts` as one would say them: commas, and an "and" before the last.

    >>> _listed(["a lock", "a key", "a door"]), _listed(["a lock, or two", "a key"])
    ('a lock, a key and a door', 'a lock, or two; and a key')
    """
    if len(parts) == 1:
        return parts[0]
    inner = any("," in part for part in parts)
    return (
        f"{('; ' if inner else ', ').join(parts[:-1])}{'; and ' if inner else ' and '}{parts[-1]}"
    )
