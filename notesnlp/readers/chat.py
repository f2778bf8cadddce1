"""Chats that Zoom saves: a time, a name, and what was written, one message a turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.readers.account import solid, solid_of
from notesnlp.readers.base import LIMITS, Document, Line, TurnBuilder, build_turns, head_of
from notesnlp.readers.text import decode, read_lines

_TIME = r"(?:\d{4}-\d{2}-\d{2}[ T])?(?P<time>\d{1,2}:\d{2}:\d{2})"
_FROM = re.compile(
    rf"\s{{0,4}}{_TIME}\s{{1,4}}From\s{{1,4}}(?P<name>[^\s:][^:]{{0,80}}?)"
    r"(?:\s{1,4}to\s{1,4}[^:]{1,120}?)?\s{0,4}:(?:\s+|$)"
)
"""``15:51:09 From Dana Reyes to Everyone:``, the words behind it or on the next lines."""
_CLOUD = re.compile(rf"{_TIME}\t(?P<name>[^\t:]{{1,80}}):\t")
"""``00:12:15``, the name, the words, divided by tabs: the chat beside a recording in the cloud."""
_QUOTING = re.compile(r"\s*(?:Replying to|Reacted to|Removed an? .{1,8} reaction from)\s+[\"“]")
_SHARE = 0.3
"""Share of lines that begin a message from which a text is a chat: long messages run over a few."""


class Chat:
    """The chat of a meeting, as Zoom exports it; known by its content, whatever its ending."""

    format = "chat"
    suffixes: tuple[str, ...] = ()

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        lines = read_lines(decode(data, path), path, limits)
        left_out: Counter[str] = Counter()
        turns = build_turns(_turns(lines, left_out))
        return Document(
            format=self.format,
            form="transcript",
            turns=turns,
            head=head_of(lines),
            characters=solid_of(line.text for line in lines),
            left_out=left_out,
        )


def is_chat(lines: Iterable[str]) -> bool:
    r"""Whether `lines`, the first of a text, are a saved chat.

    >>> is_chat(["15:51:09 From Dana Reyes to Everyone:", "\twe press at nine."])
    True
    """
    solid_lines = [line for line in lines if line.strip()]
    begun = sum(_message(line) is not None for line in solid_lines)
    return (
        bool(solid_lines)
        and _message(solid_lines[0]) is not None
        and (begun >= _SHARE * len(solid_lines))
    )


def _message(line: str) -> re.Match[str] | None:
    return _FROM.match(line) or _CLOUD.match(line)


def _turns(lines: list[Line], left_out: Counter[str]) -> Iterable[TurnBuilder]:
    turn = TurnBuilder(None)
    for line in lines:
        message = _message(line.text)
        if message:
            yield turn
            turn = TurnBuilder(message["name"].strip())
            left_out["times"] += solid(message["time"])
            left_out["speakers"] += solid(message[0]) - solid(message["time"])
        at = message.end() if message else 0
        said = line.text[at:]
        if _QUOTING.match(said):
            left_out["quoted messages"] += solid(said)
        else:
            turn.add(said, line.number, at)
    yield turn
