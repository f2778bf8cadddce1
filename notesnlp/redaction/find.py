"""Everything personal that a meeting's texts name, before anybody has a pseudonym."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from notesnlp.config import Redaction
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.redaction.addresses import find_addresses
from notesnlp.redaction.entities import read_entities
from notesnlp.redaction.known import KnownNames, Passage
from notesnlp.redaction.labels import is_person_label
from notesnlp.redaction.lexicon import SURE_TITLES, given_names
from notesnlp.redaction.numbers import find_ids, find_links, find_mails, find_phones, find_spoken
from notesnlp.redaction.spans import Span, apart
from notesnlp.redaction.strangers import Strangers
from notesnlp.redaction.words import folded, is_caseless, words_of


@dataclass(frozen=True, slots=True)
class Personal:
    """What a meeting names, by where it stands.

    Attributes:
        turns: spans of each turn.
        name: spans of the meeting's name, its path below the folder.
        title: spans of its title.
        unit: spans of its unit: people's whole names only, since units are kept.
        people: everybody who is known beforehand: of the roster, and who speaks.
    """

    turns: tuple[tuple[Span, ...], ...]
    name: tuple[Span, ...]
    title: tuple[Span, ...]
    unit: tuple[Span, ...]
    people: tuple[Speaker, ...]


def find_personal(meeting: Meeting, settings: Redaction) -> Personal:
    """Everything personal in a meeting."""
    people = people_in(meeting)
    kept = (*settings.keep, meeting.unit or "", *(person.role or "" for person in people))
    names = {word.bare for person in people for word in words_of(person.name)}
    keep = frozenset(word.bare for text in kept for word in words_of(text)) - names
    texts = [turn.text for turn in meeting.turns] + [spaced(meeting.name), meeting.title or ""]
    known = KnownNames(people, settings.names)
    found = find_in(texts, known, Strangers(keep), settings)
    unit = tuple(find_whole(meeting.unit or "", people))
    return Personal(tuple(found[:-2]), found[-2], found[-1], unit, people)


def people_in(meeting: Meeting) -> tuple[Speaker, ...]:
    """The roster's people and those who speak under a name of their own, once each."""
    listed = meeting.people if meeting.people != meeting.speakers else ()
    people = {person.name: person for person in meeting.people}
    for person in meeting.speakers:
        people.setdefault(person.name, person)
    labels = {turn.speaker: turn.side for turn in meeting.turns if turn.speaker}
    for label, side in labels.items():
        people.setdefault(label, Speaker(label, side=side))
    names = {person.name for person in listed}
    return tuple(
        person
        for person in people.values()
        if is_person_label(person.name, listed=person.name in names)
    )


def find_in(
    texts: Sequence[str], known: KnownNames, strangers: Strangers, settings: Redaction
) -> list[tuple[Span, ...]]:
    """Spans of each text; a name that one of them gives in full is looked for in all."""
    passages = _passages(texts, known)
    numbers = [tuple(_numbers(text, settings.regions)) for text in texts]
    found = [tuple(strangers.find(passage)) for passage in passages]
    full = _full_names(found)
    others = KnownNames([Speaker(name) for name in full])
    spans = []
    for passage, own, new in zip(passages, numbers, found, strict=True):
        listed = tuple(known.find(passage))
        again = tuple(others.find(passage))
        linked = tuple(_linked(span, full) for span in new)
        spans.append(apart((*own, *listed, *again, *linked), passage.text))
    return spans


def spaced(path: str) -> str:
    """A file's name with blanks where words are joined, as long as it was."""
    return "".join(" " if mark in "_-.+/" else mark for mark in path)


def find_whole(text: str, people: Iterable[Speaker]) -> list[Span]:
    """Where a text has somebody's whole name: for units, which are called after people at times."""
    bare = folded(text)
    found = []
    for person in people:
        name = folded(person.name)
        at = bare.find(name) if " " in name else -1
        if at >= 0:
            found.append(Span(at, at + len(name), "person", name))
    return list(apart(found, text))


def _passages(texts: Sequence[str], known: KnownNames) -> list[Passage]:
    words = [words_of(text) for text in texts]
    caseless = [is_caseless(text) for text in texts]
    entities = read_entities(
        _with_capitals(text, known) if bare else text
        for text, bare in zip(texts, caseless, strict=True)
    )
    rows = zip(texts, words, entities, caseless, strict=True)
    return [Passage(*row) for row in rows]


def _with_capitals(text: str, known: KnownNames) -> str:
    """Speech without capitals, with one for each word that may be a name: so the recogniser sees it."""
    marks = list(text)
    before = ""
    for word in words_of(text):
        name = known.has_word(word.bare) or word.bare in given_names() or before in SURE_TITLES
        if name or (word.bare in SURE_TITLES):
            marks[word.start] = marks[word.start].upper()[:1]
        before = word.bare
    return "".join(marks)


def _numbers(text: str, regions: Sequence[str]) -> Iterable[Span]:
    yield from find_mails(text)
    yield from find_links(text)
    yield from find_addresses(text)
    phones = list(find_phones(text, regions))
    ids = list(find_ids(text))
    yield from (item for item in ids if not any(_same(item, phone) for phone in phones))
    yield from phones
    yield from find_spoken(text)


def _same(one: Span, other: Span) -> bool:
    """Whether a phone number covers at least as much as an id."""
    return other.start <= one.start and one.end <= other.end


def _full_names(found: Iterable[Sequence[Span]]) -> dict[str, None]:
    return {span.key: None for spans in found for span in spans if " " in span.key}


def _linked(span: Span, full: Iterable[str]) -> Span:
    """A first or last name under the one full name that it is part of."""
    if " " in span.key:
        return span
    fits = [name for name in full if span.key in {name.split()[0], name.split()[-1]}]
    return replace(span, key=fits[0]) if len(fits) == 1 else span
