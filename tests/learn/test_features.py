import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from notesnlp.language.sentences import split_sentences
from notesnlp.learn.features import NAMES, surface
from notesnlp.model.meeting import Meeting, Piece, Turn

_TEXT = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(["I'll", "SAML", "?", "…", "not", "x" * 99]), max_size=30).map(
        " ".join
    ),
)


@given(
    st.lists(st.tuples(_TEXT, st.sampled_from(["it", "customer", None])), max_size=8),
    st.sampled_from(["transcript", "notes", "minutes", "mail"]),
    st.booleans(),
)
@settings(deadline=None)
def test_features_are_finite_and_small(lines, form, sides):
    turns = tuple(
        Turn(at, None, text, (Piece(0, at + 1, 0),), side) for at, (text, side) in enumerate(lines)
    )
    meeting = Meeting("m", "text", form, turns)
    sentences = split_sentences(meeting)
    rows = surface(meeting, sentences, sides=sides)
    assert rows.shape == (len(sentences), len(NAMES))
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()
    assert (rows >= 0).all()
    assert (rows <= 20).all()


def test_names_are_unique():
    assert len(set(NAMES)) == len(NAMES)


def test_what_a_sentence_shows(say):
    meeting = say(
        ("Dana", "customer", "The gate is down. Could we get the API?"), ("Sam", "it", "I'll see.")
    )
    rows = surface(meeting, split_sentences(meeting))
    shown = [{name for name, value in zip(NAMES, row, strict=True) if value} for row in rows]
    assert "first of the turn" in shown[0]
    assert "last of the turn" not in shown[0]
    assert {"last of the turn", "question", "asks for", "acronym", "we"} <= shown[1]
    assert {"side it", "undertakes", "i", "first of the turn", "last of the turn"} <= shown[2]
    assert all("transcript" in item for item in shown)


def test_sides_can_be_hidden(say):
    meeting = say(("Dana", "customer", "The gate is down."))
    (row,) = surface(meeting, split_sentences(meeting), sides=False)
    assert row[NAMES.index("side None")] == 1
    assert row[NAMES.index("side customer")] == 0
