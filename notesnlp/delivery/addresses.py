"""Addresses of people, checked before anything is sent to them."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.utils import getaddresses

from notesnlp.errors import ConfigError

_MOST = 254
"""Characters of an address: RFC 5321, section 4.5.3.1.3, less the angle brackets."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def address(text: str) -> Address:
    r"""The one address that `text` is, with or without a name.

    >>> address("Dana Reyes <dana@timber.example>").addr_spec
    'dana@timber.example'

    Raises:
        ConfigError: it is none, more than one, or holds what could add to a message's head.
    """
    remedy = "write name@example.org, or Name <name@example.org>"
    if not text.isprintable():
        raise ConfigError(f"{text!r} holds control characters", remedy=remedy)
    found = getaddresses([text])
    name, spec = found[0] if len(found) == 1 else ("", "")
    if not spec.isascii():
        raise ConfigError(
            f"{text!r} holds letters that not every server takes",
            remedy="write the domain in its xn-- form",
        )
    if not _ADDRESS.fullmatch(spec) or len(spec) > _MOST:
        raise ConfigError(f"{text!r} is no address", remedy=remedy)
    return Address(display_name=name, addr_spec=spec)
