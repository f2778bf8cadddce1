"""Rehearsals: colleagues who act as customers are no customers.

Precision comes first: a real meeting taken for a rehearsal would be left out of everything that is
said of customers. A file's name or title alone counts only where it cannot mean anything else; a
theatre has rehearsals, and "voice of the customer" is also the name of surveys.
"""

from __future__ import annotations

import re

from notesnlp.model.meeting import Meeting

_NAMED = re.compile(
    r"\brole[\s_-]?play|\bmock[\s_-](?:call|meeting|customer|interview|visit)|\b(?:practice|rehearsal|dry[\s_-]run)[\s_-](?:for[\s_-]the[\s_-])?(?:call|meeting|visit|conversation|customer|interview|session)"
    r"|\b(?:call|meeting|visit|conversation|customer|interview|liaison)[\s_-](?:rehearsal|practice|dry[\s_-]run)\b",
    re.I,
)
_VOICE = re.compile(r"\bvoice[\s_-]of[\s_-](?:the[\s_-])?customer\b|\bvoc\b|\brehearsal\b|\bdry[\s_-]run\b", re.I)  # fmt: skip
_ACTED = re.compile(
    r"\b(?:i['’]?(?:m|ll| am| will)|let me|(?:\w+|she|he|they)['’](?:s|ll|re))\s+(?:be|play|playing|pretend(?:ing)? to be|act(?:ing)? as)\s+(?:the|a|your|our)\s+(?:\w+\s+){0,2}(?:customer|client|buyer|tenant|member|user)\b"
    r"|\b(?:pretend|imagine)\s+(?:that\s+)?(?:i['’]m|i am|she['’]s|he['’]s|they['’]re)\s+(?:the|a|your|our)\s+(?:\w+\s+){0,2}(?:customer|client|buyer)\b"
    r"|\b(?:in|out of|break(?:ing)?)\s+character\b|\brole[\s-]?play(?:s|ing)?\b|\bstay(?:ing)? in (?:your )?role\b|\bcoming out of (?:the )?role\b|\bspeaking as (?:the|your) customer now\b"
    r"|\b\w+\s+(?:is|are|will be)\s+playing\s+(?:the\s+)?customers?\b",
    re.I,
)
_CUES = 2
"""Cues in what is said from which it is a rehearsal without a title that says so: one may be a
story about one."""


def rehearsal(meeting: Meeting) -> str | None:
    """Why the meeting is a rehearsal, or None where it is a real one.

    A customer in the roster who speaks makes it a real meeting, whatever it is called.
    """
    sides = {turn.side for turn in meeting.turns}
    title = f"{_stem(meeting.name)} {meeting.title or ''}"
    if "customer" in sides and any(person.side == "customer" for person in meeting.people if _speaks(meeting, person.name)):  # fmt: skip
        return None
    named = _NAMED.search(title)
    if named:
        return f"its name says so: “{named[0]}”"
    acted = [found[0] for turn in meeting.turns for found in _ACTED.finditer(turn.text)]
    voice = _VOICE.search(title)
    if voice and (acted or sides == {"it", "sales"}):
        return f"“{voice[0]}”, and no customer speaks"
    if len(acted) >= _CUES:
        return f"said in it: “{acted[0]}”"
    return None


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _speaks(meeting: Meeting, name: str) -> bool:
    return any(turn.speaker == name for turn in meeting.turns)
