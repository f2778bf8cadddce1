"""Which labels of speakers are names of people, and which are not: "Speaker 2", "Chair", "Notes"."""

from __future__ import annotations

import re

from notesnlp.redaction.lexicon import given_names, is_ordinary
from notesnlp.redaction.words import words_of

_GENERIC = re.compile(
    r"(?:speaker|spk|participant|guest|unknown|unidentified|caller|customer|client|agent|it|male|female|voice|person|attendee|interviewer|interviewee|moderator|host|user|channel|ch|mic|room)?[ _#-]*[a-z]?\d*",
    re.I,
)


def is_person_label(label: str) -> bool:
    """Whether a label names somebody.

    >>> [is_person_label(label) for label in ("Dana Reyes", "Grace", "SPEAKER_01", "Chair", "Finance team")]
    [True, True, False, False, False]
    """
    if _GENERIC.fullmatch(label.strip()):
        return False
    words = words_of(label)
    if not words:
        return False
    first = words[0].bare
    if first in {"the", "a", "an"}:
        return False
    return first in given_names() or not all(is_ordinary(word.bare) for word in words)
