"""Replies within a mail: who wrote which lines, by marks of quotation, attributions and headers.

Cut here rather than by a reply parser, because those return strings without their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from notesnlp.readers.base import Line

_QUOTED = re.compile(r"^\s?(?:>\s?)+")
_WROTE = re.compile(
    r"^\s*(?:On\b.{4,160}?|.{0,60}?\d{4}.{0,60}?)[,;]?\s(?:[AaPp]\.?[Mm]\.?[,;]?\s+)?(?P<name>(?![AaPp]\.?[Mm]\b)[^\d,<>:;]{2,60}?)\s*(?:<[^>]*>)?\s+(?:wrote|writes)\s*:\s*$"
)
_LONGEST_ATTRIBUTION = 240
"""Characters of a line; longer ones are paragraphs, and slow to search."""
_WROTE_BEGINS = re.compile(r"^\s*On\b.{4,}\d")
_FORWARD = re.compile(r"^\s*(?:-{2,}\s*(?:Original|Forwarded) [Mm]essage\s*-{2,}|_{8,})\s*$")
_FROM = re.compile(r"^\s*\*?From:\*?\s*(?P<name>[^<\[(\n]+)")
_HEADER = re.compile(r"^\s*\*?(?:From|Sent|Date|To|Cc|Subject):\*?\s")
_SIGNATURE = re.compile(r"^--\s?$")


def blocks_of(
    lines: list[Line], author: str | None, left_out: dict[int, str]
) -> Iterator[tuple[str | None, list[Line]]]:
    """Stretches of the body by who wrote them; lines keep their length so that columns stay true.

    Who wrote what is quoted is known by the depth of its marks: "On …, NAME wrote:" names the
    author one deeper (of the same depth where no marks follow), a header block that of its own.

    Args:
        lines: of the body.
        author: of the mail.
        left_out: takes the numbers of the lines in no stretch, with what they are.
    """
    authors: dict[int, str | None] = {0: author}
    block: list[Line] = []
    depth, signature = 0, False
    skip_until = -1
    for position, line in enumerate(lines):
        if position <= skip_until:
            left_out[line.number] = "headers of quoted mails"
            continue
        text, marks = _unquoted(line.text)
        wrote, length = _attribution(lines, position)
        headers = _header_length(lines, position)
        forward = _FORWARD.match(text) is not None
        if wrote or headers or forward or marks != depth:
            yield authors.get(depth), block
            block, signature, depth = [], False, marks
        if wrote:
            skip_until = position + length - 1
            deeper = max(_depth_after(lines, skip_until + 1), depth)
            authors = {at: name for at, name in authors.items() if at <= depth} | {deeper: wrote}
        elif headers:
            skip_until = position + headers - 1
            authors[depth] = _sender(lines[position : skip_until + 1])
        if wrote or headers or forward:
            left_out[line.number] = "headers of quoted mails"
            continue
        signature = signature or _SIGNATURE.match(text.strip(" ") if marks else text) is not None
        if signature:
            left_out[line.number] = "signatures"
        else:
            block.append(Line(line.number, text if text.strip() else ""))
    yield authors.get(depth), block


def _unquoted(text: str) -> tuple[str, int]:
    """`text` with blanks for its marks of quotation, and how many these are."""
    mark = _QUOTED.match(text)
    if not mark:
        return text, 0
    return " " * mark.end() + text[mark.end() :], mark[0].count(">")


def _depth_after(lines: list[Line], position: int) -> int:
    """How deep the next line that is not blank is quoted."""
    following = islice(lines, position, None)
    return next((_unquoted(line.text)[1] for line in following if line.text.strip()), 0)


def _attribution(lines: list[Line], position: int) -> tuple[str | None, int]:
    """Whose words follow "On …, NAME wrote:", which may run over two lines, and how many."""
    first = _QUOTED.sub("", lines[position].text).strip()
    if len(first) > _LONGEST_ATTRIBUTION:
        return None, 0
    found = _WROTE.match(first)
    if found:
        return found["name"].strip(" \"'"), 1
    if _WROTE_BEGINS.match(first) and position + 1 < len(lines):
        second = _QUOTED.sub("", lines[position + 1].text).strip()
        found = _WROTE.match(f"{first} {second[:_LONGEST_ATTRIBUTION]}")
        if found:
            return found["name"].strip(" \"'"), 2
    return None, 0


def _sender(lines: list[Line]) -> str | None:
    found = next(filter(None, (_FROM.match(_QUOTED.sub("", line.text)) for line in lines)), None)
    return found["name"].strip(" *\"'") or None if found else None


def _header_length(lines: list[Line], position: int) -> int:
    """How many lines of headers of an older mail begin here: two at least, and one says ``From:``."""
    end = position
    while end < len(lines) and _HEADER.match(_QUOTED.sub("", lines[end].text)):
        end += 1
    length = end - position
    block = lines[position:end]
    return length if length >= 2 and _sender(block) else 0
