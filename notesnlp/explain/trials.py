"""The same sentence judged again with one thing changed: words left out, other surroundings, other sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

import numpy as np

from notesnlp.detectors.framing.detect import may_be_it
from notesnlp.embed import encode_sentences, pack
from notesnlp.embed.encoder import Floats
from notesnlp.embed.windows import Window
from notesnlp.explain.explanation import Trial
from notesnlp.learn.features import surface
from notesnlp.learn.judge import JudgeModel
from notesnlp.model.meeting import Form, Meeting, Sentence, Side, UnitKind

_WORDS = 60
"""Words of a sentence that are left out in turn, the first ones; longer sentences are rare."""
_TOLD = 6
_WORD = re.compile(r"\S+")
_DIGITS = 4

_SIDES: dict[Side, str] = {"it": "IT", "customer": "a customer", "sales": "sales"}


class Judging:
    """One sentence of a meeting, ready to be judged in variants.

    Args:
        judge: the trained model.
        meeting: the meeting.
        sentences: all of it that are judged.
        at: number of the sentence.
        kind: of finding.
        level: the score from which it is reported.
    """

    def __init__(
        self,
        judge: JudgeModel,
        meeting: Meeting,
        sentences: Sequence[Sentence],
        at: int,
        kind: str,
        level: float,
    ) -> None:
        self._judge, self._meeting, self._sentences = judge, meeting, sentences
        self._at, self._kind, self._level = at, kind, level

    def without_words(self) -> tuple[Trial, ...]:
        """The words without which the score falls most, each left out by itself."""
        sentence = self._sentences[self._at]
        words = list(_WORD.finditer(sentence.text))[:_WORDS]
        if len(words) < 2:
            return ()
        texts = [_cut(sentence.text, *word.span()) for word in words]
        window, first, stop = self._window()
        pieces = self._judge.encoder.word_pieces([sentence.text, *texts])
        windows = [
            Window((*window.ids[:first], *ids, *window.ids[stop:]), ((n, first, first + len(ids)),))
            for n, ids in enumerate(pieces)
            if ids
        ]
        vectors = encode_sentences(windows, self._judge.encoder, len(pieces))
        shown = np.vstack([self._surface(text) for text in (sentence.text, *texts)])
        scores = self._scores(np.hstack([vectors, shown]))
        order = sorted(range(len(words)), key=lambda number: (scores[number + 1], number))
        return tuple(
            self._trial(f"without “{words[number][0]}”", scores[number + 1])
            for number in order[:_TOLD]
            if scores[number + 1] < scores[0]
        )

    def otherwise(self) -> tuple[Trial, ...]:
        """Other surroundings, speakers, customers and forms."""
        meeting, turn = self._meeting, self._sentences[self._at].turn
        alone = replace(meeting, turns=(replace(meeting.turns[turn], index=0),))
        own = replace(self._sentences[self._at], turn=0)
        trials = [self._trial("without what is said around it", self._score(alone, [own], 0))]
        side = meeting.turns[turn].side
        for other, name in _SIDES.items():
            if other != side:
                changed = _with_side(meeting, turn, other)
                trials.append(self._again(f"if {name} had said it", changed))
        if any(meeting.telling_sides):
            unknown = replace(
                meeting, turns=tuple(replace(item, side=None) for item in meeting.turns)
            )
            trials.append(self._again("if nobody's side were known", unknown))
        for kind in get_args(UnitKind):
            if kind != meeting.unit_kind:
                where = {"external": "an outside customer", "internal": "colleagues"}[kind]
                trials.append(self._again(f"if it were a meeting with {where}", replace(meeting, unit_kind=kind)))  # fmt: skip
        forms: Iterable[Form] = get_args(Form)
        for form in forms:
            if form != meeting.form:
                trials.append(self._again(f"if it were written down as {_FORM[form]}", replace(meeting, form=form)))  # fmt: skip
        return tuple(trials)

    def _again(self, change: str, meeting: Meeting) -> Trial:
        return self._trial(change, self._score(meeting, self._sentences, self._at), meeting)

    def _trial(self, change: str, score: float, meeting: Meeting | None = None) -> Trial:
        score = round(score, _DIGITS)
        reported = score >= self._level
        if self._kind == "framing":  # the rule of sides has the last word
            within = meeting or self._meeting
            turn = within.turns[self._sentences[self._at].turn]
            reported &= may_be_it(within, turn, score, self._level)
        return Trial(change, score, reported)

    def _score(self, meeting: Meeting, sentences: Sequence[Sentence], at: int) -> float:
        windows = [
            Window(window.ids, tuple(span for span in window.spans if span[0] == at))
            for window in pack(meeting, sentences, self._judge.encoder)
            if any(span[0] == at for span in window.spans)
        ]
        vector = encode_sentences(windows, self._judge.encoder, at + 1)[at:]
        near = range(max(at - 1, 0), min(at + 2, len(sentences)))
        shown = surface(meeting, [sentences[number] for number in near])[at - near.start]
        return self._scores(np.hstack([vector, shown[None]]))[0]

    def _window(self) -> tuple[Window, int, int]:
        """The window that answers for the sentence, and where the sentence stands in it."""
        for window in pack(self._meeting, self._sentences, self._judge.encoder):
            for number, first, stop in window.spans:
                if number == self._at:
                    return window, first, stop
        raise ValueError(f"no window answers for sentence {self._at}")

    def _surface(self, text: str) -> Floats:
        near = range(max(self._at - 1, 0), min(self._at + 2, len(self._sentences)))
        said = [self._sentences[number] for number in near]
        said[self._at - near.start] = replace(self._sentences[self._at], text=text)
        return np.asarray(surface(self._meeting, said)[self._at - near.start], np.float32)

    def _scores(self, weighed: Floats) -> list[float]:
        return [float(score) for score in self._judge.heads.judge(weighed).begins[self._kind]]


_FORM: dict[Form, str] = {
    "transcript": "a transcript",
    "notes": "typed notes",
    "minutes": "minutes",
    "mail": "a mail",
}


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()


def _with_side(meeting: Meeting, turn: int, side: Side) -> Meeting:
    """The meeting with the speaker of `turn` on another side; only that turn where nobody is named."""
    speaker = meeting.turns[turn].speaker
    return replace(
        meeting,
        turns=tuple(
            replace(item, side=side)
            if item.index == turn or (speaker is not None and item.speaker == speaker)
            else item
            for item in meeting.turns
        ),
    )
