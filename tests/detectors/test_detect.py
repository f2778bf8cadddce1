import dataclasses

import pytest

from notesnlp.config import Settings, Terms
from notesnlp.detectors import Detection, detect
from notesnlp.model.finding import KINDS

LEVELS = dict.fromkeys(KINDS, 0.5)


def namer(quotes, judged, names):
    return ["office_move" for _ in quotes]


@pytest.fixture
def case(make_meeting, sentences_of, judge):
    meeting = make_meeting(
        ("Ann", "customer", "We wait. We move in Q1 FY17."), ("Bo", "it", "I'll put it on Hermes.")
    )
    sentences = sentences_of(meeting)
    judgments = judge(sentences, {kind: [0.9, 0.9, 0.9] for kind in KINDS})
    return meeting, sentences, judgments


def test_findings_come_in_the_order_of_the_text_and_of_the_kinds(case):
    found = detect(*case, Detection(LEVELS, namer))
    places = [(item.evidence.turn, item.evidence.start, KINDS.index(item.kind)) for item in found]
    assert places == sorted(places)
    assert {item.kind for item in found} == set(KINDS)
    assert [item.kind for item in found[:4]] == ["need", "dependency", "idea", "followup"]


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_kinds_asked_for(case, kind):
    detection = Detection(LEVELS, namer, kinds=(kind,))
    assert {item.kind for item in detect(*case, detection)} == {kind}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_threshold(case, kind):
    found = detect(*case, Detection({**LEVELS, kind: 0.95}, namer))
    assert {item.kind for item in found} == set(KINDS) - {kind}


def test_settings_reach_the_detectors(case):
    settings = Settings(fiscal_month=7, terms=Terms(technical=("Hermes",)))
    found = detect(*case, Detection(LEVELS, namer, settings))
    assert [item.when for item in found if item.kind == "dependency"] == [None, "2016-Q3", None]
    assert [item.terms for item in found if item.kind == "framing"] == [("Hermes",)]


def test_the_meeting_is_not_changed_and_the_result_is_the_same_again(case):
    meeting = dataclasses.replace(case[0])
    first = detect(*case, Detection(LEVELS, namer))
    assert detect(*case, Detection(LEVELS, namer)) == first
    assert case[0] == meeting


def test_nothing_to_read(make_meeting, judge):
    meeting = make_meeting()
    assert detect(meeting, [], judge([]), Detection(LEVELS, namer)) == []
