"""The cast: who everybody is called in a redacted run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from notesnlp.model.meeting import PSEUDONYMS, Speaker
from notesnlp.redaction.edits import edited
from notesnlp.redaction.find import Personal, find_whole
from notesnlp.redaction.pseudonyms import Pseudonyms
from notesnlp.redaction.spans import Span
from notesnlp.redaction.words import folded


class Cast:
    """Pseudonyms for everything personal that the meetings of a run name.

    Args:
        pseudonyms: the key, and the numbers given so far.
        found: what each meeting names.
        spans: what else is to be replaced, such as in names of files that were not read.
        roles: whether customers keep their roles.

    Raises:
        ConfigError: the file of the key cannot be written.
    """

    def __init__(
        self,
        pseudonyms: Pseudonyms,
        found: Iterable[Personal],
        spans: Iterable[Span] = (),
        *,
        roles: bool = True,
    ) -> None:
        self._pseudonyms = pseudonyms
        self._roles = roles
        self._people: dict[str, Speaker] = {}
        named = {(span.what, span.key) for span in spans}
        for item in found:
            for person in item.people:
                key = folded(person.name)
                known = self._people.setdefault(key, person)
                if known.side is None and person.side:
                    self._people[key] = person
                named.add(("person", key))
            named |= {(span.what, span.key) for span in _spans(item)}
        pseudonyms.give(named)

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Everybody who is known beforehand, under their own names."""
        return tuple(self._people.values())

    def short(self, span: Span) -> str:
        """What stands in running text in a span's place.

        Customers, IT and sales are told apart by the roster, or by what they say of themselves.
        """
        number = self._pseudonyms.number(span.what, span.key)
        if span.what != "person":
            return f"[{span.what} {number}]"
        person = self._people.get(span.key)
        return f"{PSEUDONYMS[person.side if person else None]} {number}"

    def name(self, name: str) -> str:
        """What somebody is called where they speak or own something: with the role of a customer."""
        key = folded(name)
        if key not in self._people:
            return name
        label = self.short(Span(0, 0, "person", key))
        person = self._people[key]
        role = self._role(person)
        return f"{label}, {role}" if role and person.side == "customer" else label

    def speaker(self, person: Speaker) -> Speaker:
        """A person under a pseudonym, found by it in its short form too."""
        name = self.name(person.name)
        if name == person.name:
            return replace(person, aliases=())
        label = self.short(Span(0, 0, "person", folded(person.name)))
        return replace(
            person, name=name, role=self._role(person), aliases=(label,) if label != name else ()
        )

    def whole(self, text: str) -> str:
        """`text` with the whole names of known people replaced: for settings and paths."""
        return edited(text, find_whole(text, self._people.values()), self.short).text

    def _role(self, person: Speaker) -> str | None:
        return self.whole(person.role) if person.role and self._roles else None


def _spans(found: Personal) -> Iterator[Span]:
    for spans in (*found.turns, found.name, found.title, found.unit):
        yield from spans
