import pytest

from notesnlp.config import Redaction
from notesnlp.redaction.find import find_in
from notesnlp.redaction.known import KnownNames
from notesnlp.redaction.labels import is_person_label
from notesnlp.redaction.strangers import Strangers


def _named(text: str, keep: str = "") -> list[str]:
    strangers = Strangers(frozenset(keep.split()))
    (spans,) = find_in([text], KnownNames(()), strangers, Redaction())
    return [text[span.start : span.end] for span in spans if span.what == "person"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Call Tomasz Wieczorek from Greenline.", ["Tomasz Wieczorek"]),
        ("Frau Hillebrecht and Mrs van Rensburg agreed.", ["Frau Hillebrecht", "Mrs van Rensburg"]),
        ("The Chief Information Officer uses Excel and Teams.", []),
        ("In May we move, at Easter we rest.", []),
        ("so jasmine on nights told mister grabowski", ["jasmine", "mister grabowski"]),
        ("will you mark it as urgent by the grace of god", []),
        ("MineStar and SharePoint are slow.", []),
    ],
)
def test_names_outside_the_roster(text, names):
    assert _named(text) == names


def test_what_is_to_be_kept_is_kept():
    assert _named("We asked Priya about it.") == ["Priya"]
    assert _named("We asked Priya about it.", keep="priya") == []


def test_a_first_name_goes_with_the_full_name_of_the_same_meeting():
    texts = ["Ask Tomasz Wieczorek.", "Tomasz said no."]
    first, second = find_in(texts, KnownNames(()), Strangers(), Redaction())
    assert first[0].key == second[0].key == "tomasz wieczorek"


@pytest.mark.parametrize(
    ("label", "person"),
    [("Speaker 3", False), ("SPEAKER_00", False), ("Unknown", False), ("Chair", False),
     ("Hope Larsen", True), ("Zawadi", True), ("The Gathering", False)],
)  # fmt: skip
def test_labels_of_speakers(label, person):
    assert is_person_label(label) is person
