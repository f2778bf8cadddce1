"""Hesitations and false starts of speech, blanked before dates are looked for."""

from __future__ import annotations

import re

_HESITATION = re.compile(
    r"(?:(?<=\w),)?(?:(?<!\s)\s+)?(?<!\w)(?:um+|uh+|erm?|hm+)(?![\w'’.])\s*,?", re.I
)
_AGAIN = re.compile(r"\b(\w+(?:\s+\w+)?),\s+(?=\1\b)", re.I)
"""Words said twice: "by the end of, of June"."""
_FIGURES = re.compile(r"^\d+$")


def mask(text: str) -> str:
    """`text` with hesitations and repeated words as blanks; places stay what they were.

    >>> mask("by the, the end of, uh, June")
    'by      the end of      June'
    """
    text = _HESITATION.sub(_blank, text)
    return _AGAIN.sub(lambda found: found[0] if _FIGURES.match(found[1]) else _blank(found), text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
