from dataclasses import replace
from pathlib import Path

import pytest

from notesnlp.catalogue import Event, as_settings, load_catalogue, own_events
from notesnlp.config import load_settings


def _again(events: list[Event], folder: Path) -> list[Event]:
    (folder / "notesnlp.toml").write_text(as_settings(events), encoding="utf-8")
    return list(own_events(load_settings(folder)))


def test_all_events_are_read_again_as_they_were(tmp_path: Path):
    events = list(load_catalogue().values())
    assert _again(events, tmp_path) == events


@pytest.mark.parametrize("text", ['a "quote"', "back\\slash", "é ☃", "two\nlines", "bell\x07", "rubbed out\x7f"])  # fmt: skip
def test_odd_texts_are_read_again(tmp_path: Path, text: str):
    event = replace(load_catalogue()["audit"], name=text, questions=(text, "And then?"))
    assert _again([event], tmp_path) == [event]
