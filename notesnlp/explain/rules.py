"""What the rules saw in a finding and did with it, a sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from notesnlp.config import Settings
from notesnlp.detectors.dependencies.denial import denials
from notesnlp.detectors.followups.due import due_date
from notesnlp.detectors.framing.glossary import entry_of
from notesnlp.detectors.framing.shared import SharedTerms
from notesnlp.detectors.framing.terms import name_words, technical_terms
from notesnlp.language.context import cues_in
from notesnlp.language.cues import Category
from notesnlp.language.dates import find_times, reads_day_first
from notesnlp.model.finding import Dependency, Finding, FollowUp, Framing, Need
from notesnlp.model.meeting import Meeting, Sentence
from notesnlp.model.when import When

_MEANS: dict[Category, str] = {
    "negated": "negates",
    "hypothetical": "supposes",
    "past": "puts into the past",
    "reported": "reports what somebody else said",
    "done": "says that it is done",
    "cancelled": "says that it is called off",
    "denied": "denies that IT has a part",
    "it_known": "says that IT knows of it",
}


def rules_of(
    finding: Finding, meeting: Meeting, sentence: Sentence, after: Sentence | None, settings: Settings
) -> tuple[str, ...]:  # fmt: skip
    """What rules saw and did, in the order in which they are asked.

    Args:
        finding: the finding.
        meeting: its meeting.
        sentence: in which it begins.
        after: the sentence behind it, or None.
        settings: of the run.
    """
    lines = [f"“{words}” {_MEANS[category]}." for category, words in cues_in(sentence.text)]
    lines += _side(finding, meeting)
    if isinstance(finding, Framing):
        lines += _framing(finding, meeting, settings)
    if isinstance(finding, Need):
        lines += _need(finding, meeting)
    if isinstance(finding, Dependency):
        lines += _dependency(finding, meeting, sentence, after, settings)
    if isinstance(finding, FollowUp):
        lines += _followup(finding, meeting, settings)
    return tuple(lines)


def _side(finding: Finding, meeting: Meeting) -> Iterator[str]:
    turn = meeting.turns[finding.evidence.turn]
    if turn.speaker is None:
        yield f"Nobody is named as speaking; in {meeting.form} that is the note-taker, who counts as IT."
    elif turn.side is None:
        yield f"It is not known whose side {turn.speaker} is on; people.csv can say it."
    else:
        person = next((item for item in meeting.people if item.name == turn.speaker), None)
        role = f", {person.role}" if person and person.role else ""
        yield f"{turn.speaker}{role} speaks for {turn.side}, by the roster or by what they say of themselves."


def _framing(finding: Framing, meeting: Meeting, settings: Settings) -> Iterator[str]:
    turn = meeting.turns[finding.evidence.turn]
    yield f"Rule {finding.rule}, of severity {finding.severity}; [framing] in the settings changes it."
    own = settings.terms.heard_by(meeting.unit, meeting.unit_kind)
    shared = SharedTerms(meeting, own)
    for term in technical_terms(finding.evidence.quote, own, known=name_words(meeting)):
        if shared.free(term, turn):
            yield f"“{term}” is free: the customer used it before, or it is explained."
        elif term.casefold() in {word.casefold() for word in own.technical}:
            yield f"“{term}” is technical by your own list."
        elif entry := entry_of(term):
            yield f"“{term}” is in the glossary: {entry.plain}."
        else:
            yield f"“{term}” counts as technical by its shape; [terms] everyday takes it out."


def _need(finding: Need, meeting: Meeting) -> Iterator[str]:
    if meeting.unit_kind:
        yield f"The customer is {finding.customer}, by the roster or the file."
    else:
        yield f"The customer counts as {finding.customer} by what all needs of the meeting sound like; meetings.csv can say it."


def _dependency(
    finding: Dependency, meeting: Meeting, sentence: Sentence, after: Sentence | None, settings: Settings
) -> Iterator[str]:  # fmt: skip
    if denials([sentence, after] if after else [sentence])[0]:
        yield "IT's part is denied here or in the next sentence, which raises the score: such plans are what IT hears of too late."
    yield from _times(finding.evidence.quote, meeting, settings, finding.when, finding.when_text)
    if finding.when is None and finding.workstreams:
        yield "Without a date no work has a day by which it must begin."
    for work in finding.workstreams:
        least, most = work.lead_days
        begin = f", so it must begin by {work.start_by}" if work.start_by else ""
        yield f"{work.name}: {least} to {most} days{begin} ({work.source})."


def _followup(finding: FollowUp, meeting: Meeting, settings: Settings) -> Iterator[str]:
    owner = finding.owner or "nobody who can be named"
    yield f"Promised by {owner}, by who speaks and who is named in the words."
    quote = finding.evidence.quote
    if finding.due is None and not _found(quote, meeting, settings):
        yield "No date is said."
        return
    due = (
        due_date(
            quote, meeting.date, fiscal_month=settings.fiscal_month, day_first=_day_first(meeting)
        )
        if meeting.date
        else None
    )
    yield from _times(quote, meeting, settings, finding.due, due.text if due else None)


def _times(
    quote: str, meeting: Meeting, settings: Settings, chosen: str | None, words: str | None
) -> Iterator[str]:
    """The dates that were read in a quote, and which of them counts."""
    if meeting.date is None:
        yield "The meeting's own day is not known, so no date is reckoned; meetings.csv can say it."
        return
    for text, first, last in _found(quote, meeting, settings):
        mark = ", which counts" if chosen and text == words else ""
        yield f"“{text}” is {first} to {last}, seen from {meeting.date}{mark}."
    if chosen is None and words:
        yield f"“{words}” settles no day."


def _found(quote: str, meeting: Meeting, settings: Settings) -> list[tuple[str, dt.date, dt.date]]:
    if meeting.date is None:
        return []
    times = find_times(
        quote, meeting.date, fiscal_month=settings.fiscal_month, day_first=_day_first(meeting)
    )
    return [(item.text, item.start, item.end) for item in times if isinstance(item, When)]


def _day_first(meeting: Meeting) -> bool | None:
    return reads_day_first([meeting.name, *(turn.text for turn in meeting.turns)], meeting.date)
