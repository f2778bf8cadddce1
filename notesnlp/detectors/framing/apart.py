"""Phrases that set IT apart from the people it works for, and what to do in their place."""

from __future__ import annotations

import re

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"the\s+business(?:\s+(?:side|units?|people|users?))?", "name the people by what they do, or say “we”"),
    (r"(?:the\s+|your\s+|a\s+)?business\s+(?:owners?|side|users?|people|stakeholders?|requirements?)", "name the people by what they do"),
    (r"(?:(?:our|your|the|end)[\s-]+)?(?:users?|consumers)(?:\s+(?:base|community))?", "name the people by what they do"),
    (r"(?:the|our|key)\s+stakeholders?", "name who it is"),
    (r"non-?technical\s+(?:people|users?|staff|folks?)", "name the people by what they do"),
    (r"you\s+(?:people|lot|guys)|you\s+in\s+(?:the\s+)?business", "say “we”"),
    (r"(?:those|these)\s+people", "name who it is"),
    (r"(?:they|users|people)\s+(?:just\s+)?(?:don['’]?t|never|won['’]?t|can['’]?t)\s+(?:understand|read|get|listen|follow|know)\w*", "tell what made it hard for them"),
    (r"(?:the\s+)?IT\s+(?:side|perspective|point\s+of\s+view|department|world|standards?|polic(?:y|ies))", "say “we”"),
    (r"from\s+(?:an\s+)?IT(?:['’]s)?(?:\s+(?:side|perspective|point\s+of\s+view))?", "say “for us together”"),
    (r"(?:that['’]?s|it['’]?s|is)\s+(?:not\s+(?:an?\s+)?(?:IT|our|us)\b(?:\s+\w+)?|(?:a\s+)?(?:business|user)\s+(?:decision|problem|issue|error|question|process))", "tell who does what next, and by when"),
    (r"not\s+our\s+(?:problem|job|remit|department|responsibility)|user\s+error", "tell who does what next, and by when"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(rf"\b(?:{phrase})\b", re.I), instead) for phrase, instead in _PHRASES)


def phrases_apart(text: str) -> tuple[tuple[str, str], ...]:
    """The phrases of `text` that set IT apart, in its order, each with what to say in its place.

    >>> phrases_apart("The business must sign it off first.")
    (('The business', 'name the people by what they do, or say “we”'),)
    """
    spans: list[tuple[int, int, str]] = []
    for pattern, instead in _PATTERNS:
        spans += [(*found.span(), instead) for found in pattern.finditer(text)]
    kept: list[tuple[int, int, str]] = []
    for start, end, instead in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, instead))
    return tuple({text[start:end]: instead for start, end, instead in kept}.items())
