"""The evaluation over the demo, and its agreement with the referee's own tool."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from notesnlp.evaluation.partitions import adjusted_rand, bcubed
from notesnlp.evaluation.run import Rows, evaluate, predict
from notesnlp.evaluation.scores import Scores, merge, score_set
from notesnlp.learn.annotations import AnnotatedSet, load_set
from notesnlp.model.finding import KINDS
from notesnlp.run import Pipeline
from tests.own_event import FROST_ALARM

HERE = Path(__file__).resolve()
DEMO = HERE.parents[2] / "corpora" / "demo"


@pytest.fixture(scope="module")
def demo() -> AnnotatedSet:
    return load_set(DEMO)


@pytest.fixture(scope="module")
def predicted(demo: AnnotatedSet, pipeline: Pipeline) -> Rows:
    return predict(demo, pipeline)


@pytest.fixture(scope="module")
def scores(demo: AnnotatedSet, predicted: Rows) -> Scores:
    return merge(part.scores for part in score_set(demo, predicted))


def test_every_meeting_has_its_findings_with_themes_and_states(demo, predicted):
    assert set(predicted) == {item.meeting.name for item in demo.meetings}
    rows = [row for found in predicted.values() for row in found]
    assert {row["kind"] for row in rows} == set(KINDS)
    assert all(row["theme"] for row in rows if row["kind"] == "idea")
    assert all(row["item"] for row in rows if row["kind"] == "followup")


def test_the_shipped_models_are_far_better_than_chance(scores: Scores):
    assert scores.macro_f1 > 0.2
    assert all(score.gold for score in scores.kinds.values())


def test_small_sets_are_evaluated_as_a_whole(tiny_sets, pipeline: Pipeline):
    sets = [load_set(folder) for folder in tiny_sets]
    scores = merge(part.scores for part in evaluate(sets, pipeline))
    gold = sum(len(meeting.findings) for item in sets for meeting in item.meetings)
    assert sum(score.gold for score in scores.kinds.values()) == gold


def test_events_of_a_set_s_own_are_named_in_it(pipeline: Pipeline, tmp_path: Path, write_set):
    quote = "The new store gets sensors that ring somebody when it freezes, in October."
    frost = {
        "meeting": "visit.txt", "line": 1, "quote": quote, "kind": "dependency", "type": "frost_alarm",
        "event": "frost_alarm", "status": "hidden", "when": None, "tentative": False,
    }  # fmt: skip
    write_set(tmp_path, {"visit.txt": f"Dana Reyes: {quote}\nSam Ode: Good to know.\n"}, [frost])
    (tmp_path / "notesnlp.toml").write_text(FROST_ALARM, encoding="utf-8")
    scores = merge(part.scores for part in evaluate([load_set(tmp_path)], pipeline))
    assert scores.attributes["dependency.event"] == [True]


def test_the_figures_are_the_referee_s(predicted: Rows, scores: Scores, tmp_path: Path):
    tools = [folder / "shared" / "gold" / "goldkit.py" for folder in HERE.parents]
    tool = next((path for path in tools if path.is_file()), None)
    if tool is None:
        pytest.skip("shared/gold/goldkit.py does not lie beside the repository")
    rows = [row for found in predicted.values() for row in found]
    path = tmp_path / "findings.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(tool), "score", str(DEMO), "--pred", str(path), "--json"]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = json.loads(out.stdout)
    assert theirs["unlocatable_quotes"] == 0
    for kind, score in scores.kinds.items():
        ours = (score.precision, score.recall, score.f1, score.average_precision)
        expected = [theirs[kind][name] for name in ("precision", "recall", "f1", "ap")]
        assert ours == pytest.approx(expected, abs=5e-4), kind
        assert (score.gold, score.predicted) == (theirs[kind]["gold"], theirs[kind]["predicted"])
    assert scores.macro_f1 == pytest.approx(theirs["macro_f1"], abs=5e-4)
    hidden = sum(scores.hidden) / len(scores.hidden)
    assert hidden == pytest.approx(theirs["hidden_recall"], abs=5e-4)
    assert set(scores.attributes) == set(theirs["attributes"])
    for name, right in scores.attributes.items():
        accuracy = theirs["attributes"][name]["accuracy"]
        assert sum(right) / len(right) == pytest.approx(accuracy, abs=5e-4), name
    assert bcubed(scores.themes) == pytest.approx(theirs["themes"]["bcubed_f1"], abs=5e-4)
    assert adjusted_rand(scores.themes) == pytest.approx(theirs["themes"]["ari"], abs=5e-4)
