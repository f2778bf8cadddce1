"""What is told of one finding, as frozen data that turns into JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from notesnlp.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Part:
    """What one thing adds to the log odds of a finding, against the mean sentence of its meeting.

    Attributes:
        name: of the surface feature, or "encoder".
        adds: log odds (natural logarithm); below 0 where it speaks against a finding.
        words: the sentence's words behind a pattern; None for other features.
        less: whether the sentence has less of it than the mean sentence, or none: what is absent
            adds to the score too, where its presence would lower it.
    """

    name: str
    adds: float
    words: str | None = None
    less: bool = False


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the score of the sentence in which a finding begins comes about.

    The parts add up: ``mean + sum of parts + denial`` are the log odds of `score`.

    Attributes:
        sentence: its text.
        score: calibrated probability that a finding of this kind begins in it (0 to 1).
        level: the score from which this kind is reported in this meeting.
        shipped: the threshold that `level` is adapted from, or that the settings set.
        adapted: whether the meeting's own scores moved it.
        mean: log odds of the mean sentence of the meeting.
        parts: the largest first, whichever way they push.
        denial: log odds that the denial of IT's part adds; 0 where there is none.
    """

    sentence: str
    score: float
    level: float
    shipped: float
    adapted: bool
    mean: float
    parts: tuple[Part, ...]
    denial: float = 0.0


@dataclass(frozen=True, slots=True)
class Trial:
    """The same sentence judged again with one thing changed.

    Attributes:
        change: what was changed.
        score: calibrated probability then.
        reported: whether it reaches the level that held in the meeting.
    """

    change: str
    score: float
    reported: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A closed question about the finding, with the likeliest answers.

    Attributes:
        question: such as "need.type".
        answers: probability, or score, by answer, the highest first.
    """

    question: str
    answers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An annotated finding of the same kind whose quote lies near.

    Attributes:
        quote: its words.
        type: its type or event.
        corpus: name of the annotated set.
        meeting: its file.
        nearness: cosine of the two quotes in the base encoder (-1 to 1).
    """

    quote: str
    type: str
    corpus: str
    meeting: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a finding was made.

    Attributes:
        finding: as the run has it.
        before: the words before the quote, at most two turns; `after` those behind it.
        weighing: how the score comes about; None where the detectors would not find it now.
        choices: type, event, status and so on.
        rules: what rules saw and did, a sentence each.
        words: the sentence's words without which its score falls most.
        trials: what else would have changed it.
        neighbours: from the corpora; empty where none are at hand.
        notes: what a reader of all this should know, such as changed models.
    """

    finding: Finding
    before: tuple[str, ...]
    after: tuple[str, ...]
    weighing: Weighing | None
    choices: tuple[Choice, ...] = ()
    rules: tuple[str, ...] = ()
    words: tuple[Trial, ...] = ()
    trials: tuple[Trial, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    notes: tuple[str, ...] = ()
