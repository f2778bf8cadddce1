import numpy as np
import pytest

from notesnlp.language.sentences import split_sentences
from notesnlp.learn.annotations import AnnotatedMeeting, GoldFinding
from notesnlp.learn.folded import FoldedText
from notesnlp.learn.labels import ATTRIBUTES, BEGIN, FLAGS, GO_ON, UNKNOWN, answers

NEED_TYPE = [item.name for item in ATTRIBUTES].index("need.type")
TENTATIVE = [item.name for item in ATTRIBUTES].index("dependency.tentative")


@pytest.fixture
def annotate(say):
    """The answers to the gold findings (quote, row) of a meeting of one turn a line."""

    def build(lines, *gold):
        meeting = say(*lines)
        folded = FoldedText(meeting)
        findings = []
        for quote, row in gold:
            span = folded.find(quote, None)
            findings.append(GoldFinding(row["kind"], row["type"], span, folded.ranges(span), row))
        annotated = AnnotatedMeeting(meeting, folded, tuple(findings))
        sentences = split_sentences(meeting)
        return answers(annotated, sentences), [sentence.text for sentence in sentences]

    return build


PAIN = {"kind": "need", "type": "pain", "customer": "internal"}


def test_a_sentence_begins_and_the_next_goes_on(annotate):
    right, texts = annotate(
        ["The gate is down. Nobody rings us back. Fine weather."],
        ("The gate is down. Nobody rings us back.", PAIN),
    )
    assert len(texts) == 3
    assert right.flags[:, BEGIN["need"]].tolist() == [1, 0, 0]
    assert right.flags[:, GO_ON["need"]].tolist() == [0, 1, 0]
    assert right.flags.sum() == 2
    assert right.values[:, NEED_TYPE].tolist() == [0, 0, UNKNOWN]


def test_half_of_the_sentence_is_enough(annotate):
    right, _ = annotate(["The gate at the yard is down again, and that is that."], ("gate at the yard is down again", PAIN))  # fmt: skip
    assert right.flags[0, BEGIN["need"]] == 1


def test_a_short_quote_in_a_long_sentence_counts(annotate):
    right, _ = annotate(
        ["As I said to Ann on the stairs this morning, the gate is down."], ("is down", PAIN)
    )
    assert right.flags[0, BEGIN["need"]] == 1


def test_a_quote_over_turns_begins_in_the_first(annotate):
    right, _ = annotate(["The gate is down.", "Since May."], ("gate is down. Since May.", PAIN))
    assert right.flags[:, BEGIN["need"]].tolist() == [1, 0]
    assert right.flags[:, GO_ON["need"]].tolist() == [0, 1]


def test_one_sentence_carries_several_kinds(annotate):
    stuck = {"kind": "followup", "type": "stuck"}
    right, _ = annotate(
        ["The scanner has not come."],
        ("The scanner has not come.", PAIN),
        ("has not come", stuck),
    )
    assert right.flags[0, [BEGIN["need"], BEGIN["followup"]]].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("tentative", "value"), [(True, 1), (False, 0), (None, UNKNOWN), ("maybe", UNKNOWN)]
)
def test_attributes_out_of_range_are_unknown(annotate, tentative, value):
    row = {"kind": "dependency", "type": "hiring", "status": "hidden", "tentative": tentative}
    right, _ = annotate(["We hire nine people."], ("We hire nine people.", row))
    assert right.values[0, TENTATIVE] == value


def test_without_findings_nothing_is_flagged(annotate):
    right, texts = annotate(["Fine weather. Indeed."])
    assert right.flags.shape == (len(texts), FLAGS)
    assert not right.flags.any()
    assert np.all(right.values == UNKNOWN)
