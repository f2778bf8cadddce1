"""The comparing by matrices beside the plain one, mention by mention."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest

from notesnlp.model.finding import Evidence, FollowUp
from notesnlp.tracking import chains as module
from notesnlp.tracking.chains import SAME_DONE, SAME_ITEM, SAME_WORDS, chains, first_closings


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _drawn(draw: np.random.Generator, count: int) -> np.ndarray:
    """Vectors around a few centres, so that many are alike and many are not."""
    centres = draw.normal(size=(6, 384))
    return _unit(centres[draw.integers(6, size=count)] + draw.normal(size=(count, 384)))


def _followup(number: int, meeting: int, unit: str | None, owner: str | None) -> FollowUp:
    place = Evidence(
        f"{number:016x}", f"m{meeting:03}", dt.date(2016, 1, 1) + dt.timedelta(meeting), unit,
        None, "x", number, 0, 1, 1, None, None,
    )  # fmt: skip
    return FollowUp(evidence=place, type="action", score=0.9, owner=owner, due=None)


def _plain_chains(followups, vectors, quotes):
    found: list[list[int]] = []
    for number, item in enumerate(followups):
        scores = []
        for chain in found:
            last = followups[chain[-1]]
            same_owner = last.owner is not None and last.owner == item.owner
            score = 0.0
            for other in chain if last.evidence.unit == item.evidence.unit or same_owner else ():
                here = followups[other].evidence.meeting == item.evidence.meeting
                rows, least = (quotes, SAME_WORDS) if here else (vectors, SAME_ITEM)
                likeness = float(rows[other] @ rows[number])
                score = max(score, likeness if likeness >= least else 0.0)
            scores.append(score)
        if scores and max(scores) > 0:
            found[scores.index(max(scores))].append(number)
        else:
            found.append([number])
    return found


@pytest.mark.parametrize("seed", range(4))
def test_chains_are_those_of_the_plain_comparing(seed: int):
    draw = np.random.default_rng(seed)
    meetings = np.sort(draw.integers(30, size=150))
    units, owners = ["Yard", "Stores", None], ["Sam", "Ines", None, None]
    followups = [
        _followup(number, int(meeting), units[draw.integers(3)], owners[draw.integers(4)])
        for number, meeting in enumerate(meetings)
    ]
    vectors, quotes = _drawn(draw, 150), _drawn(draw, 150)
    found = chains(followups, vectors, quotes)
    assert found == _plain_chains(followups, vectors, quotes)
    assert 10 < len(found) < 140


@pytest.mark.parametrize("seed", range(4))
def test_closings_are_those_of_the_plain_comparing(seed: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_BLOCK", 7)
    monkeypatch.setattr(module, "_SOME", 3)
    draw = np.random.default_rng(seed)
    vectors, closing_vectors = np.split(_drawn(draw, 90), [40])
    days = draw.integers(100, size=50).tolist()
    bounds = [0, 1, 4, 9, 10, 18, 30, 40]
    mentions = [list(range(a, b)) for a, b in pairwise(bounds)]
    since = [None, 99, *draw.integers(100, size=len(mentions) - 2).tolist()]
    expected = [
        next(
            (
                at
                for at, day in enumerate(days)
                if start is not None
                and day > start
                and max(float(closing_vectors[at] @ vectors[row]) for row in rows) >= SAME_DONE
            ),
            None,
        )
        for rows, start in zip(mentions, since, strict=True)
    ]
    assert first_closings(mentions, vectors, since, closing_vectors, days) == expected
    assert expected[0] is expected[1] is None
    assert any(item is not None for item in expected)


def test_nothing_gives_nothing():
    none = np.zeros((0, 384), np.float32)
    assert chains([], none, none) == []
    assert first_closings([], none, [], none, []) == []
    assert first_closings([[0]], _unit(np.ones((1, 384))), [1], none, []) == [None]
