"""Later sentences that report a promise as kept, in words of the promise: "position three's behaved since".

Such reports seldom say "done". They share rare words with the promise, speak of what was or has
become, leave nothing open, and come from those it was given to or who gave it. What each of these
counts was learned from commitments whose state is known but not the sentence that told it: the most
likely sentence of each is looked for and the weights fitted, in turns (`python -m bench.kept`).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from notesnlp.embed.encoder import Encoder, Floats
from notesnlp.language.sentences import split_sentences
from notesnlp.language.stems import stems
from notesnlp.model.finding import FollowUp
from notesnlp.model.meeting import Meeting

_OPEN = re.compile(
    r"\?|\b(?:will|shall|would|could|should|might|may|can|if|going\s+to|gonna|until|till|when"
    r"|still|yet|never|not|no|nothing|nobody|wait\w*|wants?|needs?|please|ask(?:ed|ing)?|wonder\w*)\b"
    r"|n['’]t\b|['’](?:ll|d)\b",
    re.I,
)
"""What asks, plans, supposes, denies or waits reports nothing."""
_PAST = re.compile(
    r"\b(?:did|done|went|came|got|sent|brought|sat|had|met|rang|wrote|gave|took|made|showed"
    r"|\w{3,}ed|works?|working|live|now|since|thanks?)\b",
    re.I,
)
_PERFECT = re.compile(r"\b(?:has|have|is|are|was|were)\b|['’](?:s|ve)\b", re.I)

FEATURES = ("words", "likeness", "past", "owner named", "owner speaks", "same unit", "stuck")
"""Of a report beside a promise: the weight of the words they share; the cosine of the report and the
nearest mention in its surroundings; whether it speaks of the past, names the owner, is the owner's, was
said where the promise was; whether the promise was last called stuck."""
_LIKENESS = FEATURES.index("likeness")
WEIGHTS = np.array([0.75, 1.58, 0.29, 1.20, 1.62, 2.15, -1.63])
INTERCEPT = -2.41
ENOUGH = -0.70
"""Log odds from which a promise counts as kept: best F1 of kept promises in five folds of 38 organisations of
corpora/train (.617; .667 on corpora/validation and .512 on corpora/benchmark, held out; 2026-11-26). Fitted
to all 58 that are there now it is .593, .677 and .487: no better, so these weights stay."""
SURE = 0.5
"""Log odds from which the sentence itself is named as the report; below, it is named as a likely one."""
LEAST_WORDS = 0.6
"""Weight of shared words below which a sentence is of something else."""
_SMOOTH = 12.0
"""Added to the weight of a sentence's words: two words are no match because they are all it has."""
_RARE = 1 / 20
"""One of the shared words must stand in at most this share of the sentences."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that may report something as done.

    Attributes:
        place: its meeting and line, in words.
        past: it speaks of the past.
    """

    date: dt.date
    text: str
    place: str
    unit: str | None
    speaker: str | None
    words: frozenset[str]
    past: bool


class Reports:
    """The reports of all dated meetings, found by their words.

    Args:
        meetings: of the run.
        encoder: the base encoder.
    """

    def __init__(self, meetings: Iterable[Meeting], encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Floats] = {}
        self._known: list[Report] = []
        self._with: dict[str, list[int]] = defaultdict(list)
        counts: Counter[str] = Counter()
        total = 0
        for meeting in meetings:
            if meeting.date is None:
                continue
            for sentence in split_sentences(meeting):
                words = frozenset(stems(sentence.text))
                counts.update(words)
                total += 1
                past = _PAST.search(sentence.text) is not None
                if _OPEN.search(sentence.text) or not (past or _PERFECT.search(sentence.text)):
                    continue
                turn = meeting.turns[sentence.turn]
                place = f"{meeting.name}, line {turn.line_at(sentence.start)}"
                for word in words:
                    self._with[word].append(len(self._known))
                self._known.append(
                    Report(
                        meeting.date, sentence.text, place, meeting.unit, turn.speaker, words, past
                    )
                )
        self._weight = {word: math.log(total / count) for word, count in counts.items()}
        self._rare = math.log(1 / _RARE)

    def of(self, mentions: Sequence[FollowUp], around: Floats) -> tuple[Report, float] | None:
        """The later sentence that most likely reports a promise as kept, with its log odds.

        Args:
            mentions: of the promise, in order; the last is of a dated meeting.
            around: vectors of the mentions in their surroundings, shape (mentions, 384).
        """
        reports, features = self._sharing(mentions)
        at_most = features @ WEIGHTS + INTERCEPT + WEIGHTS[_LIKENESS]
        best, least = None, ENOUGH
        # Reading a report takes long, so the most promising come first, up to where not even a
        # report just like the promise would do.
        for at in np.argsort(-at_most, kind="stable"):
            if at_most[at] < least:
                break
            features[at, _LIKENESS] = self._likeness([reports[at]], around)[0]
            odds = float(features[at] @ WEIGHTS + INTERCEPT)
            if odds > least or (best is None and odds == least):
                best, least = reports[at], odds
        return (best, least) if best else None

    def candidates(
        self, mentions: Sequence[FollowUp], around: Floats
    ) -> tuple[list[Report], Floats]:
        """Later sentences in words of a promise, and their features, shape (reports, 7)."""
        reports, features = self._sharing(mentions)
        if reports:
            features[:, _LIKENESS] = self._likeness(reports, around)
        return reports, features

    def _sharing(self, mentions: Sequence[FollowUp]) -> tuple[list[Report], Floats]:
        """Later sentences in words of a promise, and their features, likeness left at zero."""
        last = mentions[-1]
        after = last.evidence.date
        owner = next((item.owner for item in reversed(mentions) if item.owner), None)
        said = frozenset(stem for item in mentions for stem in stems(item.evidence.quote))
        rare = [word for word in sorted(said) if self._weight.get(word, 0.0) >= self._rare]
        named = owner.split()[0] if owner else None
        reports, rows = [], []
        for at in sorted({at for word in rare for at in self._with.get(word, ())}):
            report = self._known[at]
            weight = self._shared(said, report)
            if not after or report.date <= after or weight < LEAST_WORDS:
                continue
            reports.append(report)
            rows.append(
                (
                    weight,
                    0.0,
                    report.past,
                    named is not None and named in report.text,
                    owner is not None and report.speaker == owner,
                    report.unit == last.evidence.unit,
                    last.type == "stuck",
                )
            )
        return reports, np.array(rows, np.float32).reshape(-1, len(FEATURES))

    def _shared(self, said: frozenset[str], report: Report) -> float:
        """How much the words that a promise and a report share weigh against all of the report's."""
        whole = math.fsum(self._weight[word] for word in report.words) + _SMOOTH
        return math.fsum(self._weight[word] for word in said & report.words) / math.sqrt(whole)

    def _likeness(self, reports: Sequence[Report], around: Floats) -> Floats:
        """The cosine of each report and the nearest mention; each text is read once."""
        new = sorted({report.text for report in reports} - self._vectors.keys())
        if new:
            self._vectors |= zip(new, self._encoder.sentence_vectors(new), strict=True)
        vectors = np.stack([self._vectors[report.text] for report in reports])
        return np.asarray((vectors @ around.T).max(axis=1), np.float32)
