from dataclasses import replace

import numpy as np
import pytest

from notesnlp.embed import Encoder
from notesnlp.embed.windows import POOLED
from notesnlp.errors import AnnotationError
from notesnlp.learn.annotations import load_set
from notesnlp.learn.features import NAMES
from notesnlp.learn.fit import Encoded, encode, examples, fit_heads, joined
from notesnlp.learn.judge import Heads
from notesnlp.learn.labels import ATTRIBUTES, BEGIN, FLAGS, GO_ON, UNKNOWN

WIDTH = 6


@pytest.fixture
def easy() -> Encoded:
    """Sentences whose first columns say which kind begins, and whose last says each attribute."""
    chance = np.random.default_rng(1)
    count = 120
    vectors = chance.normal(0, 0.1, (count, WIDTH)).astype(np.float32)
    flags = np.zeros((count, FLAGS), np.float32)
    values = np.full((count, len(ATTRIBUTES)), UNKNOWN, np.int64)
    for number in range(count):
        kind = number % (len(BEGIN) + 1)
        if kind < len(BEGIN):
            flags[number, kind] = 1
            vectors[number, kind] += 3
        for column, attribute in enumerate(ATTRIBUTES):
            value = number % 2
            vectors[number, -1] = 2.0 * value
            if number % 3:
                values[number, column] = value if len(attribute.values) == 2 else 2 * value
    return Encoded(vectors, flags, values)


def test_heads_learn_what_is_plain(easy: Encoded):
    judged = Heads(ATTRIBUTES, fit_heads(easy, easy), {}).judge(easy.vectors)
    for kind, column in BEGIN.items():
        assert ((judged.begins[kind] > 0.5) == (easy.flags[:, column] == 1)).mean() > 0.97
    for column, attribute in enumerate(ATTRIBUTES):
        asked = easy.values[:, column] != UNKNOWN
        guessed = judged.values[attribute.name].argmax(axis=1)
        assert (guessed[asked] == easy.values[asked, column]).mean() > 0.97
        assert judged.values[attribute.name].shape == (len(easy.vectors), len(attribute.values))


def test_fitting_is_deterministic(easy: Encoded):
    first, second = fit_heads(easy, easy), fit_heads(easy, easy)
    assert first.keys() == second.keys()
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_what_training_never_shows_is_never_said(easy: Encoded):
    judged = Heads(ATTRIBUTES, fit_heads(easy, easy), {}).judge(easy.vectors)
    assert max(judged.goes_on["need"]) < 1e-6  # no quote of two sentences
    assert judged.values["need.type"][:, 1].max() < 1e-6


@pytest.mark.parametrize("seen", [0, 1])
def test_an_attribute_with_one_value_is_that_value(easy: Encoded, seen: int):
    values = easy.values.copy()
    values[:, 3] = np.where(values[:, 3] == UNKNOWN, UNKNOWN, seen)
    judged = Heads(ATTRIBUTES, fit_heads(replace(easy, values=values), easy), {}).judge(
        easy.vectors
    )
    assert (judged.values["dependency.status"].argmax(axis=1) == seen).all()


def test_an_attribute_that_nobody_annotated_is_open(easy: Encoded):
    values = easy.values.copy()
    values[:, 4] = UNKNOWN
    none = replace(easy, values=values)
    judged = Heads(ATTRIBUTES, fit_heads(none, none), {}).judge(easy.vectors)
    assert np.allclose(judged.values["dependency.tentative"], 0.5)
    fit_heads(easy, none)


def test_going_on_may_be_missing_on_validation(easy: Encoded):
    flags = easy.flags.copy()
    flags[::7, GO_ON["need"]] = 1
    arrays = fit_heads(replace(easy, flags=flags), easy)
    assert np.isfinite(arrays["flags.bias"]).all()
    assert arrays["flags.weight"][GO_ON["need"]].any()


def without(encoded: Encoded, *kinds: str) -> Encoded:
    flags = encoded.flags.copy()
    for kind in kinds:
        flags[:, [BEGIN[kind], GO_ON[kind]]] = 0
    return replace(encoded, flags=flags)


@pytest.mark.parametrize("kind", BEGIN)
def test_a_kind_that_is_learned_must_be_in_validation(easy: Encoded, kind: str):
    with pytest.raises(AnnotationError, match=f"validation sets have no {kind}") as caught:
        fit_heads(easy, without(easy, kind))
    assert caught.value.remedy


def test_a_kind_that_training_never_shows_is_never_found(easy: Encoded):
    poor = without(easy, "idea")
    arrays = fit_heads(poor, without(easy, "idea"))
    assert not arrays["flags.weight"][BEGIN["idea"]].any()
    assert arrays["flags.bias"][BEGIN["idea"]] <= -20
    assert tuple(arrays["calibration"][BEGIN["idea"]]) == (1, 0)
    assert arrays["flags.weight"][BEGIN["need"]].any()


def test_nothing_to_learn_from_is_refused(easy: Encoded):
    with pytest.raises(AnnotationError, match="no finding"):
        fit_heads(without(easy, *BEGIN), easy)


def test_sets_are_encoded_sentence_by_sentence(encoder: Encoder, tiny_sets):
    learned = examples([load_set(tiny_sets[0])])
    assert len(learned) == 3
    told, hidden = encode(learned, encoder), encode(learned, encoder, sides=False)
    count = sum(len(item.sentences) for item in learned)
    assert told.vectors.shape == hidden.vectors.shape == (count, POOLED + len(NAMES))
    assert told.flags.shape == (count, FLAGS)
    assert np.array_equal(told.flags, hidden.flags)
    assert not np.allclose(told.vectors, hidden.vectors)
    assert len(joined([told, hidden]).vectors) == 2 * count
    for kind, column in BEGIN.items():
        gold = sum(found.kind == kind for item in learned for found in item.annotated.findings)
        assert told.flags[:, column].sum() == gold
