"""A run under pseudonyms: between the detectors and everything that is written, shown or remembered.

Detectors read the original, so that the same things are found; themes, follow-ups over the
meetings, conversations and reports are made from the redacted meetings and findings, so that
nothing of them can hold a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from notesnlp.config import Settings
from notesnlp.conversation import measure
from notesnlp.model.meeting import Speaker
from notesnlp.redaction import (
    Cast,
    Personal,
    Pseudonyms,
    names_apart,
    redact,
    redacted_name,
)
from notesnlp.redaction.edits import edited
from notesnlp.redaction.find import find_in, spaced
from notesnlp.redaction.known import KnownNames
from notesnlp.redaction.labels import is_person_label
from notesnlp.redaction.spans import Span
from notesnlp.redaction.strangers import Strangers
from notesnlp.report.results import Failure
from notesnlp.run.discover import Note
from notesnlp.run.pipeline import Analysis


@dataclass(frozen=True, slots=True)
class Parts:
    """What a run has gathered before anything is remembered or written.

    Attributes:
        analyses: of the meetings that count.
        earlier: of meetings before the run's first day, which are only named.
        notes: all files that were seen.
        failures: files that could not be read.
        ignored: files that no reader takes.
        folders: that were looked into.
    """

    analyses: Sequence[Analysis]
    earlier: Sequence[Analysis]
    notes: Sequence[Note]
    failures: Sequence[Failure]
    ignored: Sequence[Path]
    folders: Sequence[Path | str]


def ledger_place(place: str, pseudonyms: Pseudonyms) -> str:
    """The place of a redacted run's files in the ledger: says so, and under which key."""
    mark = f"{REDACTED}{pseudonyms.fingerprint}"
    return f"{mark}:{place}" if place else mark


REDACTED = "redacted-"
"""What the place of a redacted run's files begins with."""


def hide(
    parts: Parts, rosters: Iterable[Speaker], settings: Settings, pseudonyms: Pseudonyms
) -> tuple[Parts, Cast]:
    """The parts of a run under pseudonyms, and who is called what.

    Args:
        parts: of the run; each analysis with what its meeting names.
        rosters: the people of all rosters, of files that could not be read too.
        settings: of the run.
        pseudonyms: of the run's key.

    Raises:
        ConfigError: the file of the key cannot be written.
    """
    everybody = (*parts.analyses, *parts.earlier)
    found = [item.personal for item in everybody if item.personal]
    named = {person.name: person for person in rosters if is_person_label(person.name, listed=True)}
    for item in found:
        for person in item.people:
            named.setdefault(person.name, person)
    texts = _Texts(tuple(named.values()), settings)
    read = {item.meeting.name for item in everybody}
    left = [note for note in parts.notes if note.name not in read]
    paths = texts.find([*(item.path for item in parts.failures), *map(str, parts.ignored), *(note.name for note in left)])  # fmt: skip
    reasons = texts.find([text for item in parts.failures for text in _told(item)])
    roster = Personal((), (), (), (), tuple(named.values()))
    spans = [span for row in (*paths, *reasons) for span in row]
    cast = Cast(pseudonyms, [*found, roster], spans, roles=settings.redaction.roles)

    own = sorted(everybody, key=lambda item: item.meeting.name)
    new = names_apart(redacted_name(item.meeting, item.personal, cast) for item in own if item.personal)  # fmt: skip
    names = dict(zip((item.meeting.name for item in own), new, strict=True))
    at = len(parts.failures)
    ignored, unread = paths[at : at + len(parts.ignored)], paths[at + len(parts.ignored) :]
    names |= {
        note.name: edited(note.name, row, cast.short).text
        for note, row in zip(left, unread, strict=True)
    }
    hidden = Parts(
        analyses=[_analysis(item, names, settings, cast) for item in parts.analyses],
        earlier=[_analysis(item, names, settings, cast) for item in parts.earlier],
        notes=[_note(note, names[note.name]) for note in parts.notes],
        failures=[
            _failure(item, path, reasons[3 * at : 3 * at + 3], cast)
            for at, (item, path) in enumerate(zip(parts.failures, paths, strict=False))
        ],
        ignored=[
            Path(edited(str(path), row, cast.short).text)
            for path, row in zip(parts.ignored, ignored, strict=True)
        ],
        folders=[type(folder)(cast.whole(str(folder))) for folder in parts.folders],
    )
    return hidden, cast


def told_settings(settings: Settings, cast: Cast) -> Settings:
    """The settings as a redacted run may tell them: without the names in them."""
    redaction = settings.redaction.model_copy(update={"names": (), "keep": (), "key_file": None})
    people = settings.conversation.model_copy(
        update={"may_see": tuple(map(cast.name, settings.conversation.may_see))}
    )
    place = cast.whole(settings.ledger.place)
    return settings.model_copy(
        update={
            "redaction": redaction,
            "conversation": people,
            "ledger": settings.ledger.model_copy(update={"place": place}),
        }
    )


class _Texts:
    """Finds names in texts that belong to no meeting."""

    def __init__(self, people: Sequence[Speaker], settings: Settings) -> None:
        self._known = KnownNames(people, settings.redaction.names)
        self._settings = settings.redaction

    def find(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        keep = frozenset(word.casefold() for word in self._settings.keep)
        return find_in([spaced(text) for text in texts], self._known, Strangers(keep), self._settings)  # fmt: skip


def _analysis(item: Analysis, names: dict[str, str], settings: Settings, cast: Cast) -> Analysis:
    if item.personal is None:
        raise ValueError(f"{item.meeting.name}: nobody looked for names in it")
    name = names[item.meeting.name]
    hidden = redact(item.meeting, item.findings, item.personal, cast, name=name)
    told = measure(hidden.meeting, hidden.findings, settings.terms) if item.conversation else None
    return Analysis(hidden.meeting, hidden.findings, told)


def _note(note: Note, name: str) -> Note:
    """A file under another name: where it lies below its folder is told by that name alone."""
    url = note.url
    if url:
        url = url.removesuffix(note.path.relative_to(note.root).as_posix()) + name
    return Note(note.root / name, name, note.root, url)


def _told(failure: Failure) -> tuple[str, str, str]:
    return failure.reason, failure.place or "", failure.remedy or ""


def _failure(
    item: Failure, path: tuple[Span, ...], told: Sequence[tuple[Span, ...]], cast: Cast
) -> Failure:
    reason, place, remedy = (
        edited(text, spans, cast.short).text for text, spans in zip(_told(item), told, strict=True)
    )
    return Failure(edited(item.path, path, cast.short).text, reason, place or None, remedy or None)
