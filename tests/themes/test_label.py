import numpy as np
import pytest

from notesnlp.themes.build import _slugs
from notesnlp.themes.label import Namer


@pytest.fixture
def name(encoder):
    def names(groups):
        centres = np.stack([encoder.sentence_vectors(quotes).mean(axis=0) for quotes in groups])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
        return Namer(encoder).name_groups(groups, centres)

    return names


def test_names_are_words_of_the_quotes(name):
    groups = [
        ["The card readers drop out at sea.", "Card readers again, all of them dead."],
        ["The price list is a year old.", "We want the price list as a file."],
    ]
    readers, prices = name(groups)
    assert "card readers" in readers
    assert "price list" in prices


def test_a_group_without_a_phrase_has_a_name(name):
    assert all(name([["?!"], ["so"]]))


def test_names_are_deterministic(name):
    groups = [["The gate is down and the lorries wait."], ["Nobody answers the telephone."]]
    assert name(groups) == name(groups)


def test_ids_are_unique_whatever_the_names():
    names = ["gate", "Gate!", "gate 2", "gate", "", "?", "gate-2", "gate, 2"]
    ids = _slugs(names)
    assert len(set(ids)) == len(names)
    assert all(ids)
    assert ids[0] == "gate"
