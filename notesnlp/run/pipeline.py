"""One meeting: read, split, judge, detect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from notesnlp.catalogue import catalogue_with, own_events
from notesnlp.config import Settings, load_settings
from notesnlp.conversation import Conversation, measure
from notesnlp.detectors import Detection, detect
from notesnlp.embed import Encoder, load_encoder
from notesnlp.embed.store import default_models
from notesnlp.language.sentences import split_sentences
from notesnlp.learn.events import EventModel
from notesnlp.learn.judge import JudgeModel, load_judge
from notesnlp.learn.wording import FOLDER, Wording
from notesnlp.metadata import Rosters, describe, load_rosters
from notesnlp.model.finding import KINDS, Finding
from notesnlp.model.meeting import Meeting, Sentence
from notesnlp.readers import open_notes, parse_notes
from notesnlp.redaction.find import Personal
from notesnlp.run.traces import Traces, trace


@dataclass(frozen=True, slots=True)
class Analysis:
    """A meeting, its findings in the order of its text, and how the conversation went."""

    meeting: Meeting
    findings: tuple[Finding, ...]
    conversation: Conversation | None = None
    personal: Personal | None = None
    """What the meeting names, where a run is to redact it."""


class Pipeline:
    """The models and settings, ready for meetings. Nothing of it reaches the network.

    Args:
        settings: of the run.
        threads: cores that one meeting may use.

    Raises:
        ModelError: models are missing or damaged.
    """

    def __init__(self, settings: Settings | None = None, *, threads: int = 1) -> None:
        self.settings = settings or Settings()
        self.models = self.settings.models or default_models()
        self.judge: JudgeModel = load_judge(self.models, threads)
        chosen = self.settings.thresholds
        events = catalogue_with(own_events(self.settings))
        self._base = load_base(self.models, threads)
        self.detection = Detection(
            events=events,
            namer=EventModel(events, self._base, Wording(self.models / FOLDER)),
            thresholds={
                kind: getattr(chosen, kind)
                if getattr(chosen, kind) is not None
                else self.judge.heads.thresholds[kind]
                for kind in KINDS
            },
            settings=self.settings,
            adapted=frozenset(kind for kind in KINDS if getattr(chosen, kind) is None),
        )

    def analyze_with_traces(self, meeting: Meeting) -> tuple[Analysis, Traces]:
        """The findings of a meeting, and what grouping them with others needs of it."""
        analysis = self.analyze(meeting)
        return analysis, trace(meeting, analysis.findings, self._base)

    def analyze(self, source: Path | str | Meeting) -> Analysis:
        """The findings of a meeting, or of the file that holds one.

        Themes and the states of follow-ups need several meetings: `analyze_folder` adds them.

        Raises:
            ReadError: the file cannot be read.
        """
        meeting = source if isinstance(source, Meeting) else read(source, self.settings)
        said = split_sentences(meeting)
        sentences = _in_english(meeting, said)
        judgments = self.judge(meeting, sentences)
        findings = tuple(detect(meeting, sentences, judgments, self.detection))
        talk = measure(meeting, findings, self.settings.terms, said)
        if talk.rehearsal:
            findings = tuple(
                replace(item, evidence=replace(item.evidence, rehearsal=True)) for item in findings
            )
        return Analysis(meeting, findings, talk)


def judged_sentences(meeting: Meeting) -> list[Sentence]:
    """The sentences of a meeting that the models read: those of turns in English."""
    return _in_english(meeting, split_sentences(meeting))


def _in_english(meeting: Meeting, said: Sequence[Sentence]) -> list[Sentence]:
    return [item for item in said if meeting.turns[item.turn].language is None]


@lru_cache(maxsize=1)
def load_base(models: Path, threads: int) -> Encoder:
    """The base encoder in `models`, loaded once a process.

    Raises:
        ModelError: it is missing or damaged.
    """
    return load_encoder(models, threads=threads)


def load(settings: Settings | None = None) -> Pipeline:
    """The pipeline with the shipped models.

    >>> import notesnlp
    >>> pipeline = notesnlp.load()
    """
    return Pipeline(settings)


def read(
    path: Path | str,
    settings: Settings | None = None,
    *,
    name: str | None = None,
    rosters: Rosters | None = None,
    data: bytes | None = None,
) -> Meeting:
    """Read a file of notes.

    Args:
        path: the file.
        settings: ``notesnlp.toml`` beside it counts where none are given.
        name: what to call the meeting; the file's name by default.
        rosters: those beside the file by default.
        data: the file's content, where it is there already.

    Raises:
        ReadError: the file cannot be read.
        ConfigError: settings or rosters beside it are wrong.
    """
    path = Path(path)
    settings = settings or load_settings(path.parent)
    return describe(
        open_notes(path, settings.limits)
        if data is None
        else parse_notes(data, path, settings.limits),
        name or path.name,
        rosters if rosters is not None else load_rosters(path.parent),
        settings,
    )
