"""Who undertakes a follow-up: resolved to the roster, never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from notesnlp.metadata import People
from notesnlp.model.meeting import Meeting, Speaker, Turn

_SELF = re.compile(
    r"\b(?:I['’]ll|I will|I shall|I can|I could|I['’]d better|let me|leave (?:it|that|them) with me|I['’]m going to|I am going to"
    r"|I['’]m to|I am to|I owe|I['’]ve got to|I have to|I promised|I said I|I['’]d said|remind me|on my list|put me down|I want to|I undertook"
    r"|gonna|I['’]ve (?:written|made a note|put)|I['’]m (?:sending|ringing|calling|taking|coming|getting|putting))\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:can|could|would|will)\s+you\b|\byou['’]ll\b|\byou (?:were going|promised|said you|are going|will)\b|\bif you (?:could|would|can)\b|^\s*(?:send|ring|email|call)\b",
    re.I,
)
_NAME = (
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr)\.?\s+)?[A-Z][\w'’\-]*(?:\s+[A-Z][\w'’\-]+){0,2})"
)
_THIRD = (
    re.compile(
        rf"{_NAME}(?:\s*,[^,]{{1,40}},)?\s+(?:will|to|is to|shall|undertook|agreed to|agreed|promised|offered to|is going to|was going to|was to|said (?:he|she|they)|owes|is taking|is sending|said he|volunteered|has to)\b"
    ),
    re.compile(
        r"(?:→|->|=>|\bon|@|\bfor|\baction(?: on)?:?|\bw/|\bowner:?)\s*"
        + _NAME
        + r"(?:\s*$|[\s.,;)(])"
    ),
    re.compile(rf"[(\[]{_NAME}[)\]]\s*\.?$"),
    re.compile(rf"^{_NAME}\s*[-–—:]\s"),
)
_VOCATIVE = re.compile(
    r"(?:^|[,.]\s*)" + _NAME + r"\s*,|,\s*" + _NAME.replace("name", "tail") + r"\s*[?.!,]*$"
)
_ME = re.compile(r"\b(?:on me|me to|→ ?me|-> ?me|mine to|\(me\)|me:)(?!\w)", re.I)
_WRITER = re.compile(
    r"\bme\s*\((?P<name>[A-Z]{2,3})\)|\((?P<alone>[A-Z]{2,3})\)\s*$|\bnotes?\s*(?:by|:)\s*(?P<by>[A-Z][\w .'’\-]+)",
    re.M,
)


def owner_of(meeting: Meeting, turn: Turn, text: str) -> str | None:
    """The name of whoever is to do what `text` of `turn` says, as the roster has it.

    First a person named as the doer, then the speaker who says "I'll", then the person spoken
    to in a request. None where nobody is plainly meant.
    """
    people = people_of(meeting)
    for pattern in _THIRD:
        for found in pattern.finditer(text):
            person = people.find(found["name"])
            if person:
                return person.name
    speaker = turn.speaker or _writer(meeting)
    if _ME.search(text):
        return _writer(meeting) or turn.speaker
    if _SELF.search(text):
        return speaker
    if _ASKED.search(text):
        return _addressed(meeting, turn, text, people)
    return None


@lru_cache(maxsize=64)
def people_of(meeting: Meeting) -> People:
    """Everybody who may own a follow-up of `meeting`."""
    known: dict[str, Speaker] = {person.name: person for person in meeting.people}
    for speaker in meeting.speakers:
        known.setdefault(speaker.name, speaker)
    return People(known.values())


def _addressed(meeting: Meeting, turn: Turn, text: str, people: People) -> str | None:
    for found in _VOCATIVE.finditer(text):
        person = people.find(found["name"] or found["tail"] or "")
        if person:
            return person.name
    following = meeting.turns[turn.index + 1 : turn.index + 2]
    if following and following[0].speaker and following[0].speaker != turn.speaker:
        return following[0].speaker
    return None


def _writer(meeting: Meeting) -> str | None:
    """Who wrote typed notes, where their head says so: "HB, RT, me (AV)"."""
    if meeting.form != "notes":
        return None
    head = "\n".join(turn.text for turn in meeting.turns[:5])
    for found in _WRITER.finditer(head):
        person = people_of(meeting).find(found["name"] or found["alone"] or found["by"] or "")
        if person:
            return person.name
    return None
