"""By what the ledger knows meetings and findings again."""

from __future__ import annotations

import datetime as dt
import hashlib

from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting


def meeting_hash(meeting: Meeting) -> str:
    """The hash of what was said, on which day and to whom, whatever the file is called.

    Day and unit count because short notes ("nothing new") may be the same on two days.
    """
    about = (str(meeting.date), meeting.unit or "", *(turn.text for turn in meeting.turns))
    return digest(*about)


def finding_key(item: Finding) -> str:
    """What tells a finding from the others of its meeting: kind, place and words."""
    place = item.evidence
    return digest(item.kind, str(place.turn), str(place.start), str(place.end), place.quote)[:24]


def now() -> str:
    """The present moment in UTC, as the ledger writes it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def digest(*parts: str) -> str:
    """The SHA-256 of `parts`, told apart."""
    text = "\x1f".join(parts)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
