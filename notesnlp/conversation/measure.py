"""One meeting as a conversation: who talked how much, what was asked, what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from notesnlp.config import Terms
from notesnlp.conversation.answers import answers, median_wait
from notesnlp.conversation.floor import Hold, Measure, Stretch, holds, shares, stretches, talk
from notesnlp.conversation.overlaps import Overlaps, overlaps
from notesnlp.conversation.questions import Question, find_questions
from notesnlp.conversation.rehearsal import rehearsal
from notesnlp.conversation.signals import Signal, find_signals
from notesnlp.conversation.technical import Technical, technical
from notesnlp.language.sentences import split_sentences
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Form, Meeting, Sentence, UnitKind

_FORMS: Mapping[Form, str] = {
    "notes": "typed notes do not tell who talked how long, nor every question",
    "minutes": "minutes report what was decided, not how it was talked about",
    "mail": "a mail is no conversation at one table",
}


@dataclass(frozen=True, slots=True)
class Talk:
    """Who held the floor.

    Attributes:
        by: whether shares are of time or of words.
        sides: share of talk by side (0 to 1); ``unknown`` for speakers whose side is not known.
        speakers: share of talk by speaker.
        longest: the longest hold of the floor by anybody.
        changes: changes of speaker per hour of talk, by words per 1,000 words.
        overlaps: interruptions and back-channels.
    """

    by: Measure
    sides: Mapping[str, float]
    speakers: Mapping[str, float]
    longest: Hold
    changes: float
    overlaps: Overlaps


@dataclass(frozen=True, slots=True)
class Conversation:
    """A meeting as a conversation.

    Attributes:
        why_not: why talk and questions are not measurable; None where they are.
        rehearsal: why it counts as a rehearsal; None for a real meeting.
        talk: None where it is not measurable.
        questions: in the order of the text; empty where not measurable.
        wait_s: median silence after questions of IT and of speakers whose side is not known; None where not timed.
    """

    meeting: str
    date: dt.date | None
    unit: str | None
    unit_kind: UnitKind | None
    form: Form
    words: int
    why_not: str | None
    rehearsal: str | None
    talk: Talk | None
    questions: tuple[Question, ...]
    wait_s: float | None
    technical: Technical
    signals: tuple[Signal, ...]
    it_speakers: tuple[str, ...] = ()
    """Who of IT spoke, by name: for the trends that only they and whom the settings name may see."""

    def asked(self, *, side: str | None = None, type: str | None = None) -> list[Question]:
        """The questions of a side and type, of all where None."""
        return [
            question
            for question in self.questions
            if (side is None or (question.side or "unknown") == side)
            and (type is None or question.type == type)
        ]

    def unanswered(self) -> list[Question]:
        """The questions that nobody answered."""
        return [
            question
            for question in self.questions
            if question.answer and question.answer.outcome == "unanswered"
        ]


def measure(
    meeting: Meeting,
    findings: Sequence[Finding] = (),
    terms: Terms | None = None,
    sentences: Sequence[Sentence] | None = None,
) -> Conversation:
    """Measure a meeting.

    Args:
        meeting: the meeting.
        findings: of the meeting.
        terms: the organisation's technical and everyday terms.
        sentences: of the meeting, where they are there already.
    """
    if sentences is None:
        sentences = split_sentences(meeting)
    reason = not_measurable(meeting)
    timed = () if reason else stretches(meeting)
    questions = () if reason else answers(meeting, find_questions(meeting, sentences), timed)
    own = (terms or Terms()).heard_by(meeting.unit, meeting.unit_kind)
    return Conversation(
        meeting=meeting.name,
        date=meeting.date,
        unit=meeting.unit,
        unit_kind=meeting.unit_kind,
        form=meeting.form,
        words=meeting.words,
        why_not=reason,
        rehearsal=rehearsal(meeting),
        talk=None if reason else _talk(meeting, timed),
        questions=questions,
        wait_s=median_wait(item for item in questions if item.side in {"it", None}),
        technical=technical(meeting, findings, own),
        signals=tuple(find_signals(meeting, sentences)),
        it_speakers=tuple(
            sorted({turn.speaker for turn in meeting.turns if turn.side == "it" and turn.speaker})
        ),
    )


def measure_all(
    meetings: Iterable[Meeting], findings: Iterable[Finding], terms: Terms | None = None
) -> list[Conversation]:
    """Measure every meeting, in their order."""
    of: dict[str, list[Finding]] = {}
    for item in findings:
        of.setdefault(item.evidence.meeting, []).append(item)
    return [measure(meeting, of.get(meeting.name, ()), terms) for meeting in meetings]


def not_measurable(meeting: Meeting) -> str | None:
    """Why a meeting's talk cannot be measured, or None.

    >>> from notesnlp.model.meeting import Meeting
    >>> not_measurable(Meeting("a.md", "markdown", "notes", ()))
    'typed notes do not tell who talked how long, nor every question'
    """
    if meeting.form in _FORMS:
        return _FORMS[meeting.form]
    if _voices(meeting) < 2:
        return "the transcript does not name two speakers"
    return None


def _voices(meeting: Meeting) -> int:
    return len({turn.speaker for turn in meeting.turns if turn.speaker})


def _talk(meeting: Meeting, timed: Sequence[Stretch]) -> Talk:
    runs = holds(meeting, timed)
    hours = sum(run.seconds or 0.0 for run in runs) / 3600
    thousands = sum(run.words for run in runs) / 1000
    size = hours if timed else thousands
    longest = max(runs, key=lambda run: (run.seconds if timed else run.words) or 0) if runs else Hold(None, None, (), None, 0)  # fmt: skip
    return Talk(
        by="time" if timed else "words",
        sides=shares(talk(meeting, timed, lambda turn: turn.side or "unknown")),
        speakers=shares(talk(meeting, timed, lambda turn: turn.speaker or "unknown")),
        longest=longest,
        changes=round(max(len(runs) - 1, 0) / size, 1) if size else 0.0,
        overlaps=overlaps(meeting, timed),
    )
