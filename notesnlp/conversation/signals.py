"""Two signals on how customers fare: they bypass the front door, or take steps that bring them nothing.

**Bypass**: customers go straight to a person in IT. It tells that the front door is slower than
knowing somebody, and it hides work. **Worthless step**: something the customer has to do that
brings them nothing: doing it again, carrying it by hand, waiting for a yes that always comes.
Source of the second: Womack and Jones (2005), "Lean Consumption", Harvard Business Review: do not
waste the customer's time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notesnlp.model.meeting import Meeting, Sentence, Turn

SignalKind = Literal["bypass", "worthless_step"]

_REACH = r"(?:ring|rings|rang|phone|phones|phoned|call|calls|called|text|texts|texted|message|messages|messaged|e-?mail|e-?mails|e-?mailed|ping|pings|whatsapp|grab|grabs|collar|go|goes|went|ask|asks|asked|nip|nips|walk|walks|get|gets)"
_STAFF = r"(?:somebody|someone|one of (?:the|your) (?:lads|guys|people|lot|team)|a (?:mate|friend|guy|lad|bloke|chap|contact|pal)|(?:the|your) (?:lads|guys|people|lot))\s+(?:in|from|at|up in|down in|over in)\s+(?:(?-i:IT|I\.T\.|ICT)\b|the (?:IT|server|computer)\s+(?:team|room|department|office|people))"
_DOOR = r"(?:service desk|help ?desk|portal|ticket(?:ing)?(?: system)?|queue|form|front door|support line|hotline)"
_BYPASS = (
    rf"\b(?:i|we|they|everybody|everyone|people|you|staff)\s+(?:\w+\s+){{0,2}}{_REACH}\s+(?:straight\s+to\s+|directly\s+to\s+|up\s+|over\s+to\s+|to\s+)?{_STAFF}",
    rf"\b(?:skip|skips|skipping|bypass(?:es|ing)?|go(?:es|ing)?\s+(?:round|around|past)|get\s+(?:round|around)|don['’]?t\s+bother\s+with|given\s+up\s+on|gave\s+up\s+on|stopped\s+using|instead\s+of|rather\s+than|never\s+mind|forget)\s+(?:\w+ing\s+)?(?:the|your|a|with\s+the|ringing\s+the|calling\s+the|raising\s+a|logging\s+a)\s+(?:IT\s+)?{_DOOR}\b",
    r"\b(?:have|has|got|know|knows|keep|keeps)\s+(?:\w+\s+){0,3}(?:mobile|direct\s+number|private\s+number|own\s+number|extension)\b.{0,50}\b(?:IT|desk|ticket|support)\b",
)
_PERSON = (
    r"\b(?:{reach})\s+(?:{names})\s+(?:at\s+home|at\s+(?:the\s+)?weekends?|direct(?:ly)?|straight|on\s+(?:his|her|their)\s+(?:own\s+)?(?:mobile|phone|cell)|instead)\b",
    r"\b(?:{reach})\s+(?:straight\s+to\s+|directly\s+to\s+|to\s+)?(?:{names})\b.{{0,50}}\b(?:direct(?:ly)?|straight(?:\s+away)?|instead|mobile|he\s+(?:fixes|sorts)|she\s+(?:fixes|sorts)|quicker|faster|sorts?\s+it)\b",
    r"\b(?:just|straight\s+to|directly\s+to|always|usually)\s+(?:{reach}\s+)?(?:straight\s+to\s+|to\s+)?(?:{names})\b(?!\s+(?:said|says|told|and\s+i\s+will|will))",
)
_STEP = (
    r"\b(?:re-?type[sd]?|re-?typing|re-?key(?:s|ed|ing)?|re-?enter(?:s|ed|ing)?)\b",
    r"\b(?:types?|typed|typing|keys?|keyed|keying|enter(?:s|ed|ing)?|fill(?:s|ed|ing)?(?!\s+up)|copy|copies|copying|copied)\b(?:\s+[\w'’]+){0,6}\s+(?:twice|two\s+times|three\s+times|four\s+times|(?:all\s+)?over\s+again|a\s+second\s+time|again\s+(?:in|into)|in\s+(?:two|three)\s+places)\b",
    r"\b(?:writes?|written|wrote)\b(?:\s+[\w'’]+){1,5}\s+(?:three\s+times|(?:all\s+)?over\s+again|a\s+second\s+time)\b",
    r"\b(?:count|counts|count(?:ing)?\s+everything)\b(?:\s+[\w'’]+){0,5}\s+by\s+hand\s+twice\b|\bdoing\s+everything\s+twice\b|\bdo\s+everything\s+twice\b",
    r"\bprint(?:s|ed|ing)?\b(?:\s+[\w'’]+){0,6}[\s,]+(?:only\s+to|just\s+to|and\s+then|then|to)\s+(?:[\w'’]+\s+){0,2}(?:scan|sign|type|fax|throw|bin|post)\b",
    r"\b(?:nobody|no\s+one|no-one)\s+(?:ever\s+)?(?:reads|looks\s+at|uses|checks|asks\s+for|needs)\s+(?:it|them|that|those|any\s+of|the\s+\w+|half\s+of)\b",
    r"\bcop(?:y|ies|ied|ying)\b(?:\s+[\w'’]+){0,6}\s+(?:from|into|across|over|out\s+of)\b(?:\s+[\w'’]+){0,8}\s+(?:by\s+hand|into)\b|\bcop(?:y|ies|ied|ying)\b(?:\s+[\w'’]+){0,8}\s+by\s+hand\b",
    r"\bsame\s+(?:form|details|information|numbers|data|questions?|address)\b(?:\s+[\w'’]+){0,6}\s+(?:twice|again|every\s+time|each\s+time|(?:two|three|four)\s+times|in\s+two\s+places|on\s+(?:two|three)\s+\w+)\b",
    r"\balways\s+(?:says?\s+yes|approves?|gets?\s+approved|signs?\s+it)\b",
    r"\bwait(?:s|ed|ing)?\b(?:\s+[\w'’]+){0,8}\s+(?:signature|approval|sign-?off|stamp)\b.{0,40}\b(?:always|anyway)\b",
    r"\b(?:it|that|they|report|form|copy|sheet|paper)\s+(?:goes|go|went|ends\s+up|gets\s+put)\s+(?:straight\s+)?in(?:to)?\s+(?:a|the)\s+(?:drawer|bin)\b",
    r"\bfor\s+no\s+(?:earthly\s+)?reason\b|\bserves\s+no\s+purpose\b|\b(?:don['’]?t|do\s+not)\s+know\s+why\s+(?:we|i)\s+(?:still\s+)?(?:do|fill|send|have\s+to)\b",
)
_STEPS = tuple(re.compile(pattern, re.I) for pattern in _STEP)
_BYPASSES = tuple(re.compile(pattern, re.I) for pattern in _BYPASS)
_REMEDIED = re.compile(r"\b(?:would|could|if|you[’']d|no longer|any ?more|used to|not have to|won['’]?t have to|don['’]?t have to|didn['’]?t have to|never have to|needn['’]?t)\b", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signal:
    """A sentence that tells of a bypass or of a worthless step, with its place."""

    kind: SignalKind
    turn: int
    start: int
    end: int
    line: int
    quote: str


def find_signals(meeting: Meeting, sentences: Sequence[Sentence]) -> list[Signal]:
    """The signals among a meeting's sentences: what customers said, or the notes of it.

    What IT's own side says is left out, and so is what is said to be over.
    """
    named = _person_patterns(meeting)
    found = []
    for sentence in sentences:
        turn = meeting.turns[sentence.turn]
        if turn.side in {"it", "sales"} or turn.language or _REMEDIED.search(sentence.text):
            continue
        if sentence.text.rstrip().endswith("?"):
            continue
        kind = _kind(sentence.text, named)
        if kind:
            found.append(_signal(kind, turn, sentence.start, sentence.end))
    return found


def _kind(text: str, named: tuple[re.Pattern[str], ...]) -> SignalKind | None:
    if any(pattern.search(text) for pattern in (*_BYPASSES, *named)):
        return "bypass"
    if any(pattern.search(text) for pattern in _STEPS):
        return "worthless_step"
    return None


def _signal(kind: SignalKind, turn: Turn, start: int, end: int) -> Signal:
    return Signal(kind, turn.index, start, end, turn.line_at(start), turn.text[start:end])


def _person_patterns(meeting: Meeting) -> tuple[re.Pattern[str], ...]:
    """Patterns for going to the meeting's known IT staff by name."""
    names = {
        re.escape(name)
        for person in meeting.people
        if person.side == "it"
        for name in (person.name, person.name.split()[0])
    }
    if not names:
        return ()
    joined = "|".join(sorted(names, key=lambda name: (-len(name), name)))
    return tuple(
        re.compile(pattern.format(reach=_REACH, names=joined), re.I) for pattern in _PERSON
    )
