"""Whose side a speaker is on, from what they say of themselves; None where nothing tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from notesnlp.model.meeting import Side, Turn

_IT = (
    r"(?:IT|I\.T\b\.?|ICT|(?i:information (?:technology|services|systems)|digital services?|technology services?"
    r"|the technology (?:team|side|office)|the service desk|the help ?desk|infrastructure|data and digital))"
)
_CUES: tuple[tuple[Side, re.Pattern[str]], ...] = (
    (
        "it",
        re.compile(
            rf"\b(?:[Ww]e|us|[Oo]ur team|my (?:lot|team|crowd))\s+(?:here\s+)?in\s+{_IT}\b"
            rf"|\b(?:I['’]m|I am|[Tt]his is|my name is|name['’]s)\b[^.?!]{{0,50}}\b(?:from|with|in|at|of|run|lead|head of)\s+{_IT}\b"
            rf"|\bI\s+(?:look after|run|lead|head|manage|work in|do|am in|got|have got|['’]ve got)\s+{_IT}\b"
            r"|\b(?:I['’]m|I am)\s+(?:the|your)\s+(?:CIO|chief information officer|IT\b|(?:customer )?liaison)",
        ),
    ),
    (
        "sales",
        re.compile(
            r"\b(?:I['’]m|I am)\b[^.?!]{0,40}\b(?:account manager|in sales|from sales|sales (?:manager|rep|director))"
            r"|\bI\s+(?:look after|manage|run)\s+(?:your|the|their)\s+account"
        ),
    ),
    (
        "customer",
        re.compile(
            r"\b[Aa]s (?:a|your) customer\b|\b[Ww]e(?:['’]ve| have)? (?:buy|bought|order|ordered) (?:\w+ ){0,3}(?:from|off) you"
            r"|\b[Yy]our (?:invoices?|drivers?|app|website|portal|help ?desk|account manager)\b[^.?!]{0,120}\b(?:us|me|my|our)\b"
        ),
    ),
)
_ROLE_IT = re.compile(
    rf"\b(?:{_IT}|CIO|CTO|(?i:chief information officer|systems? (?:lead|engineer|administrator)|network (?:engineer|supervisor|lead)))(?!\w)"
)
_ROLE_SALES = re.compile(r"\b(?:account manager|sales|key account|relationship manager)\b", re.I)


def side_of(turns: Iterable[Turn]) -> Side | None:
    """The side that a speaker claims in their `turns`, or None.

    >>> from notesnlp.model.meeting import Piece
    >>> side_of([Turn(0, "Deb", "Hello, I'm Deb from IT.", (Piece(0, 1, 0),))])
    'it'
    """
    for turn in turns:
        for side, pattern in _CUES:
            if pattern.search(turn.text):
                return side
    return None


def side_of_role(role: str) -> Side | None:
    """The side of somebody with this role, where the role tells.

    >>> side_of_role("Information Technology"), side_of_role("Treasurer")
    ('it', None)
    """
    if _ROLE_IT.search(role):
        return "it"
    return "sales" if _ROLE_SALES.search(role) else None
