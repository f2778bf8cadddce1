import numpy as np
import pytest

from notesnlp.detectors.dependencies.denial import raised_by_denial
from notesnlp.language.sentences import split_sentences
from notesnlp.learn.judge import Judgments


def raised(say, text: str) -> tuple[list[float], list[str]]:
    meeting = say(text)
    sentences = split_sentences(meeting)
    scores = np.full(len(sentences), 0.2, np.float32)
    judged = Judgments({"dependency": scores}, {}, {}, {})
    after = raised_by_denial(sentences, judged).begins["dependency"]
    assert np.all(judged.begins["dependency"] == np.float32(0.2))
    return after.tolist(), [item.text for item in sentences]


@pytest.mark.parametrize(
    "text",
    [
        "We go to the annex in May, IT needn't do anything.",
        "We go to the annex in May. Facilities has it covered.",
    ],
)
def test_a_denial_raises_the_event_that_it_speaks_of(say, text: str):
    scores, _ = raised(say, text)
    assert scores[0] == pytest.approx(0.5)


def test_without_a_denial_nothing_changes(say):
    scores, _ = raised(say, "We go to the annex in May. The tea was good.")
    assert scores == pytest.approx([0.2, 0.2])


def test_an_empty_meeting_has_nothing_to_raise(say):
    assert (
        raised_by_denial([], Judgments({"dependency": np.zeros(0, np.float32)}, {}, {}, {}))
        .begins["dependency"]
        .size
        == 0
    )
