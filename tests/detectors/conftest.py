"""Meetings and judgments made by hand, so that no model is needed."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from notesnlp.language.sentences import split_sentences
from notesnlp.learn.judge import Judgments
from notesnlp.learn.labels import ATTRIBUTES
from notesnlp.model.finding import KINDS
from notesnlp.model.meeting import Form, Meeting, Piece, Sentence, Side, Speaker, Turn

Line = tuple[str | None, Side | None, str]
Judge = Callable[..., Judgments]
MakeMeeting = Callable[..., Meeting]


@pytest.fixture
def make_meeting() -> MakeMeeting:
    """A meeting of (speaker, side, text) on 8 March 2016, or as told."""

    def make(
        *lines: Line,
        form: Form = "transcript",
        date: dt.date | None = dt.date(2016, 3, 8),
        people: Sequence[Speaker] = (),
        unit_kind: str | None = None,
    ) -> Meeting:
        turns = tuple(
            Turn(number, speaker, text, (Piece(0, number + 1, 0),), side=side)
            for number, (speaker, side, text) in enumerate(lines)
        )
        named = {speaker: Speaker(speaker, side=side) for speaker, side, _ in lines if speaker}
        return Meeting(
            "a.txt",
            "plain",
            form,
            turns,
            tuple(named.values()),
            date,
            "Parks",
            unit_kind,
            people=tuple(people),
        )

    return make


@pytest.fixture
def judge() -> Judge:
    """Judgments from what is probable where: `begins` and `goes_on` by kind, `values` by attribute.

    Each is a list over the sentences, of one probability or of one for each value; what is not
    given is improbable.
    """

    def make(
        sentences: Sequence[Sentence],
        begins: Mapping[str, Sequence[float]] | None = None,
        goes_on: Mapping[str, Sequence[float]] | None = None,
        values: Mapping[str, Sequence[Sequence[float]]] | None = None,
    ) -> Judgments:
        def flags(given: Mapping[str, Sequence[float]]) -> dict[str, np.ndarray]:
            none = np.zeros(len(sentences), np.float32)
            return {
                kind: np.array(given[kind], np.float32) if kind in given else none for kind in KINDS
            }

        attributes = {}
        for item in ATTRIBUTES:
            even = np.full((len(sentences), len(item.values)), 1 / len(item.values), np.float32)
            chosen = (values or {}).get(item.name)
            attributes[item.name] = even if chosen is None else np.array(chosen, np.float32)
        names = {item.name: item.values for item in ATTRIBUTES}
        return Judgments(flags(begins or {}), flags(goes_on or {}), attributes, names)

    return make


@pytest.fixture
def sentences_of() -> Callable[[Meeting], list[Sentence]]:
    return split_sentences
