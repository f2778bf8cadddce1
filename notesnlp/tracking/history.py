"""The history of a planned event: what each meeting in turn says of it, and how it then stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notesnlp.model.finding import Dependency, Evidence
from notesnlp.tracking.occurrences import overlap

Status = Literal["hidden", "recognised", "cancelled"]
What = Literal["heard", "dated", "recognised", "denied", "cancelled", "planned again"]


@dataclass(frozen=True, slots=True)
class Change:
    """A step in an event's history.

    Attributes:
        what: it was ``heard`` of first; ``dated`` anew; ``recognised`` as IT's business; ``denied``
            to be; ``cancelled``; or ``planned again``.
        when: the event's ISO date from then on, None where it is not known.
        evidence: the words that say so.
    """

    what: What
    when: str | None
    evidence: Evidence


class History:
    """How an event stands while its meetings are gone through in their order."""

    def __init__(self) -> None:
        self.status: Status = "hidden"
        self.by: Evidence | None = None
        self.lead: Dependency | None = None
        self.changes: list[Change] = []

    def tell(self, mentions: Sequence[Dependency]) -> None:
        """What one meeting says of the event."""
        dated = [item for item in mentions if item.when]
        best = min(dated, key=lambda item: (-len(item.when or ""), -item.score), default=None)
        before = self.lead.when if self.lead else None
        changed = best and best.when and not _says_less(best.when, before)
        if changed:
            self.lead = best
        if not self.changes:
            self._add("heard", (best or mentions[0]).evidence)
        elif self.status == "cancelled":
            self.status, self.by = "hidden", None
            self._add("planned again", (best or mentions[0]).evidence)
        elif changed and best:
            self._add("dated", best.evidence)
        knowing = [item for item in mentions if item.status == "recognised"]
        if knowing and self.status == "hidden":
            self.status, self.by = "recognised", knowing[0].evidence
            self._add("recognised", knowing[0].evidence)

    def deny(self, place: Evidence) -> None:
        """Somebody says that IT has no part: it is hidden, again if need be."""
        if self.status == "cancelled":
            return
        self.status, self.by = "hidden", None
        if not self.changes or self.changes[-1].what != "denied":
            self._add("denied", place)

    def cancel(self, place: Evidence) -> None:
        """Somebody calls it off."""
        if self.status != "cancelled":
            self.status, self.by = "cancelled", place
            self._add("cancelled", place)

    def _add(self, what: What, place: Evidence) -> None:
        self.changes.append(Change(what, self.lead.when if self.lead else None, place))


def _says_less(new: str, old: str | None) -> bool:
    """Whether `new` is no news: "in June" after "on 14 June"."""
    return old is not None and (new == old or (overlap(new, old) and len(new) < len(old)))
