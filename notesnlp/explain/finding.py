"""One finding of a run, judged again and told in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from notesnlp.detectors.dependencies.denial import denials, raised_by_denial
from notesnlp.detectors.detect import levels_for
from notesnlp.detectors.spans import Span, find_spans, mean_value
from notesnlp.embed import load_encoder
from notesnlp.embed.encoder import Floats
from notesnlp.errors import OutputError
from notesnlp.explain.explanation import Choice, Explanation, Neighbour, Weighing
from notesnlp.explain.neighbours import nearest
from notesnlp.explain.rules import rules_of
from notesnlp.explain.trials import Judging
from notesnlp.explain.weights import odds, weigh
from notesnlp.learn.events import OWN, EventModel
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import Dependency, Finding
from notesnlp.model.meeting import Meeting, Sentence
from notesnlp.report.results import Results
from notesnlp.run.pipeline import Pipeline, judged_sentences

_AROUND = 2
"""Turns before and after the quote's that are told."""
_ANSWERS = 3
_NAMED = 5
_DIGITS = 4
_MOVED = 0.01
"""Change of a score that is told: rounding on other machines moves the last digits."""


def find_finding(results: Results, wanted: str, out: Path) -> Finding:
    """The finding whose id begins with `wanted`, or whose quote holds these words.

    Args:
        results: of the run.
        wanted: the beginning of an id, or words.
        out: the run's folder, for messages.

    Raises:
        OutputError: there is none, or there are several.
    """
    found = [item for item in results.findings if item.evidence.id.startswith(wanted)]
    if not found:
        words = " ".join(wanted.casefold().split())
        found = [
            item
            for item in results.findings
            if words in " ".join(item.evidence.quote.casefold().split())
        ]
    if not found:
        raise OutputError(
            f"no finding has the id or the words {wanted!r}",
            path=out,
            remedy=f"`notesnlp show {out} needs --json` lists ids",
        )
    if len(found) > 1:
        first = "; ".join(
            f"{item.evidence.id} {item.kind} “{item.evidence.quote[:50]}”"
            for item in found[:_NAMED]
        )
        raise OutputError(
            f"{len(found)} findings fit {wanted!r}", path=out, remedy=f"name one: {first}"
        )
    return found[0]


def explain(
    finding: Finding, meeting: Meeting, pipeline: Pipeline, *, corpora: Path | None = None
) -> Explanation:
    """Why `finding` was made in `meeting`.

    Args:
        finding: of a run.
        meeting: as the run read it.
        pipeline: with the models and settings of the run.
        corpora: annotated sets in which neighbours are looked for; none where it is None.

    Raises:
        AnnotationError: there are no annotated sets in `corpora`.
    """
    sentences = judged_sentences(meeting)
    at = _sentence_of(finding, sentences)
    weighed = pipeline.judge.weighed(meeting, sentences)
    judgments = pipeline.judge.heads.judge(weighed)
    heard = raised_by_denial(sentences, judgments) if finding.kind == "dependency" else judgments
    levels = levels_for(judgments, pipeline.detection)
    level = levels[finding.kind]
    weighing = _weighing(finding, pipeline, sentences, at, weighed, judgments, heard, level)
    span = next(
        (item for item in find_spans(sentences, heard, finding.kind, level) if item.first == at),
        Span(at, at + 1, weighing.score),
    )
    judging = Judging(pipeline.judge, meeting, sentences, at, finding.kind, level)
    after = sentences[at + 1] if at + 1 < len(sentences) else None
    return Explanation(
        finding=finding,
        before=_told(meeting, max(finding.evidence.turn - _AROUND, 0), finding.evidence.turn),
        after=_told(meeting, finding.evidence.turn + 1, finding.evidence.turn + 1 + _AROUND),
        weighing=weighing,
        choices=tuple(_choices(finding, judgments, span, pipeline)),
        rules=rules_of(finding, meeting, sentences[at], after, pipeline.settings),
        words=judging.without_words(),
        trials=judging.otherwise(),
        neighbours=_neighbours(finding, corpora, pipeline) if corpora else (),
        notes=tuple(_notes(finding, weighing)),
    )  # fmt: skip


def _neighbours(finding: Finding, corpora: Path, pipeline: Pipeline) -> tuple[Neighbour, ...]:
    encoder = load_encoder(pipeline.models)
    return nearest(finding.evidence.quote, finding.kind, corpora, encoder)


def changed_models(about: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether the models of a run, as its `run.json` tells them, are not those `now`."""
    return "models" in about and about["models"] != dict(now)


def _sentence_of(finding: Finding, sentences: Sequence[Sentence]) -> int:
    """The number of the sentence in which the quote begins."""
    place = finding.evidence
    inside = [
        number
        for number, item in enumerate(sentences)
        if item.turn == place.turn and item.start <= place.start < item.end
    ]
    if inside:
        return inside[0]
    turn = [number for number, item in enumerate(sentences) if item.turn == place.turn]
    if not turn:
        raise OutputError(
            "the finding's turn is not among those that are judged",
            path=place.meeting,
            place=f"line {place.line}",
            remedy="analyse the folder again",
        )
    return min(turn, key=lambda number: abs(sentences[number].start - place.start))


def _weighing(
    finding: Finding,
    pipeline: Pipeline,
    sentences: Sequence[Sentence],
    at: int,
    weighed: Floats,
    judgments: Judgments,
    heard: Judgments,
    level: float,
) -> Weighing:
    kind = finding.kind
    heads = pipeline.judge.heads
    mean, parts = weigh(heads, weighed, at, sentences[at].text, kind)
    score = float(heard.begins[kind][at])
    denied = kind == "dependency" and denials(sentences)[at]
    return Weighing(
        sentence=sentences[at].text,
        score=round(score, _DIGITS),
        level=round(level, _DIGITS),
        shipped=pipeline.detection.thresholds[kind],
        adapted=kind in pipeline.detection.adapted,
        mean=mean,
        parts=tuple(parts),
        denial=odds(score) - odds(float(judgments.begins[kind][at])) if denied else 0.0,
    )


def _choices(
    finding: Finding, judgments: Judgments, span: Span, pipeline: Pipeline
) -> list[Choice]:
    """The closed questions about the finding, with their likeliest answers."""
    told = []
    for question, names in judgments.names.items():
        if not question.startswith(f"{finding.kind}."):
            continue
        values = mean_value(judgments, question, span)
        order = values.argsort(kind="stable")[::-1][:_ANSWERS]
        told.append(
            Choice(question, {names[int(n)]: round(float(values[n]), _DIGITS) for n in order})
        )
    namer = pipeline.detection.namer
    if isinstance(finding, Dependency) and isinstance(namer, EventModel):
        judged = [mean_value(judgments, "dependency.event", span)]
        fits = namer.scores([finding.evidence.quote], judged, judgments.names["dependency.event"])[
            0
        ]
        order = fits.argsort(kind="stable")[::-1][:_ANSWERS]
        told.append(
            Choice(
                "event, with the quote's wording and nearness to the catalogue's words",
                {namer.ids[int(n)]: round(float(fits[n]), 2) for n in order},
            )
        )
        if near := namer.own_nearness(finding.evidence.quote, judgments.names["dependency.event"]):
            told.append(
                Choice(
                    f"nearness to events of your own, named from {OWN} if no event is nearer",
                    near,
                )
            )
    return told


def _told(meeting: Meeting, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{turn.speaker or 'notes'}: {turn.text}" for turn in meeting.turns[first:last])


def _notes(finding: Finding, weighing: Weighing) -> list[str]:
    notes = []
    if weighing.score < weighing.level:
        notes.append(
            "The models would not report it now: a person corrected it, or settings or models changed since the run."
        )
    elif abs(weighing.score - finding.score) > _MOVED:
        notes.append(f"The run gave it {finding.score}: settings or models have changed since.")
    return notes
