from collections import Counter
from pathlib import Path

import pytest

from notesnlp.conversation.questions import find_questions, is_discovery, question_type
from notesnlp.language.sentences import split_sentences

PATH = Path(__file__).with_name("questions.txt")
LATER = "# --- kept aside: scored, never used to change the rules"
DISFLUENT = "# --- disfluent speech, as recognisers write it: labelled before the rules had seen it, looked at since"


def labelled(part="all"):
    """The labelled utterances: label, utterance, what follows in the turn."""
    first, rest = PATH.read_text(encoding="utf-8").split(LATER)
    later, disfluent = rest.split(DISFLUENT)
    text = {
        "all": first + later + disfluent,
        "first": first,
        "later": later,
        "disfluent": disfluent,
    }[part]
    for line in text.splitlines():
        if line and not line.startswith("#"):
            label, said = line.split("\t")
            utterance, _, after = said.partition(" | ")
            yield label, utterance, after


def f1(part, classes):
    """F1 of each class; labels outside `classes` count as other."""
    hits, told, right = Counter(), Counter(), Counter()
    for label, utterance, after in labelled(part):
        said = question_type(utterance, after) or "none"
        truth, found = (name if name in classes else "other" for name in (label, said))
        right[truth] += 1
        told[found] += 1
        hits[truth] += truth == found
    return {name: 2 * hits[name] / (right[name] + told[name]) for name in right}


def test_there_are_enough_of_each():
    counts = Counter(label for label, _, _ in labelled())
    assert sum(counts.values()) >= 300
    assert min(counts.values()) >= 40


@pytest.mark.parametrize("part", ["first", "later", "disfluent"])
def test_open_closed_and_other_are_told_apart(part):
    scores = f1(part, {"open", "closed"})
    assert min(scores.values()) >= 0.85, scores


def test_all_types_are_told_apart():
    scores = f1("all", {"open", "closed", "leading", "rhetorical", "none"})
    assert min(scores.values()) >= 0.8, scores


@pytest.mark.parametrize(
    ("text", "discovers"),
    [
        ("Tell me how you use our products.", True),
        ("Walk me through a morning when the system is slow.", True),
        ("What does a normal shift look like?", True),
        ("What gets in your way at month end?", True),
        ("Why is the port closed?", False),
        ("What is an API?", False),
    ],
)
def test_discovery(text, discovers):
    assert is_discovery(text) is discovers


def test_questions_of_a_meeting(say):
    meeting = say(
        ("Bo", "it", "Hello. How do you book a table today? Do you ring?"),
        ("Ann", "customer", "We ring. Why, is there another way?"),
    )
    found = find_questions(meeting, split_sentences(meeting))
    assert [(item.turn, item.type, item.last, item.side) for item in found] == [
        (0, "open", False, "it"),
        (0, "closed", True, "it"),
        (1, "closed", True, "customer"),
    ]
    assert all(meeting.turns[q.turn].text[q.start : q.end] == q.text for q in found)
    assert [item.discovery for item in found] == [True, False, False]
