"""Who undertakes a follow-up: resolved to the roster, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from notesnlp.detectors.followups import cues
from notesnlp.detectors.followups.mentions import Mention, mentions
from notesnlp.metadata import People
from notesnlp.model.meeting import Meeting, Speaker, Turn

_HEAD = 6
"""Turns of typed notes in which the note-taker is named."""


def owner_of(meeting: Meeting, turn: Turn, text: str) -> str | None:
    """The name of whoever is to do what `text` of `turn` says, as the roster has it.

    First whoever is put down for it ("BK: …", "… → Tom"), then a person named as the doer, the
    speaker who says "I'll", the person spoken to in a request, and last whoever is said to have
    promised it. None where nobody is plainly meant.

    Of the 84 follow-ups of the two validation organisations 73 get the right owner or rightly
    none, 2 a wrong one (2026-11-25).
    """
    people = people_of(meeting)
    named = mentions(text, people)
    found = (
        _put_down(meeting, text, named)
        or _doer(meeting, text, named)
        or _of_pronoun(meeting, turn, text, people)
    )
    if found:
        return found
    if _takes_on(text, named):
        return turn.speaker or _writer(meeting)
    if turn.speaker and meeting.form == "notes" and not cues.WAITS.search(text):
        return turn.speaker
    if turn.speaker and (cues.ASKED.search(text) or cues.IMPERATIVE.search(text)):
        return _called(turn, text, named) or _next_speaker(meeting, turn)
    if cues.IMPERATIVE.match(text):
        return _writer(meeting)
    called = _called(turn, text, named) if cues.YOU.search(text) else None
    return called or _said_so(meeting, text, named)


@lru_cache(maxsize=64)
def people_of(meeting: Meeting) -> People:
    """Everybody who may own a follow-up of `meeting`."""
    known: dict[str, Speaker] = {person.name: person for person in meeting.people}
    for speaker in meeting.speakers:
        known.setdefault(speaker.name, speaker)
    return People(known.values())


def _put_down(meeting: Meeting, text: str, named: Sequence[Mention]) -> str | None:
    """The person beside whose name, or after whose arrow, the work stands."""
    if cues.ME.search(text):
        return _writer(meeting)
    for mention in named:
        before, after = text[: mention.start], text[mention.end :]
        if not before.strip(" -*•[(") and cues.LABEL.match(after):
            return mention.name
        if cues.ASSIGNS.search(before) and cues.CLOSES.match(after):
            return mention.name
    return None


def _doer(meeting: Meeting, text: str, named: Sequence[Mention]) -> str | None:
    """The first person who "will", "is to", "undertook to"; in minutes also who "would"."""
    for mention in named:
        before, after = text[: mention.start], text[mention.end :]
        if cues.GETS.match(after) or cues.OBJECT.search(before):
            continue
        if cues.DOES.match(after) or (meeting.form == "minutes" and cues.WOULD.match(after)):
            return mention.name
        starts = not before.strip(" -*•") or before.rstrip().endswith((".", ";", "–"))
        if meeting.form in {"notes", "mail"} and starts and cues.PRESENT.match(after):
            return mention.name
    return None


def _of_pronoun(meeting: Meeting, turn: Turn, text: str, people: People) -> str | None:
    """The person whom "she would", "he undertook to" means: the one spoken of before."""
    found = cues.PRONOUN_DOES.search(text)
    if found is None:
        return None
    if meeting.form == "minutes" and turn.speaker:
        return turn.speaker
    lead = text[: found.start()]
    if meeting.form != "transcript":
        lead = turn.text[: max(turn.text.find(text), 0)] + lead
    before = mentions(lead, people)
    return before[-1].name if before else None


def _takes_on(text: str, named: Sequence[Mention]) -> bool:
    """Whether the speaker undertakes something: "I'll", "you'll have it", "Mr Bell will get my answer"."""
    return (
        cues.SELF.search(text) is not None
        or cues.RECEIVES.search(text) is not None
        or any(cues.GETS.match(text[mention.end :]) for mention in named)
    )


def _called(turn: Turn, text: str, named: Sequence[Mention]) -> str | None:
    """The person who is called by name."""
    for mention in named:
        before, after = text[: mention.start], text[mention.end :]
        called = cues.CALLED_AFTER.match(after) and cues.CALLED_BEFORE.search(before)
        if called and mention.name != turn.speaker:
            return mention.name
    return None


def _next_speaker(meeting: Meeting, turn: Turn) -> str | None:
    """Whoever speaks next: the one who was asked, where nobody was called by name."""
    following = meeting.turns[turn.index + 1 : turn.index + 2]
    speaker = following[0].speaker if following else None
    return speaker if speaker != turn.speaker else None


def _said_so(meeting: Meeting, text: str, named: Sequence[Mention]) -> str | None:
    """Whoever said it, by whom it was promised, or who has not done it."""
    for mention in named:
        spoke = meeting.form != "minutes" and cues.SAID_SO.match(text[mention.end :])
        if spoke or cues.BY.search(text[: mention.start]):
            return mention.name
    return None


@lru_cache(maxsize=64)
def _writer(meeting: Meeting) -> str | None:
    """Who wrote typed notes, where their head says so: "HB, RT, me (AV)"."""
    if meeting.form != "notes":
        return None
    head = "\n".join(turn.text for turn in meeting.turns[:_HEAD])
    for found in cues.WRITER.finditer(head):
        person = people_of(meeting).find(next(filter(None, found.groups())))
        if person:
            return person.name
    return None
