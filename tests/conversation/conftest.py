"""Conversations with and without times."""

from collections.abc import Callable
from pathlib import Path

import pytest

from notesnlp.config import Settings
from notesnlp.metadata import Rosters, describe
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.readers.subtitles import WebVtt

PEOPLE = (
    Speaker("Ann", side="customer"),
    Speaker("Cem", side="customer"),
    Speaker("Bo", role="Customer liaison, IT", side="it"),
    Speaker("Sal", side="sales"),
)


@pytest.fixture(scope="session")
def timed() -> Callable[..., Meeting]:
    """A meeting of cues (speaker, start, end, words), as a subtitle file would have it."""

    def build(*cues: tuple[str, float, float, str], name: str = "visit.vtt") -> Meeting:
        lines = [
            f"00:{int(start) // 60:02}:{start % 60:06.3f} --> 00:{int(end) // 60:02}:{end % 60:06.3f}\n"
            f"<v {who}>{words}"
            for who, start, end, words in cues
        ]
        document = WebVtt().read(("WEBVTT\n\n" + "\n\n".join(lines) + "\n").encode(), Path(name))
        return describe(document, name, Rosters(PEOPLE), Settings())

    return build
