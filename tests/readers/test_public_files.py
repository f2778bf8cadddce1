"""Files that others wrote, where they are at hand: NOTESNLP_PUBLIC names a folder with `formats` and `zoom`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.formats import agrees, plain_count
from notesnlp.errors import NotesError
from notesnlp.readers import open_notes, reading_of

PUBLIC = Path(os.environ.get("NOTESNLP_PUBLIC", "/nowhere"))
FILES = sorted(
    path for name in ("formats", "zoom") for path in (PUBLIC / name).rglob("*") if path.is_file()
)
pytestmark = pytest.mark.skipif(not FILES, reason="NOTESNLP_PUBLIC names no folder of public files")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read_or_the_reason_is_told(path):
    try:
        document = open_notes(path)
    except NotesError as error:
        assert error.reason
        assert error.remedy
        return
    assert reading_of(document).share >= 0.995
    assert agrees(path, document) in ("", "names nobody") or "as counted" in agrees(path, document)


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".vtt"], ids=lambda path: path.name)  # fmt: skip
def test_speakers_and_turns_are_those_of_a_plain_count(path):
    speakers, turns = plain_count(path.read_text(encoding="utf-8-sig"))
    if speakers:
        document = open_notes(path)
        assert {turn.speaker for turn in document.turns} == speakers
        assert len(document.turns) == turns


def test_speakers_of_aws_transcribe():
    for name in ("example-call.json", "example-call.docx"):
        document = open_notes(PUBLIC / "formats" / "aws_transcribe" / "sample-data" / name)
        spoken = [(turn.speaker.casefold(), turn.text) for turn in document.turns if turn.speaker]
        assert {speaker for speaker, _ in spoken} == {"agent", "customer"}
        assert len(spoken) == 37
