"""The figures on the marked meetings, which docs/explanation/redaction.md tells."""

import pytest

from bench.redaction import Score, marked_meetings, score


@pytest.fixture(scope="module", params=["develop", "reported"])
def measured(request: pytest.FixtureRequest) -> Score:
    return score(request.param)


def test_the_set_is_as_large_as_it_is_said_to_be():
    items = [item for half in ("develop", "reported") for _, found in marked_meetings(half) for item in found]  # fmt: skip
    assert len(items) == 441
    assert sum(item.kind == "r" for item in items) == 155


def test_recall_of_names_in_the_roster(measured: Score):
    assert measured.recall("r") >= 0.95, measured.misses


def test_recall_of_names_outside_it(measured: Score):
    assert measured.recall("n") >= 0.85, measured.misses


def test_recall_of_mails_phones_ids_addresses_links(measured: Score):
    for kind in "mpial":
        assert measured.recall(kind) >= 0.85, (kind, measured.misses)


def test_little_is_removed_wrongly(measured: Score):
    assert measured.precision >= 0.93, measured.misses
