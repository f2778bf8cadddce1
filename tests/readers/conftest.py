"""Files of notes from text, and what a reader finds in them in short."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from notesnlp.readers import Document, open_notes

Said = list[tuple[str | None, str, int]]
Open = Callable[[str, str | bytes], Document]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Read the file of this name with this content."""

    def read(name: str, content: str | bytes) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_notes(path)

    return read


@pytest.fixture
def said(opened: Open) -> Callable[[str, str | bytes], Said]:
    """Speaker, words and line of each turn in the file of this name with this content."""

    def read(name: str, content: str | bytes) -> Said:
        return [(turn.speaker, turn.text, turn.line) for turn in opened(name, content).turns]

    return read
