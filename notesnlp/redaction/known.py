"""Names that are known beforehand: of the roster, of those who speak, and of the settings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from notesnlp.model.meeting import Speaker
from notesnlp.redaction.entities import Entities
from notesnlp.redaction.lexicon import AFTER, PARTICLES, PERIODS, SURE_TITLES, TITLES, is_ordinary
from notesnlp.redaction.spans import Span
from notesnlp.redaction.words import Word, adjoin, folded, joined, words_of

_LONGEST = 6
"""Words of the longest name."""
_SHORTEST = 3
"""Letters from which the beginning of a first name counts as a short form: Bron for Bronwyn."""
_FIRST_OF_ALL = frozenset(
    """john mike bob tom peter nick jack harry josh jimmy kelly carol ross carter jim rob sandy victoria jasmine
    kevin christian billy charlie danny eddie freddie jenny johnny kitty molly nancy polly robin sally steve
    terry tommy willy stewart stuart craig leslie gary barry larry andrew martin graham dean tony""".split()
)
"""Ordinary words for WordNet that in meetings are names of people."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what is known of it.

    Attributes:
        text: as it was written down.
        words: its words.
        entities: as the entity recogniser reads it, with capitals where it has none.
        caseless: it was written down without capitals.
    """

    text: str
    words: Sequence[Word]
    entities: Entities
    caseless: bool

    def proper(self, word: Word) -> bool:
        """Whether an ordinary word stands here as a name."""
        if self.caseless:
            lead = self.text[max(word.start - 8, 0) : word.start]
            person = self.entities.is_person(word.start, word.end)
            return person and word.start in self.entities.proper and not _ARTICLE.search(lead)
        return word.capital and (
            word.start in self.entities.proper or self.entities.is_person(word.start, word.end)
        )

    def starts(self, word: Word) -> bool:
        """Whether a word begins a sentence, where any word has a capital."""
        lead = self.text[max(word.start - 20, 0) : word.start].rstrip(" \"'“‘(-–*•")
        return not lead or lead[-1] in ".?!:\n"


_ARTICLE = re.compile(r"\b(?:the|a|an|my|your|our|his|her|their|this|that|no|any|some)\s$", re.I)
ACTS = re.compile(
    r"(?:['’]s\b|, | \(|,? (?:said|says|told|asked|asks|wants|wanted|knows|knew|would|has|had|is|was|sent|signed|closed|thinks|thought|reported|promised|mentioned|wrote|writes|called|calls|rang|gave|gives|needs|needed|does|did|could|leaves|left|runs|joined|handles|uses|used|keeps|moved|showed|found|hired|bought|drives|counted|went|came)\b|,? (?:from|at|in|of|over in|on) [A-Za-z])"
)
"""What stands behind the name of somebody."""


class KnownNames:
    """Finds people whose names are known, in all the forms that people use.

    Args:
        people: of the roster and among the speakers.
        names: other names that are known.
    """

    def __init__(self, people: Iterable[Speaker], names: Iterable[str] = ()) -> None:
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._firsts: dict[str, set[str]] = defaultdict(set)
        self._initials: dict[str, set[str]] = defaultdict(set)
        self._listed: dict[str, set[str]] = defaultdict(set)
        self._words: set[str] = set()
        for person in people:
            self._add(person.name, person.name)
            for alias in person.aliases:
                self._add(alias, person.name)
        for name in names:
            self._add(name, name)

    def has_word(self, word: str) -> bool:
        """Whether a word, in small letters, is one of a known name."""
        return word in self._words

    def _add(self, name: str, of: str) -> None:
        """All forms of `name`, which means the person called `of`."""
        key = folded(of)
        words = words_of(name)
        while len(words) > 1 and words[0].bare in TITLES:
            words = words[1:]
        if not words:
            return
        if len(words) == 1 and words[0].text.isupper() and len(words[0].text) <= 4:
            self._listed[words[0].text].add(key)
            return
        self._words.update(word.bare for word in words if word.bare not in PARTICLES)
        self._forms[joined(words)].add(key)
        if "," in name:  # Kowalski, Jürgen
            self._forms[joined([*words[1:], words[0]])].add(key)
        bare = [word for word in words if word.bare not in PARTICLES]
        if len(words) > 1 and bare:
            at = next((at for at, word in enumerate(words) if at and word.bare in PARTICLES), len(words) - 1)  # fmt: skip
            for part in (words[:1], bare[-1:], words[at:], words[-2:], words[:2], words[1:]):
                if part[0].bare not in PARTICLES or len(part) > 1:
                    self._forms[joined(part)].add(key)
            self._forms[f"{words[0].bare[0]} {joined(words[at:])}"].add(key)
            letters = "".join(word.text[0] for word in words).upper()
            for initials in {letters, letters[0] + letters[-1]}:
                self._initials[initials].add(key)
        first = words[0].bare
        for end in range(_SHORTEST, len(first)):
            self._firsts[first[:end]].add(key)

    def find(self, passage: Passage) -> Iterator[Span]:
        """Where a passage names one of them; the titles before a name are part of it."""
        words, at = passage.words, 0
        while at < len(words):
            found = self._longest(passage, at)
            if found is None:
                at += 1
                continue
            last, keys = found
            first = title_before(passage, at)
            last = title_behind(passage, last)
            key = next(iter(keys)) if len(keys) == 1 else joined(words[at : last + 1])
            yield Span(words[first].start, words[last].end, "person", key)
            at = last + 1

    def _longest(self, passage: Passage, at: int) -> tuple[int, set[str]] | None:
        words = passage.words
        last = at
        while last + 1 < len(words) and last - at + 1 < _LONGEST and adjoin(passage.text, words[last], words[last + 1]):  # fmt: skip
            last += 1
        for end in range(last, at - 1, -1):
            said = words[at : end + 1]
            keys = self._forms.get(joined(said))
            if keys and (len(said) > 1 or self._counts(passage, said[0], at)):
                return end, keys
        return self._short(words[at], at)

    def _counts(self, passage: Passage, word: Word, at: int) -> bool:
        """Whether one word, which is a form of a name, is one here."""
        if word.bare in _FIRST_OF_ALL and (passage.caseless or word.capital):
            return True
        if not is_ordinary(word.bare):
            return passage.caseless or word.capital or len(word.text) > 3
        if not passage.caseless and not word.capital:
            return False
        before = passage.words[at - 1] if at else None
        titled = before is not None and before.bare in SURE_TITLES
        alone = word.text == passage.text.strip(" ,.!?…-–")
        if titled or alone or passage.proper(word):
            return True
        if passage.caseless or word.bare in PERIODS:
            return False
        return not passage.starts(word) or ACTS.match(passage.text, word.end) is not None

    def _short(self, word: Word, at: int) -> tuple[int, set[str]] | None:
        keys = self._listed.get(word.text)
        if keys is None and not is_acronym(word.text):
            keys = self._initials.get(word.text)
        if keys:
            return at, keys
        if len(word.text) >= _SHORTEST and word.capital and not word.text.isupper():
            keys = self._firsts.get(word.bare)
            if keys and len(keys) == 1 and not is_ordinary(word.bare):
                return at, keys
        return None


def is_acronym(word: str) -> bool:
    """Whether capitals stand for a thing rather than for a person's initials.

    >>> is_acronym("IT"), is_acronym("JK")
    (True, False)
    """
    return word.isupper() and (
        word.lower() in _ACRONYMS or (len(word) > 2 and is_ordinary(word.lower()))
    )


_ACRONYMS = frozenset(
    """it hr pc pr tv id ip os ap vp hq pm am uk us eu usa ceo cio cto cfo coo qa ui ux ad ai api app bi ci cd crm db dc
    dns dr erp faq gps hd io isp kpi lan mac mfa ms nhs ok pdf pi po poc qr rfp roi sap sla sms sql sso tb usb vat
    vm vpn wan wifi xp re cc bcc ac dc es fr de la ps rd st av mb gb no so in on at to an as is be by do go he me my of or up we if""".split()
)


def title_before(passage: Passage, at: int) -> int:
    """The first of the titles before the word at `at`: of "the Rev Dr Bo Ek" the second word."""
    words = passage.words
    while at and words[at - 1].bare in TITLES and adjoin(passage.text, words[at - 1], words[at]):
        if not (words[at - 1].capital or words[at - 1].bare in SURE_TITLES or passage.caseless):
            break
        at -= 1
    return at


def title_behind(passage: Passage, at: int) -> int:
    """The last word of a name that ends at `at`, with what stands behind it: "Lakshmi ma'am"."""
    words = passage.words
    if at + 1 < len(words) and words[at + 1].bare in AFTER:
        between = passage.text[words[at].end : words[at + 1].start]
        if between in {" ", "-"}:
            return at + 1
    return at
