"""Later sentences that report a promise as kept, in words of the promise: "position three's behaved since".

Such reports seldom say "done". They share rare words with the promise, speak of what was or has
become, and leave nothing open. How rare the shared words are is weighed by inverse frequency over
all sentences of the run, against the weight of all words of the sentence.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notesnlp.language.sentences import split_sentences
from notesnlp.language.stems import stems
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
_ENOUGH = 1.1
"""Weight from which a sentence of the past reports a promise. On 27 sets of corpora/train and
corpora/validation, annotated mentions rightly tied together (581 items, 2026-11-26): states right for .606
of the items without reports, between .657 and .671 from .8 to 1.2."""
_ENOUGH_IS = 1.5
"""The same where it only has a form of "is" or "has"."""
_ENOUGH_STUCK = 1.7
"""The same for what somebody called stuck before: it is seldom done."""
_SMOOTH = 12.0
"""Added to the weight of a sentence's words: two words are no match because they are all it has."""
_RARE = 1 / 50
"""A shared word must stand in at most this share of the sentences."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that may report something as done.

    Attributes:
        place: its meeting and line, in words.
    """

    date: dt.date
    text: str
    place: str
    words: frozenset[str]
    past: bool


class Reports:
    """The reports of all dated meetings, found by their words."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
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
                line = meeting.turns[sentence.turn].line_at(sentence.start)
                place = f"{meeting.name}, line {line}"
                for word in words:
                    self._with[word].append(len(self._known))
                self._known.append(Report(meeting.date, sentence.text, place, words, past))
        self._weight = {word: math.log(total / count) for word, count in counts.items()}
        self._rare = math.log(1 / _RARE)

    def of(self, quotes: Sequence[str], after: dt.date, *, stuck: bool) -> Report | None:
        """The report that fits best, after a day, what was promised in `quotes`.

        Args:
            quotes: the mentions of the promise.
            after: the day of the last mention.
            stuck: the last mention says that nothing has moved: more is asked of a report.
        """
        said = frozenset(stem for text in quotes for stem in stems(text))
        rare = [word for word in sorted(said) if self._weight.get(word, 0.0) >= self._rare]
        best, most = None, 0.0
        for at in sorted({at for word in rare for at in self._with.get(word, ())}):
            report = self._known[at]
            shared = said & report.words
            if report.date <= after or len(shared) < 2:
                continue
            whole = math.fsum(self._weight[word] for word in report.words) + _SMOOTH
            fit = math.fsum(self._weight[word] for word in shared) / math.sqrt(whole)
            enough = _ENOUGH_STUCK if stuck else _ENOUGH if report.past else _ENOUGH_IS
            if fit >= enough and fit > most:
                best, most = report, fit
        return best
