"""What people wrote, made safe for a terminal: no escape sequence of theirs is carried out."""

from __future__ import annotations

import json
import re

_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    r"""`text` with a replacement character for each that a terminal would carry out.

    What follows an escape character can set the window's title, write into the clipboard, or
    answer as if the user had typed. The length stays, so that offsets fit.

    >>> shown("gate\x1b]0;owned\x07 down")
    'gate�]0;owned� down'
    """
    return _ACTIVE.sub("\ufffd", text)


def json_text(value: object) -> str:
    r"""`value` as JSON that says the same and holds no such character.

    >>> json_text("gate\x9b down")
    '"gate\\u009b down"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
