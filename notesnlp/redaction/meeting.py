"""A meeting and its findings under pseudonyms: what everything else is made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from notesnlp.model.finding import Finding, FollowUp, quote
from notesnlp.model.meeting import Meeting, Reading, Turn
from notesnlp.redaction.cast import Cast
from notesnlp.redaction.edits import Edited, edited
from notesnlp.redaction.find import Personal
from notesnlp.redaction.lexicon import is_ordinary
from notesnlp.redaction.words import folded


@dataclass(frozen=True, slots=True)
class Redacted:
    """A meeting and its findings, with no name left in either."""

    meeting: Meeting
    findings: tuple[Finding, ...]


def redact(
    meeting: Meeting, findings: Sequence[Finding], found: Personal, cast: Cast, *, name: str
) -> Redacted:
    """The meeting and findings with pseudonyms in the places of what was found.

    Quotes are the redacted turns' own text from their new starts to their new ends; a quote
    that begins or ends inside of a name holds the whole pseudonym. Ids are made from the
    redacted text, since those of the original would allow names to be tried out.

    Args:
        meeting: as it was read.
        findings: of the meeting, as the detectors found them.
        found: what it names.
        cast: the pseudonyms.
        name: what the meeting is called now, see `redacted_name`.
    """
    pairs = zip(meeting.turns, found.turns, strict=True)
    texts = [edited(turn.text, spans, cast.short) for turn, spans in pairs]
    turns = tuple(map(_turn, meeting.turns, texts, [cast] * len(texts)))
    cover = _cover(meeting, found, cast)
    hidden = replace(
        meeting,
        name=name,
        turns=turns,
        speakers=tuple(cast.speaker(person) for person in meeting.speakers),
        people=tuple(cast.speaker(person) for person in meeting.people),
        title=edited(meeting.title, found.title, cast.short).text if meeting.title else None,
        unit=edited(meeting.unit, found.unit, cast.short).text if meeting.unit else None,
        reading=_reading(meeting.reading, cover),
    )
    return Redacted(hidden, tuple(_finding(item, hidden, texts, cast, cover) for item in findings))


def redacted_name(meeting: Meeting, found: Personal, cast: Cast) -> str:
    """The path of a meeting's file below the folder, with pseudonyms."""
    return edited(meeting.name, found.name, cast.short).text


def _turn(turn: Turn, text: Edited, cast: Cast) -> Turn:
    return replace(
        turn,
        speaker=cast.name(turn.speaker) if turn.speaker else turn.speaker,
        text=text.text,
        pieces=tuple(replace(piece, start=text.end(piece.start)) for piece in turn.pieces),
    )


def _finding(
    item: Finding,
    meeting: Meeting,
    texts: Sequence[Edited],
    cast: Cast,
    cover: Callable[[str], str],
) -> Finding:
    place = item.evidence
    text = texts[place.turn]
    start, end = text.start(place.start), text.end(place.end)

    def hidden(value: Any) -> Any:
        """A text as it stands in the redacted quote, where it is taken from there."""
        if isinstance(value, tuple):
            return tuple(hidden(part) for part in value)
        if not isinstance(value, str):
            return value
        at = place.quote.find(value) if " " in value or value[:1].isupper() else -1
        if at < 0:
            return cover(value)
        at += place.start
        return text.text[text.start(at) : text.end(at + len(value))]

    own = {each.name: hidden(getattr(item, each.name)) for each in fields(item) if each.name in _SAID}  # fmt: skip
    if isinstance(item, FollowUp) and item.owner:
        own["owner"] = cast.name(item.owner)
    turn = meeting.turns[place.turn]
    return replace(item, evidence=quote(meeting, turn, start, end, kind=item.kind), **own)


_SAID = frozenset({"terms", "why", "say_instead", "ask", "when_text", "questions"})
"""Fields of findings in which words of the text may stand."""


def _cover(meeting: Meeting, found: Personal, cast: Cast) -> Callable[[str], str]:
    """Replaces in any text what the meeting's own text names, spelt as it is there."""
    said: dict[str, str] = {}
    for turn, spans in zip(meeting.turns, found.turns, strict=True):
        for span in spans:
            raw = turn.text[span.start : span.end]
            if " " in raw or not is_ordinary(folded(raw)):
                said.setdefault(raw, cast.short(span))
    if not said:
        return cast.whole
    longest = sorted(said, key=lambda raw: (-len(raw), raw))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return lambda text: cast.whole(pattern.sub(lambda match: said[match[0]], text))


def _reading(reading: Reading | None, cover: Callable[[str], str]) -> Reading | None:
    if reading is None:
        return None
    return replace(reading, warnings=tuple(map(cover, reading.warnings)))


def names_apart(names: Iterable[str]) -> list[str]:
    """Names of files, with a number where two have become the same.

    >>> names_apart(["a/Person 1.md", "a/Person 1.md", "b.md"])
    ['a/Person 1.md', 'a/Person 1 (2).md', 'b.md']
    """
    taken: set[str] = set()
    apart = []
    for name in names:
        head, dot, ending = name.rpartition(".")
        stem = head if dot else name
        new, number = name, 2
        while new in taken:
            new = f"{stem} ({number}){dot}{ending if dot else ''}"
            number += 1
        taken.add(new)
        apart.append(new)
    return apart
