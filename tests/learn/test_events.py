from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.embed import Encoder
from notesnlp.learn import events
from notesnlp.learn.events import EventModel, describe
from notesnlp.learn.labels import EVENTS
from notesnlp.learn.wording import FOLDER, Wording

MOVE = "We move the office to the old cannery in January."


@pytest.fixture(scope="module")
def wording(models: Path) -> Wording:
    return Wording(models / FOLDER)


@pytest.fixture(scope="module")
def model(encoder: Encoder, wording: Wording) -> EventModel:
    return EventModel(load_catalogue(), encoder, wording)


def judged(**sure: float) -> np.ndarray:
    """What the judge thinks: the probabilities given, the rest spread evenly."""
    rest = (1 - sum(sure.values())) / (len(EVENTS) - len(sure))
    return np.array([sure.get(name, rest) for name in EVENTS], np.float32)


def test_a_sure_judge_names_the_event(model: EventModel):
    assert model(["Nine people come."], [judged(hiring=0.98)], EVENTS) == ["hiring"]
    assert model([], [], EVENTS) == []


@pytest.mark.parametrize("silent", ["WORDING", "NEARNESS"])
def test_an_unsure_judge_is_helped_by_the_catalogue_and_by_the_words(
    model: EventModel, silent: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events, silent, 0.0)  # the other voice has to do alone
    unsure = judged(office_move=0.3, audit=0.3)
    assert model([MOVE], [unsure], EVENTS) == ["office_move"]
    checked = "The auditors look through the books in May."
    assert model([checked], [unsure], EVENTS) == ["audit"]


def test_every_name_is_of_the_catalogue_in_force(encoder: Encoder, wording: Wording):
    few = {id: event for id, event in load_catalogue().items() if id in {"hiring", "audit"}}
    assert EventModel(few, encoder, wording)([MOVE], [judged(office_move=0.9)], EVENTS)[0] in few


def test_an_event_that_no_annotation_has_seen_is_found_however_sure_the_judge(
    encoder: Encoder, wording: Wording
):
    known = dict(load_catalogue())
    known["lambing"] = replace(
        known["hiring"],
        id="lambing",
        name="Lambing season",
        description="The ewes are brought in and the lambs are born, tagged and weighed.",
    )
    model = EventModel(known, encoder, wording)
    quote = "The ewes come in for lambing and the lambs are weighed and tagged."
    assert model([quote], [judged(hiring=0.9)], EVENTS) == ["lambing"]
    assert model([MOVE], [judged(office_move=0.9)], EVENTS) == ["office_move"]
    near, far = model.own_nearness(quote, EVENTS), model.own_nearness(MOVE, EVENTS)
    assert next(iter(near)) == "lambing"
    assert near["lambing"] >= events.OWN
    assert len(far) == 2  # the nearest shipped one, to compare with
    assert list(far)[-1] == "lambing"
    assert far["lambing"] < events.OWN


def test_without_events_of_ones_own_no_nearness_is_told(model: EventModel):
    assert model.own_nearness(MOVE, EVENTS) == {}


def test_the_judge_is_asked_for_the_events_of_the_catalogue():
    assert set(EVENTS) == set(load_catalogue())
    assert all(event.name in describe(event) for event in load_catalogue().values())
