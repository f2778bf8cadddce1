import pytest

from notesnlp.detectors.followups.mentions import mentions
from notesnlp.metadata import People
from notesnlp.model.meeting import Speaker

PEOPLE = People(
    (
        Speaker("Tom Ashdown", "Head of Parks"),
        Speaker("Willa Cann"),
        Speaker("May Day-Lewis"),
        Speaker("Étienne Cormier", aliases=("Steve",)),
        Speaker("Harbormaster Cobb"),
        Speaker("Sam Ode", aliases=("SO", "Will")),
        Speaker("Ines Toll", aliases=("IT",)),
        Speaker("Bea Young"),
    )
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tom rang.", ["Tom"]),
        ("Will Tom Ashdown ring?", ["Tom Ashdown"]),
        ("Tom's list and Ashdown’s", ["Tom", "Ashdown"]),
        ("Tom'll ring, Willa'd said", ["Tom", "Willa"]),
        ("Mr Ashdown, Mrs. Cann", ["Mr Ashdown", "Mrs. Cann"]),
        ("TA and WC", ["TA", "WC"]),
        ("Steve and Étienne", ["Steve", "Étienne"]),
        ("the Harbormaster", ["Harbormaster"]),
        ("On Monday Tom", ["Tom"]),
        ("SO will ring, and SO's list", ["SO", "SO"]),
        # no names
        ("So will I. so be it", []),
        ("SO WILL IT BE", []),
        ("IT will ring", []),
        ("BY Friday", []),
        ("Will you ring? May I? Can I?", []),
        ("in May", []),
        ("The Parks will close", []),
        ("Head of Parks", []),
        ("I", []),
        ("", []),
        # speech without capitals
        ("then tom said may", ["tom"]),
        ("will he, can he", []),
        ("tomorrow", []),
    ],
)
def test_who_is_named(text, names):
    found = mentions(text, PEOPLE)
    assert [text[item.start : item.end] for item in found] == names


def test_the_rosters_name_is_given():
    assert [item.name for item in mentions("Tom, Steve", PEOPLE)] == [
        "Tom Ashdown",
        "Étienne Cormier",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("IT 5 will ring Customer 12.", ["IT 5", "Customer 12"]),
        ("On 3 May IT 5's list, and IT 5'll ring", ["IT 5", "IT 5"]),
        ("Tom IT 5 Customer 12", ["IT 5", "Customer 12"]),
        ("IT will ring 5 customers; Customer 1 and IT 55 are not known", []),
        ("then IT 5 rang", ["IT 5"]),
    ],
)
def test_pseudonyms_are_names(text, names):
    known = People((Speaker("IT 5"), Speaker("Customer 12", "Head grower")))
    found = mentions(text, known)
    assert [text[item.start : item.end] for item in found] == names
    assert [item.name for item in found] == names


def test_nobody_known():
    assert mentions("tom rang", People(())) == []
    assert mentions("Tom rang", People(())) == []
