"""A run and the ledger: what it found is remembered, and what people decided on it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from notesnlp.catalogue import catalogue_with, own_events
from notesnlp.config import Settings
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting
from notesnlp.report.results import Results
from notesnlp.run.discover import Note
from notesnlp.run.hide import REDACTED
from notesnlp.run.remote import Mirror
from notesnlp.run.walk import spelt

if TYPE_CHECKING:
    from notesnlp.ledger import Ledger
    from notesnlp.ledger.decisions import Decision
    from notesnlp.ledger.remember import Look, Remembered
    from notesnlp.ledger.theme_edits import ThemeEdit
    from notesnlp.themes.edits import Regrouping


class Memory:
    """The ledger of one run, or none.

    A ledger that is there, or that lies on a server, is opened at once, so that nobody waits for
    a run whose results cannot be kept; a file is made only when there is something to remember.

    Args:
        where: path or URL of the ledger; None for a run that remembers nothing.
        settings: of the run.
        redacted: the place of a redacted run's files; None for a run that redacts nothing.

    Raises:
        LedgerError: the ledger cannot be opened, or remembers with names where this run has
            none, or the other way round.
    """

    def __init__(
        self, where: Path | str | None, settings: Settings, *, redacted: str | None = None
    ) -> None:
        self._where = where
        self._settings = settings
        self._redacted = redacted
        self._ledger: Ledger | None = None
        self._remembered: Remembered | None = None
        self._decisions: Mapping[int, Decision] = {}
        self._edits: Sequence[ThemeEdit] = ()
        if where is not None and ("://" in str(where) or Path(where).is_file()):
            self._open()

    @property
    def name(self) -> str | None:
        """Where the ledger is, without a password."""
        return self._ledger.name if self._ledger else None

    def remember(
        self,
        meetings: Sequence[Meeting],
        findings: Sequence[Finding],
        notes: Sequence[Note],
        folders: Sequence[Path | Mirror],
    ) -> list[Finding]:
        """Write meetings and findings; the findings as people decided on them.

        Args:
            meetings: that were read.
            findings: of them, in their order, as the detectors found them.
            notes: all files that were seen, read or not.
            folders: where they were looked for.
        """
        if self._where is not None and self._ledger is None and meetings:
            self._open()
        if self._ledger is None:
            return list(findings)
        from notesnlp.ledger.decisions import decided, last_decisions
        from notesnlp.ledger.remember import remember
        from notesnlp.ledger.theme_edits import theme_edits

        self._remembered = remember(self._ledger, meetings, findings, self._look(notes, folders))
        with self._ledger.reading() as connection:
            self._decisions = last_decisions(connection)
            self._edits = theme_edits(connection)
        if not self._decisions:
            return list(findings)
        events = catalogue_with(own_events(self._settings))
        return decided(findings, meetings, self._remembered, self._decisions, events)

    def regroupings(self) -> tuple[Regrouping, ...]:
        """What people said about the grouping of findings, after `remember`."""
        if self._remembered is None:
            return ()
        from notesnlp.ledger.theme_edits import regroupings

        return regroupings(self._edits, self._remembered.findings)

    def settle(self, results: Results) -> Results:
        """Write themes and commitments; the results with the ids that they have in the ledger."""
        if self._ledger is None or self._remembered is None:
            return results
        from notesnlp.ledger.settle import settle

        weights = self._settings.priority
        return settle(
            self._ledger, results, self._remembered, self._decisions, self._edits, weights
        )

    def _open(self) -> None:
        from notesnlp.ledger import open_ledger
        from notesnlp.ledger.redacted import check_redaction

        if self._where is not None:
            self._ledger = open_ledger(self._where)
            check_redaction(self._ledger, REDACTED, self._redacted)

    def _look(self, notes: Sequence[Note], folders: Sequence[Path | Mirror]) -> Look:
        from notesnlp.ledger.remember import Look

        paths = {
            note.name: self._marked(note.url)
            if note.url
            else self._spelt(note.path.absolute(), note.root)
            for note in notes
        }
        return Look(
            roots=tuple(
                self._marked(folder.url)
                if isinstance(folder, Mirror)
                else self._spelt(folder, folder)
                for folder in folders
            ),
            paths=paths,
            present=frozenset(paths.values()),
        )

    def _marked(self, url: str) -> str:
        """A URL is the same everywhere and needs no place; a redacted run's tells that it is one."""
        return f"{self._redacted}:{url}" if self._redacted else url

    def _spelt(self, path: Path, root: Path) -> str:
        """A file's place: of its folder the real one, below it links as they are."""
        whole = root.resolve() / path.relative_to(root.absolute()) if path != root else root.resolve()  # fmt: skip
        text = spelt(whole)
        place = self._redacted or self._settings.ledger.place
        return f"{place}:{text}" if place else text
