import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesnlp.evaluation.scores import (
    KindScore,
    Scores,
    agrees,
    harmonic,
    match,
    merge,
    score_set,
)
from notesnlp.learn.annotations import load_set


def at(start: int, end: int, kind: str = "need", **row: object):
    return (kind, (start, end), row)


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        ([at(0, 10)], [at(0, 10)], [(0, 0)]),
        ([at(0, 10)], [at(5, 15)], [(0, 0)]),  # exactly half
        ([at(0, 10)], [at(6, 16)], []),
        ([at(0, 100)], [at(90, 110)], [(0, 0)]),  # half of the shorter
        ([at(0, 10)], [at(0, 10, "idea")], []),
        ([at(0, 10)], [at(10, 20)], []),
        ([at(0, 10)], [at(0, 10), at(0, 10)], [(0, 0)]),  # each matches once
        ([at(0, 10), at(0, 10)], [at(0, 10)], [(0, 0)]),
        ([at(0, 10)], [at(0, 30), at(0, 12)], [(0, 1)]),  # the best overlap first
        ([at(0, 20), at(10, 30)], [at(8, 30)], [(1, 0)]),
        ([at(-1, -1)], [at(-1, -1)], []),  # what has no place matches nothing
        ([], [at(0, 10)], []),
    ],
)
def test_matching(gold, found, pairs):
    assert match(gold, found) == pairs


_SPANS = st.lists(
    st.tuples(st.sampled_from(["need", "idea"]), st.integers(0, 40), st.integers(1, 20)), max_size=8
)


@given(_SPANS, _SPANS)
def test_matching_is_one_to_one_and_symmetric_in_number(first, second):
    gold = [at(start, start + length, kind) for kind, start, length in first]
    found = [at(start, start + length, kind) for kind, start, length in second]
    pairs = match(gold, found)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert all(gold[a][0] == found[b][0] for a, b in pairs)


@given(_SPANS)
def test_everything_matches_itself(spans):
    gold = [at(start, start + length, kind) for kind, start, length in spans]
    assert len(match(gold, gold)) == len(gold)


def test_precision_recall_and_average_precision_by_hand():
    score = KindScore(gold=4, predicted=3, hits=2, scored=[(0.2, True), (0.9, True), (0.5, False)])
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == 0.5
    assert score.f1 == pytest.approx(2 * (2 / 3) * 0.5 / (2 / 3 + 0.5))
    assert score.average_precision == pytest.approx((1 + 2 / 3) / 4)


def test_nothing_gold_and_nothing_found_scores_nothing():
    empty = KindScore()
    assert (empty.precision, empty.recall, empty.f1, empty.average_precision) == (0, 0, 0, 0)
    assert harmonic(0, 0) == 0
    assert harmonic(1, 0.5) == pytest.approx(2 / 3)
    assert Scores().macro_f1 == 0


@pytest.mark.parametrize(
    ("gold", "said", "right"),
    [
        (None, None, True),
        ("", None, True),
        ("2017-03", None, False),
        (None, "2017-03", False),
        ("2017", "2017-03-14", True),
        ("2017-03", "2017-03-14", True),
        ("2017-03", "2017-03", True),
        ("2017-03", "2017", False),
        ("2017-03-14", "2017-03-14", True),
        ("2017-03-14", "2017-03-15", False),
        ("2017-03-14", "2017-03", False),
        ("2017-Q1", "2017-03", True),
        ("2017-Q1", "2017-03-31", True),
        ("2017-Q1", "2017-04-01", False),
        ("2017-Q4", "2017-12", True),
        ("2017-Q1", "2017-Q1", True),
        ("2017-Q1", "2017", False),
        ("2017", "2017-Q2", True),
        ("2017-03", "2017-Q1", False),
    ],
)
def test_a_date_is_right_where_it_is_at_least_as_exact(gold, said, right):
    assert agrees("when", {"when": gold}, {"when": said}) is right
    assert agrees("due", {"due": gold}, {"due": said}) is right


def test_other_attributes_are_compared_as_they_are():
    assert agrees("owner", {"owner": None}, {})
    assert agrees("type", {"type": "pain"}, {"type": "pain"})
    assert not agrees("owner", {"owner": "Dana"}, {"owner": "Dana Reyes"})


def test_a_set_is_counted(tmp_path, write_set):
    texts = {"visit.txt": "Dana: The gate is down.\nDana: We move in May.\nSam: I'll ring.\n"}
    gold = [
        {"meeting": "visit.txt", "line": 1, "quote": "The gate is down.", "kind": "need",
         "type": "pain", "customer": "internal", "theme": "gate"},
        {"meeting": "visit.txt", "line": 2, "quote": "We move in May.", "kind": "dependency",
         "type": "office_move", "event": "office_move", "status": "hidden", "when": "2016-05"},
        {"meeting": "visit.txt", "line": 3, "quote": "I'll ring.", "kind": "followup",
         "type": "action", "owner": "Sam", "due": None, "item": "ring"},
    ]  # fmt: skip
    annotated = load_set(write_set(tmp_path / "timber", texts, gold))
    common = {"meeting": "visit.txt", "start": 0, "score": 0.9}
    found = [
        common | {"kind": "need", "type": "goal", "turn": 0, "end": 17, "customer": "internal", "theme": "t1"},
        common | {"kind": "dependency", "type": "hiring", "event": "hiring", "turn": 1, "end": 15,
                  "status": "hidden", "when": "2016-05-03"},
        common | {"kind": "idea", "type": "idea", "turn": 2, "end": 10},
    ]  # fmt: skip
    parts = score_set(annotated, {"visit.txt": found, "elsewhere.txt": found})
    assert [(part.set, part.meeting, part.form) for part in parts] == [
        ("timber", "visit.txt", "transcript")
    ]
    scores = merge(part.scores for part in parts)
    counts = {
        kind: (score.gold, score.predicted, score.hits) for kind, score in scores.kinds.items()
    }
    assert counts == {
        "framing": (0, 0, 0),
        "need": (1, 1, 1),
        "dependency": (1, 1, 1),
        "idea": (0, 1, 0),
        "followup": (1, 0, 0),
    }
    assert scores.macro_f1 == pytest.approx(2 / 5)
    assert scores.hidden == [True]
    assert scores.themes == [("timber/gate", "timber/t1")]
    assert scores.attributes == {
        "need.type": [False],
        "need.customer": [True],
        "dependency.event": [False],
        "dependency.status": [True],
        "dependency.when": [True],
    }
    parts += score_set(annotated, {})
    both = merge(part.scores for part in parts)
    assert both.hidden == [True, False]
    assert (both.kinds["need"].gold, both.kinds["need"].hits) == (2, 1)
