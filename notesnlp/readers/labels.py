"""Speakers' labels at the beginning of lines: ``Dana Reyes: we open at nine``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_BOLD = r"(?:\*\*|__)?"
_LABEL = re.compile(
    rf"^\s*{_BOLD}(?:{_TIME}\s+)?{_BOLD}(?:\[\[)?(?P<name>[^\W\d_][^:\t]{{0,90}}?)(?:\]\])?"
    rf"{_BOLD}\s*(?:{_TIME}\s*)?(?::{_BOLD}|{_BOLD}:)(?=\s|$)\s*"
)
_HEADER = re.compile(
    rf"^\s*(?P<name>[^\W\d_][^:\d]{{1,60}}?(?:\s\d{{1,2}})?)\s+(?P<time>{_TIME})\s*$"
)
_CLOCK_ONLY = re.compile(rf"^\s*{_TIME}\s*$")
_RECORDER_S = re.compile(
    r"^[\W_]{0,8}(?:Transcribed by https?://otter\.ai|This editable transcript was computer generated\b.*"
    r"|Transcription ended after \d[\d:]*|.{1,60} (?:started|stopped) transcription)[\W_]{0,8}$",
    re.I,
)
"""What Otter, Google Meet and Teams write into a transcript themselves."""
INITIALS = re.compile(r"(?P<name>[A-Z]{2,3})\s*(?::|[-–—]\s)\s*")
"""Who said it, before what is said in typed notes: ``DR: …``, ``DR – …``."""
_SENTENCE_END = re.compile(r"[.!?]\s+\S")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Hon|St|Rev|Sgt|Cllr|[A-Z])\.")
_NOT_A_NAME = re.compile(
    r"^(?:note|notes|date|time|subject|re|to|from|cc|where|when|present|attend\w+|apologies|agenda"
    r"|action|actions|summary|location|venue|topic|attendees|minutes|next|todo|who|purpose|item"
    r"|decision|decisions|outcome|background|ps|nb|fyi|update|bcc|aob|tbc|tbd|eta|ok|am|pm)\b",
    re.I,
)
_ROLE = re.compile(
    r"[A-Z]\w*(?: [\w&-]+){0,3} (?:liaison|manager|director|officer|lead|head|nurse|doctor|teacher|engineer"
    r"|analyst|clerk|chair\w*|moderator|interviewer|facilitator|host|guest|caller|agent|adviser|advisor"
    r"|customer|client|tenant|resident|participant|member|speaker|driver|supervisor|co-?ordinator"
    r"|secretary|treasurer|assistant|partner|buyer|owner|rep(?:resentative)?|staff)s?(?: \d{1,2})?"
)
_LONGEST_NOTE = 250
_MOST = 0.5
"""Share of labelled lines from which a file is a transcript: typed notes stay below a third."""


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: the name, and the offset at which what is said begins."""

    name: str
    end: int


def label_of(line: str) -> Label | None:
    """The label that `line` may begin with, by its shape alone.

    >>> label_of("Dana Reyes: we open at nine")
    Label(name='Dana Reyes', end=12)
    >>> label_of("and the reason is: money") is None
    True
    """
    found = _LABEL.match(line)
    if not found:
        return None
    name = found["name"].strip()
    bare = re.sub(r"\([^)]*\)*", "", name).strip()
    words = bare.split()
    if not words or len(words) > 6 or not is_name(bare):
        return None
    if _SENTENCE_END.search(_TITLE.sub("", bare)) or not (_capitalised(words) or _is_role(bare)):
        return None
    return Label(name, found.end())


def is_name(label: str) -> bool:
    """Whether `label` can name a speaker, and is no ``NB`` or ``CC`` of typed notes.

    >>> is_name("HB"), is_name("NB")
    (True, False)
    """
    return not _NOT_A_NAME.match(label)


def is_clock(line: str) -> bool:
    """Whether `line` holds a time and nothing else, as recorders put one in every few minutes."""
    return _CLOCK_ONLY.match(line) is not None


def is_recorder_s(line: str) -> bool:
    """Whether `line` is a recorder's own note, said by nobody.

    >>> is_recorder_s("Transcribed by https://otter.ai")
    True
    """
    return len(line) <= _LONGEST_NOTE and _RECORDER_S.match(line) is not None


def header_of(line: str) -> tuple[str, float] | None:
    """Name and seconds of a line of its own above what is said, as recorders export them.

    >>> header_of("Dana Reyes  0:05")
    ('Dana Reyes', 5.0)
    """
    found = _HEADER.match(line)
    if not found or not _capitalised(found["name"].split()):
        return None
    clock = re.sub(r"[\[\]()]", "", found["time"]).replace(",", ".")
    seconds = 0.0
    for part in clock.split(":"):
        seconds = 60 * seconds + float(part)
    return found["name"].strip(" -–—"), seconds


def speakers_in(lines: Iterable[str]) -> frozenset[str]:
    """The labels of `lines` that are speakers: all of them in a transcript, else only those that recur.

    Returns an empty set where too few lines are labelled for a transcript.
    """
    texts = [line for line in lines if line.strip() and not (is_clock(line) or is_recorder_s(line))]
    labels = Counter(label.name for line in texts if (label := label_of(line)))
    labelled = sum(labels.values())
    if labelled >= 2 and labelled >= _MOST * len(texts):
        return frozenset(labels)
    wrapped = [name for name, count in labels.items() if count >= 3]
    if len(wrapped) >= 2 and sum(labels[name] for name in wrapped) >= _MOST / 2 * len(texts):
        return frozenset(name for name, count in labels.items() if count >= 2)
    return frozenset()


def _is_role(label: str) -> bool:
    """Whether `label` names a speaker by what they do: ``IT liaison``, ``Ward manager 2``."""
    return _ROLE.fullmatch(label) is not None


def _capitalised(words: list[str]) -> bool:
    small = {"the", "of", "and", "de", "van", "der", "la", "von", "for", "da", "di", "&", "-", "–"}
    return all(word[:1].isupper() or word[:1].isdigit() or word.lower() in small for word in words)
