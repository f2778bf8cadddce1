import pytest

from notesnlp.evaluation.bootstrap import intervals
from notesnlp.evaluation.scores import KindScore, Scores


def part(hits: int, predicted: int, gold: int, hidden: list[bool] | None = None) -> Scores:
    scores = Scores(hidden=hidden or [])
    scores.kinds["need"] = KindScore(gold=gold, predicted=predicted, hits=hits)
    return scores


def test_meetings_that_are_alike_leave_nothing_open():
    found = intervals([part(5, 10, 10)] * 8)
    assert found["need"].low == found["need"].high == 0.5
    assert found["macro_f1"].low == pytest.approx(0.1)  # four kinds have no case
    assert "idea" not in found
    assert "hidden_recall" not in found


def test_the_interval_holds_the_figure_and_narrows_with_more_meetings():
    few = [part(2, 10, 10), part(8, 10, 10)] * 2
    many = [part(2, 10, 10), part(8, 10, 10)] * 50
    narrow, wide = intervals(many)["need"], intervals(few)["need"]
    assert wide.low < narrow.low < 0.5 < narrow.high < wide.high
    # 100 meetings of .2 or .8: standard error .03, so about .5 +- .059
    assert narrow.high - narrow.low == pytest.approx(0.118, abs=0.02)


def test_shares_are_of_all_cases_drawn():
    found = intervals([part(0, 0, 0, [True, True]), part(0, 0, 0, [False, False])] * 30)
    assert found["hidden_recall"].low < 0.5 < found["hidden_recall"].high


def test_the_same_meetings_give_the_same_interval():
    parts = [part(1, 3, 4), part(2, 3, 5), part(0, 1, 1)]
    assert intervals(parts) == intervals(parts)


def test_no_meeting_no_interval():
    assert intervals([]) == {}
