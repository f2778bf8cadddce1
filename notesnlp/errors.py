"""Everything that notesnlp raises on purpose.

    NotesError
    ├── ReadError        a file of notes cannot be read
    ├── ConfigError      settings or rosters are wrong
    ├── ModelError       a model is missing, damaged, or does not fit
    ├── OutputError      results cannot be written, or a folder holds no results
    ├── AnnotationError  an annotated set is malformed
    ├── LedgerError      the ledger cannot be opened, is busy, or does not hold what was asked for
    ├── EngineError      worker processes or a cluster cannot be used
    ├── DeliveryError    a report cannot be mailed, or the outbox cannot be used
    └── MissingExtra     an optional part is not installed

Each carries what went wrong, where, and what to do about it, so that whoever
shows it to a person needs to add nothing.
"""

from __future__ import annotations

from pathlib import Path


class NotesError(Exception):
    """Base of all errors raised on purpose.

    Args:
        reason: what is wrong, in one sentence without the file's name.
        path: the file or folder concerned.
        place: where in it: ``line 12``, ``key 'side'``.
        remedy: what to do next.
    """

    def __init__(
        self,
        reason: str,
        *,
        path: Path | str | None = None,
        place: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.reason = reason
        self.path = str(path) if path is not None else None
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.path, self.place) if part)
        text = f"{where}: {self.reason}" if where else self.reason
        return f"{text} ({self.remedy})" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel from worker processes; keyword-only arguments need help with that."""
        return (_rebuild, (type(self), self.reason, self.path, self.place, self.remedy))


def _rebuild(
    kind: type[NotesError], reason: str, path: str | None, place: str | None, remedy: str | None
) -> NotesError:
    return kind(reason, path=path, place=place, remedy=remedy)


class ReadError(NotesError):
    """A file of notes cannot be read."""


class ConfigError(NotesError):
    """Settings or rosters are wrong."""


class ModelError(NotesError):
    """A model is missing, damaged, or does not fit the others."""


class OutputError(NotesError):
    """Results cannot be written, or a folder holds no results of a run."""


class AnnotationError(NotesError):
    """An annotated set is malformed."""


class LedgerError(NotesError):
    """The ledger cannot be opened, is busy, or does not hold what was asked for."""


class EngineError(NotesError):
    """Worker processes or a cluster cannot be used."""


class DeliveryError(NotesError):
    """A report cannot be mailed, or the outbox cannot be used."""


class MissingExtra(NotesError):
    """An optional part of notesnlp is not installed."""
