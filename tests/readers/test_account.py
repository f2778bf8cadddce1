"""Nothing is silently lost: every character of a file is modelled, or left out for a reason."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from notesnlp.errors import ReadError
from notesnlp.metadata.rosters import ROSTER_FILES
from notesnlp.model.meeting import Turn
from notesnlp.readers import Line, open_notes, readable, reading_of
from notesnlp.readers.account import left_out_of, solid
from notesnlp.readers.base import TurnBuilder, build_turns
from tests.readers.test_properties import SAMPLES

CORPORA = Path(__file__).parents[2] / "corpora"
FILES = sorted(
    path
    for path in CORPORA.rglob("*")
    if readable(path) and path.name not in ROSTER_FILES and not path.name.startswith("README")
)
LEAST = 0.995
REASONS = {
    "column names", "comments and styles", "cue names", "deleted text", "file header",
    "front matter", "headers of quoted mails", "marks", "numbers", "page headers and numbers",
    "quoted messages", "recorder's own words", "signatures", "speakers", "tags", "times",
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CORPORA)))
def test_at_least_995_of_1000_characters_are_accounted_for(path):
    reading = reading_of(open_notes(path))
    assert reading.share >= LEAST
    assert reading.lost >= -(1 - LEAST) * reading.characters  # and none is counted twice
    assert {what for what, _ in reading.left_out} <= REASONS


@pytest.mark.parametrize("format", sorted(SAMPLES))
def test_a_file_of_every_format_is_accounted_for(format, tmp_path):
    path = tmp_path / f"notes.{ {'text': 'txt', 'markdown': 'md', 'webvtt': 'vtt', 'subrip': 'srt', 'chat': 'txt'}.get(format, format)}"  # fmt: skip
    path.write_bytes(SAMPLES[format])
    reading = reading_of(open_notes(path))
    assert reading.characters > 0
    assert abs(reading.lost) <= (1 - LEAST) * reading.characters


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]{2,}", text))


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.suffix in {".txt", ".md", ".docx"}],
    ids=lambda path: str(path.relative_to(CORPORA)),
)
def test_the_file_s_words_counted_without_the_readers_are_in_the_turns(path):
    """The words of the file itself, against those of the turns, their speakers and the front matter."""
    document = open_notes(path)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as file:
            xml = file.read("word/document.xml").decode()
        source = " ".join(re.findall(r"<w:t[ >][^<]*|</w:p>", xml))
        source = re.sub(r"<[^>]*>?", " ", source).replace("&amp;", "&")
    else:
        source = path.read_text(encoding="utf-8-sig")
    labels = document.left_out.get("speakers", 0) + document.left_out.get("front matter", 0)
    times = document.left_out.get("times", 0) + document.left_out.get("marks", 0)
    kept = words(" ".join(turn.text for turn in document.turns))
    missing = sum(len(word) * count for word, count in (words(source) - kept).items())
    assert missing <= labels + times + (1 - LEAST) * document.characters


def turn_of(*pieces: tuple[str, int, int], speaker: str | None = None) -> tuple[Turn, ...]:
    builder = TurnBuilder(speaker)
    for text, line, column in pieces:
        builder.add(text, line, column)
    return build_turns([builder])


def test_what_no_rule_knows_is_lost_and_not_hidden():
    lines = [Line(1, "Dana Reyes: We press at nine."), Line(2, "A line that no turn has.")]
    turns = turn_of(("We press at nine.", 1, 12), speaker="Dana Reyes")
    assert left_out_of(lines, turns) == {"speakers": 10}
    assert left_out_of(lines, turns, {2: "signatures"})["signatures"] == solid(lines[1].text)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("- [x] call Bo", 6, {"marks": 4}),
        ("> > 3) call Bo", 7, {"marks": 4}),
        ("## call Bo", 3, {"marks": 2}),
        ("HB: call Bo", 4, {"speakers": 3}),
        ("really call Bo", 7, {}),
    ],
)
def test_what_stands_before_the_words(line, column, expected):
    assert left_out_of([Line(1, line)], turn_of((line[column:], 1, column))) == expected


def test_a_reader_that_drops_a_line_is_caught(opened):
    document = opened("a.txt", "We press at nine.\nWe pack at ten.\n")
    short = reading_of(type(document)(**{
        name: getattr(document, name) for name in ("format", "form", "characters", "left_out")
    }, turns=document.turns[:1]))  # fmt: skip
    assert short.lost == solid("We pack at ten.")
    assert short.share < LEAST


def test_unreadable_files_have_no_account(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    with pytest.raises(ReadError):
        open_notes(path)
