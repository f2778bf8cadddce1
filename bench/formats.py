"""A table of what becomes of each file below the folders given: read, or the reason why not.

    python -m bench.formats FOLDER…

For subtitles, speakers and turns are compared with a plain count of the file's cue lines, made
here without the readers.
"""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

from notesnlp.errors import NotesError
from notesnlp.language.identify import mark_languages
from notesnlp.readers import Document, open_notes, reading_of

_TIMING = re.compile(r"\d+:\d+[.,:]\d+.*(?:-->|,\d+:\d+)")
_LABEL = re.compile(r"(?:<v(?:\.\S+)?\s+([^>]+)>|(\w[^:<>]{0,60}):\s)")


def plain_count(text: str) -> tuple[set[str], int]:
    """The speakers of subtitles, and how often the speaker changes, by lines after a timing."""
    speakers: list[str] = []
    in_cue = False
    for line in text.splitlines():
        if _TIMING.search(line):
            in_cue = True
        elif not line.strip():
            in_cue = False
        elif in_cue and (found := _LABEL.match(line)):
            speakers.append(unescape(found[1] or found[2]).strip())
    changes = sum(a != b for a, b in zip([None, *speakers], speakers, strict=False))
    return set(speakers), changes


def agrees(path: Path, document: Document) -> str:
    """How speakers and turns of subtitles compare with the plain count; empty for other formats."""
    if document.format not in {"webvtt", "subrip", "sbv"}:
        return ""
    speakers, changes = plain_count(path.read_text(encoding="utf-8-sig"))
    if not speakers:
        return "names nobody"
    found = {turn.speaker for turn in document.turns if turn.speaker}
    turns = sum(turn.speaker is not None for turn in document.turns)
    same = found == speakers and turns == changes
    return f"{len(found)} speakers, {turns} turns: " + (
        "as counted" if same else f"counted {len(speakers)}, {changes}: {found ^ speakers}"
    )


def row(path: Path, name: str) -> str:
    """The table's row for a file."""
    try:
        document = open_notes(path)
    except NotesError as error:
        return f"| {name} | – | {error.reason} | | |"
    reading = reading_of(document)
    languages = sorted({turn.language for turn in mark_languages(document.turns) if turn.language})
    speakers = len({turn.speaker for turn in document.turns if turn.speaker})
    notes = "; ".join(filter(None, [agrees(path, document), *languages, *reading.warnings]))
    return (
        f"| {name} | {document.format} | {len(document.turns)} turns, {speakers} speakers "
        f"| {100 * reading.share:.1f} % | {notes} |"
    )


def main(folders: list[str]) -> None:
    """Print the table."""
    print("| file | format | read, or the reason | accounted for | |")
    print("| --- | --- | --- | --- | --- |")
    for folder in map(Path, folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                print(row(path, path.relative_to(folder).as_posix()))


if __name__ == "__main__":
    main(sys.argv[1:])
