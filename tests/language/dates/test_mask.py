import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesnlp.language.dates.mask import mask


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("by the end of, of June", "by the end of June"),
        ("in, uh, June", "in June"),
        ("the end of the, of the year", "the end of the year"),
        ("by the, by the end", "by the end"),
        ("um June", "June"),
        ("Her number", "Her number"),
        ("er. is short for engineer", "er. is short for engineer"),
        ("3, 3 May", "3, 3 May"),
        ("Monday, Tuesday", "Monday, Tuesday"),
    ],
)
def test_mask(text, words):
    assert " ".join(mask(text).split()) == words


@given(st.text("um, of the June2", max_size=30))
def test_places_stay(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in {old, " "} for new, old in zip(masked, text, strict=True))
