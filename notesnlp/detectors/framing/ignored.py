"""Marks by which a note-taker says that a line is fine as it is: ``<!-- notesnlp: ignore -->``."""

from __future__ import annotations

import re

from notesnlp.detectors.framing.advice import RULES
from notesnlp.model.meeting import Meeting

_ALL = frozenset(RULES.values())
_MARK = re.compile(
    rf"(?:<!--|\[|\(|#)?\s*notesnlp\s*:\s*ignore(?P<rules>(?:[\s,]+(?:{'|'.join(RULES.values())}))*)\s*(?:-->|\]|\))?",
    re.I,
)


def ignored_rules(meeting: Meeting) -> dict[int, frozenset[str]]:
    """The rules that are not to be applied, by turn.

    A mark within a turn holds for that turn; a turn that is nothing but a mark holds for the
    next one. Without names of rules all are meant.
    """
    found: dict[int, frozenset[str]] = {}
    for turn in meeting.turns:
        for mark in _MARK.finditer(turn.text):
            rules = frozenset(re.findall(r"[a-z-]+", mark["rules"].lower())) or _ALL
            alone = not _MARK.sub("", turn.text).strip()
            at = turn.index + 1 if alone else turn.index
            found[at] = found.get(at, frozenset()) | rules
    return found
