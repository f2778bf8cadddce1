"""Which labels of speakers are names of people, and which are not: "Speaker 2", "Chair", "Notes"."""

from __future__ import annotations

import re

from notesnlp.metadata.people import is_voice
from notesnlp.redaction.lexicon import given_names, is_ordinary
from notesnlp.redaction.words import words_of

_PART = re.compile(
    r"(?:agent|client|customer|host|interviewee|interviewer|it|moderator)?[ _#-]*[a-z]?\d*", re.I
)
"""A part that somebody plays in a conversation, or a letter."""


def is_person_label(label: str, *, listed: bool = False) -> bool:
    """Whether a label, or an entry of a roster, names somebody.

    >>> [is_person_label(label) for label in ("Dana Reyes", "Grace", "SPEAKER_01", "Chair", "Finance team")]
    [True, True, False, False, False]
    >>> is_person_label("Field, Brook", listed=True), is_person_label("Service desk", listed=True)
    (True, False)

    Args:
        label: as it was written.
        listed: it stands in a roster, where ordinary words with capitals are names too.
    """
    if is_voice(label) or _PART.fullmatch(label.strip()):
        return False
    words = words_of(label)
    if not words or words[0].bare in {"the", "a", "an"}:
        return False
    if listed and all(word.capital for word in words):
        return True
    return words[0].bare in given_names() or not all(is_ordinary(word.bare) for word in words)
