import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesnlp.redaction.words import folded, is_caseless, joined, words_of


@given(st.text())
def test_folding_keeps_every_place(text: str):
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tom's van, Siân’ll drive", ["Tom", "van", "Siân", "drive"]),
        ("O'Shea and Jean-Luc", ["O'Shea", "and", "Jean-Luc"]),
        ("R2D2 has 3 wheels", ["R", "D", "has", "wheels"]),
    ],
)
def test_words_are_without_what_is_written_on_to_them(text, words):
    assert [word.text for word in words_of(text)] == words
    assert all(text[word.start : word.end] == word.text for word in words_of(text))


def test_hyphens_are_compared_as_blanks():
    assert joined(words_of("Jean-Luc Roux")) == "jean luc roux"


@pytest.mark.parametrize(
    ("text", "caseless"),
    [("so i think I'm done with it", True), ("so Dana said", False), ("12 3", False)],
)
def test_speech_without_capitals_is_known(text, caseless):
    assert is_caseless(text) is caseless
