"""Tags and entities of subtitles taken out, every character keeping its column."""

from __future__ import annotations

import re
from html import unescape

_MARKUP = re.compile(
    r"(?P<tag></?(?:c|i|b|u|s|v|lang|ruby|rt|font|span|br|p)\b[^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\})"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});)"
)


def plain(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """`text` from `start` to `end` without tags, entities resolved; and each character's column.

    The columns end with `end`, the place after the last character.
    """
    characters: list[str] = []
    columns: list[int] = []
    at = start
    for found in _MARKUP.finditer(text, start, end):
        characters += text[at : found.start()]
        columns += range(at, found.start())
        if found["entity"]:
            resolved = unescape(found["entity"])
            characters += resolved
            columns += [found.start()] * len(resolved)
        at = found.end()
    characters += text[at:end]
    return "".join(characters), [*columns, *range(at, end), end]
