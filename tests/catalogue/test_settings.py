from pathlib import Path

import pytest

from notesnlp.catalogue import catalogue_with, load_catalogue, own_events
from notesnlp.catalogue.lines import line_of
from notesnlp.catalogue.schema import Source
from notesnlp.config import Settings, load_settings
from notesnlp.errors import ConfigError

CHANGED = """\
fiscal_month = 7

[events.office_move]
questions = ["Which floor?"]

[[events.office_move.workstreams]]
name = "Our carrier's line"
team = "network"
lead_days = [60, 200]
source = "estimate"
grade = "estimate"
"""


@pytest.fixture
def settings(tmp_path: Path):
    def write(text: str) -> Settings:
        (tmp_path / "notesnlp.toml").write_text(text, encoding="utf-8")
        return load_settings(tmp_path)

    return write


def test_events_of_the_settings_are_in_force(settings):
    (event,) = own_events(settings(CHANGED))
    assert event.questions == ("Which floor?",)
    assert event.name == load_catalogue()["office_move"].name
    catalogue = catalogue_with([event])
    assert catalogue["office_move"].works[0].lead_days == (60, 200)
    assert list(catalogue) == list(load_catalogue())
    assert own_events(Settings()) == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "remedy"),
    [
        ('"network"', '"plumbing"', "line 8, events.office_move.workstreams[0].team",
         "one of network, end-user computing"),
        ("[60, 200]", "[200, 60]", "line 9, events.office_move.workstreams[0].lead_days",
         "as [30, 90]"),
        ("questions", "question", "line 4, events.office_move.question", "known keys are name"),
        ("events.office_move", "events.office_muve", "line 3, events.office_muve",
         "did you mean [office_move]?"),
        ('team = "network"\n', "", "line 6, events.office_move.workstreams[0].team",
         "one of network"),
    ],
)  # fmt: skip
def test_a_broken_one_names_file_line_key_and_what_is_allowed(
    settings, tmp_path, old, new, place, remedy
):
    with pytest.raises(ConfigError) as caught:
        own_events(settings(CHANGED.replace(old, new)))
    assert caught.value.path == str(tmp_path / "notesnlp.toml")
    assert caught.value.place == place
    assert remedy in str(caught.value)


def test_an_event_that_is_no_table_is_to_be_written_under_events(settings):
    with pytest.raises(ConfigError) as caught:
        own_events(settings("[events]\naudit = 3\n"))
    assert str(caught.value.place) == "line 2, key 'events.audit'"
    assert "(write a table, as [events.audit])" in str(caught.value)


def test_without_a_line_the_key_is_told(tmp_path: Path):
    source = Source(tmp_path / "absent.toml", ("events",))
    assert source.place("audit", ["workstreams", 0, "team"]) == "events.audit.workstreams[0].team"
    assert source.place("audit", quoted=True) == "key 'events.audit'"


def test_lines_are_those_of_the_parser_not_of_the_words(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text('text = """\n[audit]\nname = 3\n"""\n[audit]\nlist = [\n 1,\n]\nname = 4\n')
    assert line_of(path, ["audit"]) == 5
    assert line_of(path, ["audit", "name"]) == 9
    assert line_of(path, ["audit", "list", 0]) == 6
    assert line_of(path, ["audit", "gone"]) == 5
    assert line_of(path, ["gone"]) is None
    assert line_of(tmp_path / "absent", ["audit"]) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\ufeff[audit]\nname = 'é'\n", 2),  # as Windows' editor writes it
        ("name = \n[audit]\nname = 1\n", None),  # no TOML from the start
        ("[audit]\nlist = [1,\nname = 1\n", 1),  # nor from line 2 on
    ],
)
def test_lines_of_odd_files(tmp_path: Path, text: str, line: int | None):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    assert line_of(path, ["audit", "name"]) == line
