from notesnlp.redaction.spans import Span, apart


def test_what_was_named_first_stays_and_the_rest_of_another_is_still_covered():
    text = "write to Dana Reyes-Lund today"
    known, other = Span(9, 19, "person", "dana reyes"), Span(9, 24, "person", "dana reyes lund")
    assert apart([known, other], text) == (known, Span(19, 24, "person", "dana reyes lund"))


def test_blanks_and_points_between_spans_are_nobody():
    text = "Mr Ek, Bo"
    inside = [Span(3, 5, "person", "ek"), Span(7, 9, "person", "bo"), Span(3, 9, "person", "x")]
    assert [span.key for span in apart(inside, text)] == ["ek", "bo"]


def test_nothing_gives_nothing():
    assert apart([], "a text") == ()
