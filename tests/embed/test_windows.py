from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notesnlp.embed import Encoder, Window, encode_sentences, pack
from notesnlp.embed.windows import WINDOW
from notesnlp.language.sentences import split_sentences
from notesnlp.model.meeting import Meeting, Piece, Turn

MOST = 512


def _meeting(texts: list[str], sides: list[str | None], form: str, kind: str | None) -> Meeting:
    turns = tuple(
        Turn(at, "A" if side else None, text, (Piece(0, at + 1, 0),), side)
        for at, (text, side) in enumerate(zip(texts, sides, strict=True))
    )
    return Meeting("m.txt", "text", form, turns, unit_kind=kind)


def _answered(windows: list[Window]) -> list[int]:
    return [number for window in windows for number, _, _ in window.spans]


_WORDS = st.sampled_from(
    ["gate", "lorry.", "and", "so", "Straße", "…", "—", "naïve", "?!", "x" * 90, "7", "I'll"]
)
_TEXT = st.lists(_WORDS, min_size=1, max_size=300).map(" ".join)
_TURNS = st.lists(
    st.tuples(_TEXT, st.sampled_from(["it", "customer", "sales", "other", None])), max_size=12
)


@given(
    _TURNS,
    st.sampled_from(["transcript", "notes", "minutes", "mail"]),
    st.sampled_from(["external", "internal", None]),
    st.integers(8, 64),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_sentence_is_answered_for_exactly_once(encoder: Encoder, turns, form, kind, context):
    meeting = _meeting([text for text, _ in turns], [side for _, side in turns], form, kind)
    sentences = split_sentences(meeting)
    windows = pack(meeting, sentences, encoder, context=context)
    assert sorted(_answered(windows)) == list(range(len(sentences)))
    assert _answered(windows) == sorted(_answered(windows))
    for window in windows:
        assert len(window.ids) <= WINDOW <= MOST
        assert window.ids[0] == encoder.marks[0]
        assert window.ids[-1] == encoder.marks[1]
        assert all(0 < start < stop < len(window.ids) for _, start, stop in window.spans)
        assert all(first[2] <= second[1] for first, second in pairwise(window.spans))


@given(_TEXT)
@settings(max_examples=20, deadline=None)
def test_a_sentence_s_ids_are_its_own_word_pieces(encoder: Encoder, text):
    meeting = _meeting([text], ["it"], "transcript", None)
    sentences = split_sentences(meeting)
    for window in pack(meeting, sentences, encoder):
        for number, start, stop in window.spans:
            own = encoder.word_pieces([sentences[number].text])[0]
            assert list(window.ids[start:stop]) == own[: stop - start]


def test_packing_is_deterministic(encoder: Encoder, say):
    meeting = say(*[("Dana", "customer", f"The lorry waits {n} minutes. So?") for n in range(90)])
    sentences = split_sentences(meeting)
    windows = pack(meeting, sentences, encoder)
    assert windows == pack(meeting, sentences, encoder)
    assert len(windows) > 1
    first, second = (encode_sentences(windows, encoder, len(sentences)) for _ in range(2))
    assert np.array_equal(first, second)


def test_a_window_repeats_its_neighbours_words(encoder: Encoder, say):
    meeting = say(*[f"Sentence number {n} about the gate." for n in range(150)])
    windows = pack(meeting, split_sentences(meeting), encoder)
    for before, after in pairwise(windows):
        last = before.spans[-1]
        words = before.ids[last[1] : last[2]]
        assert " ".join(map(str, words)) in " ".join(map(str, after.ids))


@pytest.mark.parametrize("count", [121, 400, 3000])
def test_a_very_long_sentence_is_cut_for_the_encoder_alone(encoder: Encoder, say, count: int):
    meeting = say("gate " * count, "Short.")
    sentences = split_sentences(meeting)
    windows = pack(meeting, sentences, encoder)
    assert max(len(window.ids) for window in windows) <= MOST
    assert sorted(_answered(windows)) == list(range(len(sentences)))
    assert np.isfinite(encode_sentences(windows, encoder, len(sentences))).all()


def test_sides_and_kind_of_customer_are_told(encoder: Encoder, say):
    meeting = say(("Dana", "customer", "The gate is down."), ("Sam", "it", "Since when?"))
    sentences = split_sentences(meeting)
    (told,) = pack(meeting, sentences, encoder)
    (hidden,) = pack(meeting, sentences, encoder, sides=[None, None])
    assert "customer" in encoder.tokenizer.decode(list(told.ids))
    assert "customer" not in encoder.tokenizer.decode(list(hidden.ids))
    assert "someone" in encoder.tokenizer.decode(list(hidden.ids))
    assert told.spans[0][2] - told.spans[0][1] == hidden.spans[0][2] - hidden.spans[0][1]


def test_nothing_said_makes_no_window(encoder: Encoder, say):
    assert pack(say(), [], encoder) == []
    assert encode_sentences([], encoder, 0).shape == (0, 768)


def test_vectors_hardly_depend_on_the_batch(encoder: Encoder, say):
    meeting = say(*[("Dana", "customer", f"Lorry {n} waits at the gate.") for n in range(80)])
    sentences = split_sentences(meeting)
    windows = pack(meeting, sentences, encoder)
    together = encode_sentences(windows, encoder, len(sentences))
    alone = sum(encode_sentences([window], encoder, len(sentences)) for window in windows)
    assert np.allclose(together, alone, atol=1e-4)
