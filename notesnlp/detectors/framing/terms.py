"""Technical terms in a sentence: by the glossary, by evidence, by shape, and by the organisation's own lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from notesnlp.config import Terms
from notesnlp.detectors.framing.glossary import evidence_pattern, glossary_pattern
from notesnlp.model.meeting import Meeting

_ACRONYM = re.compile(
    r"(?<![\w'’.-])(?=[A-Z0-9/]{2,7}s?\b)[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?:/[A-Z]+)?s?\b"
)
_CAMEL = re.compile(r"\b[A-Z][a-z]+[A-Z]\w+\b|\b[a-z]+[A-Z]\w+\b")
_COMMON_ZIPF = 3.6
"""An acronym at least this frequent in general English (Zipf scale of wordfreq: 3.6 is about four in
a million) needs no explanation: PDF 4.2, NHS 4.6, VAT 3.9; API 3.5, VPN 3.5, SSO 1.9."""
_EVERYDAY = frozenset(
    """ok tv pc id ids gps usb pdf tbc tbd asap fyi faq hr ceo cfo cio it ict am pm us uk eu usa nhs gp
    vat po pos a&e diy cctv qr sms dvd cd atm pin sim sos eta etc ie eg mr mrs ms dr st re cc ps nb wifi
    rsvp fax dob ppe nz wa nsw qld ni bc ns on""".split()
)


def technical_terms(text: str, terms: Terms, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The technical terms of `text` as written, in its order, each once.

    Args:
        text: a sentence of the IT side.
        terms: the organisation's own technical and everyday terms.
        known: words that need no explanation here: names of people and units, terms that
            the customer used first.
    """
    free = {word.casefold() for word in (*known, *terms.everyday)}
    spans: list[tuple[int, int]] = []
    own = "|".join(re.escape(term) for term in sorted(terms.technical, key=len, reverse=True))
    if own:
        pattern = rf"(?<!\w)(?:{own})(?!\w)"
        spans += [found.span() for found in re.finditer(pattern, text, re.I)]
    spans += [found.span() for found in glossary_pattern().finditer(text)]
    spans += [found.span() for found in evidence_pattern().finditer(text)]
    spans += [found.span() for found in _ACRONYM.finditer(text) if not _is_common(found[0])]
    spans += [found.span() for found in _CAMEL.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if kept and start < kept[-1][1]:
            continue
        if not _is_free(text[start:end], free):
            kept.append((start, end))
    return tuple(dict.fromkeys(text[start:end] for start, end in kept))


def terms_by_turn(meeting: Meeting, terms: Terms) -> tuple[tuple[str, ...], ...]:
    """The technical terms of each turn of a meeting, in the order of the turns.

    Those of the last meeting asked for are kept: framing and the measures of a conversation ask
    for the same ones.

    Args:
        meeting: names of its people are no terms.
        terms: the organisation's own, for this audience.
    """
    return _by_turn(meeting, terms.technical, terms.everyday)


@lru_cache(maxsize=1)
def _by_turn(
    meeting: Meeting, technical: tuple[str, ...], everyday: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    own, names = Terms(technical=technical, everyday=everyday), name_words(meeting)
    return tuple(technical_terms(turn.text, own, known=names) for turn in meeting.turns)


def name_words(meeting: Meeting) -> list[str]:
    """The words of the names of a meeting's people."""
    return [word for person in meeting.people for word in person.name.split()]


_RARE_ZIPF = 3.3
"""Rarer than two in a million words of general English: multicast 1.9, decoder 2.8, gate 4.3."""
_PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-z][a-z-]{3,}(?![\w’'-])")
_TOOL = re.compile(
    r"(?<![\w-])(?:[a-z]+-)?(?:apps?|tablets?|kiosks?|portals?|templates?|dashboards?|bots?|scanners?|trackers?|screens?|tools?|platforms?|systems?|modules?|ledgers?|sensors?|qr\s+codes?|wi-?fi\s+\d)(?![\w-])",
    re.I,
)


def rare_words(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Words of `text` that general English hardly knows, each once; names are written large.

    >>> rare_words("It is the multicast on the gate.")
    ('multicast',)
    """
    from wordfreq import zipf_frequency

    free = {word.casefold() for word in known}
    words = (found[0] for found in _PLAIN_WORD.finditer(text))
    return tuple(
        dict.fromkeys(
            word
            for word in words
            if word not in free and 0 < zipf_frequency(word, "en") < _RARE_ZIPF
        )
    )


def tools_named(text: str) -> tuple[str, ...]:
    """Everyday words for tools in `text`: no jargon, but what a solution is named by.

    >>> tools_named("There are some great fleet-tracking apps.")
    ('apps',)
    """
    return tuple(dict.fromkeys(found[0] for found in _TOOL.finditer(text)))


_VAGUE = frozenset(
    "consume consumes expose exposes headless lifecycle mapped mapping module roadmap sync syncs".split()
)
"""Words of technology that say little without the thing that they are said of."""


def is_vague(term: str) -> bool:
    """Whether `term` alone does not tell what is meant: a module of what, mapped to what."""
    return bare(term) in _VAGUE


def bare(term: str) -> str:
    """A term as it is compared: in small letters, without a plural s.

    >>> bare("APIs"), bare("firewall")
    ('api', 'firewall')
    """
    low = term.casefold()
    return low.removesuffix("s") if len(low) > _SHORTEST_PLURAL else low


_SHORTEST_PLURAL = 3
"""Characters above which a last s is taken for a plural."""


def _is_free(term: str, free: frozenset[str] | set[str]) -> bool:
    return term.casefold() in free or bare(term) in free


@lru_cache(maxsize=4096)
def _is_common(acronym: str) -> bool:
    from wordfreq import zipf_frequency

    low = acronym.rstrip("s").lower()
    return low in _EVERYDAY or zipf_frequency(low, "en") >= _COMMON_ZIPF
