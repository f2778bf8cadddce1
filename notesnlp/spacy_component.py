"""The detectors as a component of any spaCy pipeline.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("notesnlp")
>>> doc = nlp("We open a second depot in Leeds in March.")
>>> [span.label_ for span in doc.spans["dependencies"]]
['site_opening']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

GROUPS = {
    "framing": "framing",
    "need": "needs",
    "dependency": "dependencies",
    "idea": "ideas",
    "followup": "followups",
}
"""The span group in which the findings of each kind lie."""


class NotesComponent:
    """Finds what notes tell and puts it into `doc.spans`, one group a kind.

    A `Doc` is read as one meeting: its lines as a file's lines, with speakers' labels where
    they have them. A span's label is the finding's type, its id the finding's; the whole
    findings are in ``doc.user_data["notesnlp"]`` as the schema's objects, which a `Doc` can
    be saved and sent to other processes with.

    Args:
        kinds: the kinds to look for, keys of `GROUPS`.
        date: the meeting's ISO day, from which dates are reckoned.
    """

    def __init__(self, kinds: Sequence[str], date: str | None) -> None:
        from notesnlp.run import load

        unknown = set(kinds) - set(GROUPS)
        if unknown:
            raise ValueError(
                f"no such kind: {', '.join(sorted(unknown))}; known are {', '.join(GROUPS)}"
            )
        self._kinds = tuple(kinds)
        self._date = dt.date.fromisoformat(date) if date else None
        self._pipeline = load()

    def __call__(self, doc: Doc) -> Doc:
        """Add the spans to `doc`."""
        from notesnlp.model.meeting import Meeting
        from notesnlp.readers.prose import read_prose
        from notesnlp.readers.text import split_lines

        lines = split_lines(doc.text)
        form, turns = read_prose(lines)
        meeting = Meeting("doc", "spacy", form, turns, date=self._date)
        offsets = _offsets(doc.text)
        groups: dict[str, list[Any]] = {GROUPS[kind]: [] for kind in self._kinds}
        findings = self._pipeline.analyze(meeting).findings if turns else ()
        kept = [item for item in findings if item.kind in self._kinds]
        for item in kept:
            turn = turns[item.evidence.turn]
            line, column = turn.place_at(item.evidence.start)
            last_line, last_column = turn.place_at(item.evidence.end - 1)
            span = doc.char_span(
                offsets[line - 1] + column,
                offsets[last_line - 1] + last_column + 1,
                label=item.type,
                span_id=item.evidence.id,
                alignment_mode="expand",
            )
            groups[GROUPS[item.kind]].append(span)
        for name, spans in groups.items():
            doc.spans[name] = spans
        doc.user_data["notesnlp"] = [item.to_dict() for item in kept]
        return doc


@Language.factory("notesnlp", default_config={"kinds": list(GROUPS), "date": None})
def make_component(
    nlp: Language, name: str, kinds: Sequence[str] = tuple(GROUPS), date: str | None = None
) -> NotesComponent:
    """The factory behind ``nlp.add_pipe("notesnlp")``, found through the package's entry point.

    spaCy only loads the entry point; it is the decorator that registers the factory.
    """
    return NotesComponent(kinds, date)


def _offsets(text: str) -> list[int]:
    """Where each line of `text` begins."""
    starts, length = [], 0
    for line in text.splitlines(keepends=True):
        starts.append(length)
        length += len(line)
    return starts
