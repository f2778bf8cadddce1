from __future__ import annotations

import pytest

from notesnlp.metadata import People
from notesnlp.model.meeting import Speaker

DANA = Speaker("Dana Reyes", "Hall Manager", "customer", ("DJR", "the boss"))
BO = Speaker("Bo Ek", "Head of IT", "it")
ADA = Speaker("Dr Ada Maria Holm", "Chair", "other")
JO = Speaker("Jo Holm-Ek", "Vice Chair", "customer")
INES = Speaker("Inés van der Roth", None, "customer", ("Roth, I.",))
PEOPLE = People([DANA, BO, ADA, JO, INES])


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Dana Reyes", DANA),
        ("dana reyes", DANA),
        ("DANA REYES", DANA),
        (" Dana Reyes: ", DANA),
        ("Dana Reyes (Press hall)", DANA),
        ("Dana Reyes (Press hall", DANA),
        ("Reyes, Dana", DANA),
        ("Reyes, Dana (Press hall)", DANA),
        ("DJR", DANA),
        ("The Boss", DANA),
        ("DR", DANA),
        ("dr", DANA),
        ("BE", BO),
        ("DH", ADA),
        ("DAMH", ADA),
        ("Dana", DANA),
        ("Reyes", DANA),
        ("Ms Reyes", DANA),
        ("Ms. Reyes", DANA),
        ("Mr Ek", BO),
        ("Dr Holm", ADA),
        ("Ada", ADA),
        ("Ada Maria", ADA),
        ("Dr Ada Maria Holm", ADA),
        ("Dan", DANA),
        ("Inés", INES),
        ("Ms van der Roth", None),
        ("Ms der Roth", INES),
        ("Roth, I.", INES),
        ("the Hall Manager", DANA),
        ("Head of IT", BO),
        ("The Chair", ADA),
        ("Vice Chair", JO),
        ("the Vice", JO),
    ],
)
def test_find(name, person):
    assert PEOPLE.find(name) == person


@pytest.mark.parametrize("name", ["", " ", "()", "the", "Mr", "Nobody", "Mr Nobody", "Da", "X", "Dana Ek", "Treasurer", "of"])  # fmt: skip
def test_find_nobody(name):
    assert PEOPLE.find(name) is None


ANN, ANNE = Speaker("Ann Holm", "Driver"), Speaker("Anne Holm", "Driver")


@pytest.mark.parametrize("name", ["AH", "Holm", "Ms Holm", "Mr Holm", "driver"])
def test_a_name_that_fits_two_finds_none(name):
    assert People([ANN, ANNE]).find(name) is None


@pytest.mark.parametrize(("name", "person"), [("Ann", ANN), ("Anne", ANNE), ("Holm, Anne", ANNE)])
def test_the_whole_name_decides(name, person):
    assert People([ANN, ANNE]).find(name) == person


def test_a_part_that_two_begin_with_finds_none():
    assert People([Speaker("Samuel Ek"), Speaker("Samira Roth")]).find("Sam") is None


def test_one_person_listed_twice_is_one():
    assert People([ANN, Speaker("Ann Holm", "Driver")]).find("Ann") in (ANN,)


def test_one_letter_twice_is_no_initials_of_a_single_name():
    assert People([Speaker("Dana")]).find("DD") is None


def test_nobody():
    assert People([]).find("Dana") is None


def test_a_name_written_as_in_the_roster_is_that_line():
    turned = Speaker("Reyes, Dana", None, "customer")
    people = People([DANA, turned])
    assert people.find("Dana Reyes") == DANA
    assert people.find("Reyes, Dana") == turned
    assert people.find("DANA REYES") is None
