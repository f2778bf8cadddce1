import math
from pathlib import Path

import pytest

from notesnlp.errors import OutputError
from notesnlp.explain import Explanation, explain, find_finding
from notesnlp.explain.finding import changed_models
from notesnlp.model.finding import Dependency, Finding, Framing
from notesnlp.model.meeting import Meeting
from notesnlp.report.results import Results
from notesnlp.run import Pipeline


@pytest.fixture(scope="module")
def visit(say) -> Meeting:
    return say(
        ("Sam Ode", "it", "Good morning, how did the week go?"),
        ("Dana Reyes", "customer", "We count everything by hand twice because the scanner loses the list."),
        ("Dana Reyes", "customer", "We are moving the yard office to the old mill in May 2017, nothing in it for IT."),
        ("Sam Ode", "it", "We'll federate the IdP over SAML so the RBAC maps through."),
        ("Sam Ode", "it", "I'll send you the list of numbers by Friday."),
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(visit: Meeting, pipeline: Pipeline) -> dict[str, Explanation]:
    findings = pipeline.analyze(visit).findings
    return {item.kind: explain(item, visit, pipeline) for item in findings}


def test_every_kind_is_explained(told):
    assert {"framing", "dependency", "followup", "need"} <= set(told)


def test_the_parts_add_up_to_the_score(told):
    for kind, one in told.items():
        weighing = one.weighing
        total = weighing.mean + sum(part.adds for part in weighing.parts) + weighing.denial
        assert 1 / (1 + math.exp(-total)) == pytest.approx(weighing.score, abs=2e-3), kind
        assert weighing.score == pytest.approx(one.finding.score, abs=1e-3)
        assert weighing.score >= weighing.level


def test_what_is_absent_is_told_as_less_than_the_mean(told):
    parts = {part.name: part for part in told["need"].weighing.parts}  # a customer's sentence
    assert parts["side it"].less
    assert not parts["side customer"].less
    assert parts["question"].less
    assert not parts["encoder"].less
    said = {part.name: part for part in told["followup"].weighing.parts}  # one of IT
    assert (said["side it"].less, said["side customer"].less) == (False, True)
    assert said["undertakes"].words
    assert not said["undertakes"].less


def test_a_denial_is_told_and_raises(told):
    assert told["dependency"].weighing.denial == pytest.approx(math.log(4), abs=0.01)
    assert any("denied" in line for line in told["dependency"].rules)
    assert told["need"].weighing.denial == 0


def test_the_date_and_the_work_are_told(told):
    rules = "\n".join(told["dependency"].rules)
    assert "“May 2017” is 2017-05-01 to 2017-05-31" in rules
    assert "which counts" in rules
    dependency = told["dependency"].finding
    assert isinstance(dependency, Dependency)
    assert all(work.name in rules for work in dependency.workstreams)
    assert "“Friday”" in "\n".join(told["followup"].rules) or "Friday" in "\n".join(
        told["followup"].rules
    )


def test_terms_and_sides_of_framing_are_told(told):
    rules = "\n".join(told["framing"].rules)
    assert isinstance(told["framing"].finding, Framing)
    assert "“SAML”" in rules
    assert "speaks for it" in rules
    trials = {trial.change: trial for trial in told["framing"].trials}
    assert not trials[
        "if a customer had said it"
    ].reported  # a customer's tech talk is never framing


def test_words_that_carry_it_lower_the_score(told):
    for one in told.values():
        assert one.words
        assert all(trial.score < one.weighing.score for trial in one.words)
    assert any("moving" in trial.change for trial in told["dependency"].words)


def test_the_type_is_among_the_likeliest_answers(told):
    for one in told.values():
        answers = [name for choice in one.choices for name in choice.answers]
        assert one.finding.type in answers


def test_the_surroundings_are_shown(told):
    assert told["need"].before == ("Sam Ode: Good morning, how did the week go?",)
    assert told["followup"].after == ()


def test_a_finding_that_the_models_would_not_make_says_so(
    visit: Meeting, pipeline: Pipeline, found
):
    odd = found(Dependency, visit, 0, type="office_move", event="office_move", status="hidden",
                when=None, when_text=None, tentative=False)  # fmt: skip
    one = explain(odd, visit, pipeline)
    assert one.weighing.score < one.weighing.level
    assert "would not report it now" in one.notes[0]


def test_a_finding_by_id_its_beginning_or_words(visit: Meeting, pipeline: Pipeline):
    findings = pipeline.analyze(visit).findings
    results = Results((visit,), findings)
    first = findings[0]

    def find(wanted: str) -> Finding:
        return find_finding(results, wanted, Path("out"))

    assert find(first.evidence.id) is first
    assert find(first.evidence.id[:6]) is first
    assert find("LIST of  numbers").kind == "followup"
    with pytest.raises(OutputError, match="no finding has the id or the words 'zebra'"):
        find("zebra")
    with pytest.raises(OutputError, match=r"findings fit 'the'.*name one"):
        find("the")


def test_other_models_are_noticed():
    assert changed_models({"models": {"judge": {"a": "1"}}}, {"judge": {"a": "2"}})
    assert not changed_models({"models": {"judge": {"a": "1"}}}, {"judge": {"a": "1"}})
    assert not changed_models({}, {"judge": {}})
