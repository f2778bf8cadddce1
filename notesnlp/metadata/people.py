"""From a name as written to the person of the roster."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from notesnlp.model.meeting import Speaker

TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|rev|fr|sgt|chief|judge|hon)\.?\s+",
    re.I,
)
_VOICE = re.compile(
    r"(?:attendee|caller|ch|channel|female|guest|male|mic|participant|person|room|speaker|spk|unidentified|unknown|user|voice)"
    r"[\s_#-]*[a-z]?\d*|[\d\W_]+",
    re.I,
)
_BRACKET = re.compile(r"\s*\([^)]*\)*")
_SMALL = {"the", "of", "and", "for", "a", "an", "&"}


class People:
    """Finds a person by full name, alias, initials, first name, titled surname or role.

    A name that fits two people finds none: who is meant is then not known. Only a name written as
    in the roster finds that line, whatever else it fits: a roster may hold "Reyes, Dana" and
    "Dana Reyes".
    """

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self.speakers = tuple(speakers)
        self.find = lru_cache(maxsize=None)(self._find)

    def _find(self, name: str) -> Speaker | None:
        """The one person whom `name` can mean, or None."""
        bare = bare_name(name)
        if not bare:
            return None
        written = [person for person in self.speakers if person.name == name.strip()]
        if len(written) == 1:
            return written[0]
        untitled = TITLE.sub("", bare)
        for fits in (self._named, self._initials, self._part, self._short):
            people = {
                person.name: person for person in self.speakers if fits(person, bare, untitled)
            }
            if len(people) == 1:
                return next(iter(people.values()))
            if people:
                return None
        return self._by_role(bare)

    @staticmethod
    def _named(person: Speaker, bare: str, untitled: str) -> bool:
        names = {bare_name(person.name), *(bare_name(alias) for alias in person.aliases)}
        return bare in names or untitled in names

    @staticmethod
    def _initials(person: Speaker, bare: str, untitled: str) -> bool:
        letters = "".join(word[0] for word in re.split(r"[\s\-]+", person.name) if word)
        first_last = letters[:1] + letters[1:][-1:]
        return 2 <= len(bare) <= 4 and bare in {letters.casefold(), first_last.casefold()}

    @staticmethod
    def _part(person: Speaker, bare: str, untitled: str) -> bool:
        words = TITLE.sub("", person.name.casefold()).split()
        if untitled != bare:
            return bool(words) and untitled in {words[-1], " ".join(words[-2:])}
        return bool(words) and bare in {words[0], words[-1], " ".join(words[:2])}

    @staticmethod
    def _short(person: Speaker, bare: str, untitled: str) -> bool:
        return len(bare) >= 3 and " " not in bare and person.name.casefold().startswith(bare)

    def _by_role(self, bare: str) -> Speaker | None:
        wanted = [word for word in re.findall(r"\w+", bare) if word not in _SMALL]
        if not wanted:
            return None
        words = {
            person.name: set(re.findall(r"\w+", person.role.casefold())) - _SMALL
            for person in self.speakers
            if person.role
        }
        exact = [name for name, role in words.items() if set(wanted) == role]
        names = exact or [name for name, role in words.items() if set(wanted) <= role]
        found = {person.name: person for person in self.speakers}
        return found[names[0]] if len(names) == 1 else None


def is_voice(label: str) -> bool:
    """Whether `label` is what recognisers call a voice that they cannot name.

    >>> is_voice("SPEAKER_01"), is_voice("Guest"), is_voice("Guest Bo"), is_voice("Grace")
    (True, True, False, False)
    """
    return _VOICE.fullmatch(label.strip()) is not None


def bare_name(name: str) -> str:
    """`name` in small letters, without brackets, first names first.

    >>> bare_name("Reyes, Dana (Press hall)")
    'dana reyes'
    """
    bare = _BRACKET.sub("", name).strip(" .,:;'’").casefold()
    last, comma, first = bare.partition(", ")
    return f"{first} {last}" if comma else bare
