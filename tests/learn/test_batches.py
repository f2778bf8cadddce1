"""Windows to learn from: every sentence once, sides hidden now and then, the easy left out."""

import random

import numpy as np

from notesnlp.embed import Encoder
from notesnlp.learn.annotations import load_set
from notesnlp.learn.batches import Lesson, batches, lessons, without_easy
from notesnlp.learn.fit import examples


def test_every_sentence_is_learned_once_with_its_own_answers(encoder: Encoder, tiny_sets):
    train = examples([load_set(tiny_sets[0])])[:2]
    found = lessons(train, encoder, 0.35, random.Random(1))
    keys = [key for window in found for key in window.keys]
    assert sorted(keys) == [
        (number, sentence)
        for number, example in enumerate(train)
        for sentence in range(len(example.sentences))
    ]
    for window in found:
        for row, (meeting, sentence) in enumerate(window.keys):
            assert np.array_equal(window.flags[row], train[meeting].answers.flags[sentence])
            assert np.array_equal(window.values[row], train[meeting].answers.values[sentence])


def test_hidden_sides_do_not_stand_in_the_windows(encoder: Encoder, tiny_sets):
    train = [
        example
        for example in examples([load_set(tiny_sets[0])])
        if any(example.annotated.meeting.telling_sides)
    ][:1]
    [it] = encoder.word_pieces(["it :"])

    def labels(hidden_share: float) -> int:
        found = lessons(train, encoder, hidden_share, random.Random(1))
        return sum(window.ids[at : at + 2] == tuple(it) for window in found for at in range(380))

    assert labels(0.0) > labels(1.0)


def lesson(meeting: int, sentence: int, flag: float) -> Lesson:
    flags = np.array([[flag]], np.float32)
    return Lesson((1, 2), ((0, 1),), ((meeting, sentence),), flags, np.zeros((1, 1), np.int64))


def test_the_easiest_windows_without_a_finding_are_left_out():
    easy, hard, found = lesson(0, 0, 0), lesson(0, 1, 0), lesson(0, 2, 1)
    hardness = {(0, 0): 0.1, (0, 1): 2.0, (0, 2): 0.0}
    assert without_easy([easy, hard, found], hardness, 0.5) == [found, hard]


def test_batches_hold_every_window_once():
    windows = [lesson(0, number, 0) for number in range(7)]
    found = batches(windows, 3, random.Random(1))
    assert sorted(map(len, found)) == [1, 3, 3]
    assert {window.keys for batch in found for window in batch} == {item.keys for item in windows}
