from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.embed import Encoder
from notesnlp.embed.store import write_arrays, write_manifest
from notesnlp.errors import ModelError
from notesnlp.learn.events import (
    EventModel,
    describe,
    load_event_head,
    to_arrays,
    train_event_head,
)
from notesnlp.learn.judge import HEADS

SAID = [
    ("We move the office to the old cannery in January.", "office_move"),
    ("The whole team goes to the new building next spring.", "office_move"),
    ("We hire nine people for the yard.", "hiring"),
    ("Eight new starters come in September.", "hiring"),
]


@pytest.fixture(scope="module")
def head(encoder: Encoder):
    quotes, ids = zip(*SAID, strict=True)
    return train_event_head(quotes, ids, load_catalogue(), encoder)


def test_what_was_learned_is_named(encoder: Encoder, head):
    model = EventModel(head, load_catalogue(), encoder)
    assert model([quote for quote, _ in SAID]) == [event for _, event in SAID]
    assert model([]) == []


def test_every_name_is_of_the_catalogue_in_force(encoder: Encoder, head):
    few = {id: event for id, event in load_catalogue().items() if id in {"hiring", "audit"}}
    model = EventModel(head, few, encoder)
    assert set(model(["We move the office.", "The auditors come in May.", ""])) <= set(few)


def test_an_event_that_no_annotation_has_seen_is_found(encoder: Encoder, head):
    events = dict(load_catalogue())
    events["lambing"] = replace(
        events["hiring"],
        id="lambing",
        name="Lambing season",
        description="The ewes are brought in and the lambs are born, tagged and weighed.",
    )
    model = EventModel(head, events, encoder)
    assert model(["The ewes come in for lambing and the lambs are weighed and tagged."]) == [
        "lambing"
    ]


def test_a_head_is_saved_and_loaded(tmp_path: Path, head):
    write_arrays(tmp_path / HEADS, to_arrays(head))
    write_manifest(tmp_path, {"events": list(head.ids)})
    again = load_event_head(tmp_path)
    assert again.ids == head.ids
    assert np.array_equal(again.weight, head.weight)
    assert np.array_equal(again.bias, head.bias)


@pytest.mark.parametrize("lacking", ["events", "arrays"])
def test_a_model_without_the_head_is_refused(tmp_path: Path, head, lacking: str):
    arrays = {"other": head.bias} if lacking == "arrays" else to_arrays(head)
    write_arrays(tmp_path / HEADS, arrays)
    write_manifest(tmp_path, {} if lacking == "events" else {"events": list(head.ids)})
    with pytest.raises(ModelError, match="lacks") as caught:
        load_event_head(tmp_path)
    assert caught.value.remedy


def test_the_shipped_head_knows_the_catalogue(models: Path):
    assert set(load_catalogue()) <= set(load_event_head(models / "judge").ids)
    assert all(event.name in describe(event) for event in load_catalogue().values())
