"""The code blocks of the documentation, and the remarks that say what a test does with them.

A remark is an HTML comment before a block, which readers do not see:

    <!-- file: notes/people.csv -->   the block is the content of this file, which is written
    <!-- not run: reason -->          the block is not run, and why
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "bench").glob("*.md"),
        *(ROOT / "corpora").glob("*.md"),
    ]
)
RUN = frozenset({"sh", "python"})
CHECKED = frozenset({"toml", "json"})
SHOWN = frozenset({"text", "ini", "mermaid", "{eval-rst}", "{include}", "{toctree}", ""})
"""What is neither run nor checked: output, files of other programs, pictures, directives."""
_REMARK = re.compile(r"<!--\s*(?P<what>file|not run):\s*(?P<text>.+?)\s*-->", re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page.

    Attributes:
        page: below the root.
        line: 1-based, of its first line of code.
        language: as the fence names it.
        code: its content.
        file: where a remark wants it written.
        reason: why a remark wants it not run.
    """

    page: str
    line: int
    language: str
    code: str
    file: str | None = None
    reason: str | None = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks_of(page: Path) -> Iterator[Block]:
    """The blocks of a page in their order, those in lists too."""
    remark: re.Match[str] | None = None
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block":
            remark = _REMARK.search(token.content) or remark
        elif token.type == "fence":
            what = {remark["what"]: remark["text"]} if remark else {}
            language = token.info.split()[0] if token.info.strip() else ""
            yield Block(
                page.relative_to(ROOT).as_posix(),
                (token.map or [0])[0] + 2,
                language,
                token.content,
                what.get("file"),
                what.get("not run"),
            )
            remark = None
