"""People named in a text, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notesnlp.language.dates.calendar import MONTHS, WEEKDAYS
from notesnlp.metadata import People
from notesnlp.model.meeting import Speaker

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sister|Sir|Dame|Rev|Sen|Senator|Chair)"
)
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’\-]*"
_RUN = re.compile(rf"\b(?:{_TITLE}\.?\s+)?{_WORD}\.?(?:\s+(?:{_WORD}|\d+\b))*")
"""Words with capitals, and the numbers of pseudonyms: "Customer 4", "IT 5"."""
_ENDING = re.compile(r"(?:['’](?:s|ll|d|re)?|\.)$")
"""What is written on to a name: "Tom's", "Tom'll"."""
_NO_NAMES = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(
        """i it a an the and but or so if no yes ok can could will would shall may might has have had is are was
    were do does did he she we you they me my our your this that these those there here what who when where why how
    for from with on in at to of by as not any all one two also then now just see get let put per via act due""".split()
    )
)
"""Words that begin with a capital where a sentence begins, or are dates, and would pass for short names."""
_NEVER = frozenset({"IT", "OK"})
"""Capitals that meeting notes are full of, whoever has them for initials."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person of the roster, named in a text from `start` to `end`."""

    start: int
    end: int
    name: str


def mentions(text: str, people: People) -> list[Mention]:
    """The people whom `text` names, in its order.

    Speech that was written down without capitals is searched for first and last names.
    """
    runs = _lower(text, people) if text.islower() else _RUN.finditer(text)
    return [mention for run in runs for mention in _in_run(run, people)]


def _lower(text: str, people: People) -> Iterator[re.Match[str]]:
    words = {
        word
        for person in people.speakers
        for name in (person.name, *person.aliases)
        for word in name.casefold().split()
        if len(word) > 2 and word not in _NO_NAMES
    }
    if not words:
        return iter(())
    return re.finditer(r"\b(?:" + "|".join(map(re.escape, sorted(words))) + r")\b", text)


def _in_run(run: re.Match[str], people: People) -> Iterator[Mention]:
    """The names in a run of words with capitals: "Will Tom Ashdown" holds one."""
    words = list(re.finditer(r"\S+", run[0]))
    first = 0
    while first < len(words):
        for last in range(len(words), first, -1):
            said = _ENDING.sub("", run[0][words[first].start() : words[last - 1].end()])
            common = last == first + 1 and said.casefold() in _NO_NAMES
            if common and not _is_sign(said, run.string, people):
                continue
            person = people.find(said)
            if person and _is_name(said, person):
                start = run.start() + words[first].start()
                yield Mention(start, start + len(said), person.name)
                first = last
                break
        else:
            first += 1


def _is_sign(said: str, text: str, people: People) -> bool:
    """Whether a word is somebody's sign, as the roster has it among the aliases: "SO will ring"."""
    written = len(said) > 1 and said.isupper() and not text.isupper() and said not in _NEVER
    return written and any(said in person.aliases for person in people.speakers)


def _is_name(said: str, person: Speaker) -> bool:
    """Whether a person is called so, and not only a role that fits one of them."""
    word = said.casefold().split()[-1]
    names = (person.name, *person.aliases)
    if said == person.name:
        return True
    if person.name[-1:].isdigit():  # a pseudonym: "Customer" alone may be any of them
        return False
    parts = [part for name in names for part in re.split(r"[\s\-]+", name.casefold()) if part]
    initials = "".join(part[0] for part in re.split(r"[\s\-]+", person.name.casefold()) if part)
    return len(word) > 1 and (
        any(part.startswith(word.split("-")[-1]) for part in parts)
        or word in {initials, initials[0] + initials[-1]}
    )
