from hypothesis import given
from hypothesis import strategies as st

from notesnlp.redaction.edits import edited
from notesnlp.redaction.spans import Span

TEXT = "Ask Dana Reyes at once, or Bo."
SPANS = (Span(4, 14, "person", "dana"), Span(27, 29, "person", "bo"))


def _new(span: Span) -> str:
    return {"dana": "IT 2", "bo": "Customer 13"}[span.key]


def test_places_outside_of_names_hold_the_same_words():
    new = edited(TEXT, SPANS, _new)
    assert new.text == "Ask IT 2 at once, or Customer 13."
    at = TEXT.index("at once")
    assert new.text[new.start(at) : new.end(at + 7)] == "at once"


def test_a_place_inside_of_a_name_is_the_whole_pseudonym():
    new = edited(TEXT, SPANS, _new)
    reyes = TEXT.index("Reyes")
    assert new.text[new.start(reyes) : new.end(reyes + 5)] == "IT 2"
    assert new.text[new.start(0) : new.end(6)] == "Ask IT 2"


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_order_is_kept_and_nothing_leaves_the_text(one: int, other: int):
    new = edited(TEXT, SPANS, _new)
    start, end = sorted((one, other))
    assert 0 <= new.start(start) <= new.end(end) <= len(new.text) or start == end
