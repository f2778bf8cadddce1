"""What a run has gathered, ready to be remembered and put together: as it is, or under pseudonyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notesnlp.config import Settings
from notesnlp.conversation import Conversation
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.redaction import Pseudonyms
from notesnlp.report.results import Failure
from notesnlp.run.discover import Note
from notesnlp.run.gather import Gathered
from notesnlp.run.hide import Parts, hide, told_settings
from notesnlp.run.meetings import Meetings
from notesnlp.run.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Ready:
    """The parts of a run as they may be told.

    Attributes:
        meetings: in their order.
        findings: of them, in their order, as the detectors found them.
        conversations: how each meeting went, in their order.
        notes: all files that were seen.
        failures: files that could not be read.
        ignored: files that no reader takes.
        earlier: names of meetings before the run's first day.
        folders: that were looked into.
        settings: in force.
    """

    meetings: Sequence[Meeting]
    findings: Sequence[Finding]
    conversations: Sequence[Conversation]
    notes: Sequence[Note]
    failures: Sequence[Failure]
    ignored: Sequence[Path]
    earlier: Sequence[str]
    folders: Sequence[Path | str]
    settings: Settings


def as_it_is(
    gathered: Gathered, meetings: Meetings, folders: Sequence[Path | str], settings: Settings
) -> Ready:
    """What was gathered.

    Args:
        gathered: what lies below the folders.
        meetings: of what was kept.
        folders: that were looked into.
        settings: of the run.
    """
    return Ready(
        meetings=meetings,
        findings=[item for packed in meetings.all_packed() for item in packed.findings()],
        conversations=[item for packed in meetings.all_packed() if (item := packed.conversation())],
        notes=gathered.notes,
        failures=gathered.failures,
        ignored=gathered.ignored,
        earlier=[item.name for item in gathered.earlier],
        folders=folders,
        settings=settings,
    )


def under_pseudonyms(
    gathered: Gathered,
    meetings: Meetings,
    folders: Sequence[Path | str],
    settings: Settings,
    *,
    shelf: Shelf,
    people: Sequence[Speaker],
    pseudonyms: Pseudonyms,
) -> Ready:
    """What was gathered, under pseudonyms.

    Args:
        gathered: as in `as_it_is`.
        meetings: as there.
        folders: as there.
        settings: as there.
        shelf: that keeps the analyses.
        people: of all rosters.
        pseudonyms: of the run's key.

    Raises:
        ConfigError: the file of the key cannot be written.
    """
    earlier = Meetings(shelf, gathered.earlier)
    parts, cast = hide(
        Parts(
            analyses=[meetings.analysis(number) for number in range(len(meetings))],
            earlier=[earlier.analysis(number) for number in range(len(earlier))],
            notes=gathered.notes,
            failures=gathered.failures,
            ignored=gathered.ignored,
            folders=folders,
        ),
        people,
        settings,
        pseudonyms,
    )
    return Ready(
        meetings=tuple(item.meeting for item in parts.analyses),
        findings=[finding for item in parts.analyses for finding in item.findings],
        conversations=[item.conversation for item in parts.analyses if item.conversation],
        notes=parts.notes,
        failures=parts.failures,
        ignored=parts.ignored,
        earlier=[item.meeting.name for item in parts.earlier],
        folders=parts.folders,
        settings=told_settings(settings, cast),
    )
