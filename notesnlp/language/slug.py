"""Names as ids and folders have them."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str, longest: int = 100) -> str:
    """`name` in small letters, digits and hyphens; empty where it has none of these.

    >>> slug("Gate queue: who waits?")
    'gate-queue-who-waits'

    Args:
        name: in any script; letters beyond a to z become hyphens.
        longest: characters of it, at most.
    """
    return _OTHER.sub("-", name.lower()).strip("-")[:longest]
