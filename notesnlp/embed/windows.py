"""A meeting as overlapping windows of word pieces, so that every sentence is read in its context.

Each word piece is encoded about one and a quarter times, whatever the number of neighbours a
sentence sees: several times cheaper than encoding each sentence with its neighbours, and
the way of Cohan et al., "Pretrained Language Models for Sequential Sentence
Classification" (EMNLP 2019), with pooling over each sentence in place of separators: the
mean of its word pieces and their maximum side by side, since one clause of a long sentence
is often all that tells (docs/adr/0006-tuning.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from notesnlp.embed.encoder import DIMENSIONS, Encoder, Floats
from notesnlp.model.meeting import Form, Meeting, Sentence, UnitKind

WINDOW = 384
"""Word pieces of a window, marks included."""
POOLED = 2 * DIMENSIONS
"""Width of a sentence's vector: mean and maximum of its word pieces."""
CONTEXT = 32
"""Word pieces that a window repeats from its neighbours on each side at least, for context."""
_LONGEST_SENTENCE = 120
"""Word pieces after which a sentence is cut for the encoder; its quote stays whole."""

_FORMS: dict[Form, str] = {
    "transcript": "transcript",
    "notes": "notes",
    "minutes": "minutes",
    "mail": "mail",
}


@dataclass(frozen=True, slots=True)
class Window:
    """Ids of a window, and where the sentences that it answers for lie in it.

    Attributes:
        ids: word pieces with the marks for beginning and end.
        spans: (number of the sentence in the meeting, first id, one past its last id).
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence's ids, with the ids that announce its turn where it is the turn's first."""

    lead: tuple[int, ...]
    ids: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.lead) + len(self.ids)


def pack(
    meeting: Meeting,
    sentences: Sequence[Sentence],
    encoder: Encoder,
    *,
    sides: Sequence[str | None] | None = None,
    context: int = CONTEXT,
) -> list[Window]:
    """The windows of a meeting; each sentence is answered for by exactly one.

    Args:
        meeting: gives form, kind of customer and speakers' sides.
        sentences: of all its turns, in order.
        encoder: whose word pieces to use.
        sides: a side for each turn instead of those that tell, for training without them.
        context: word pieces kept free on each side for the neighbours.
    """
    begin, end = encoder.marks
    head = [begin, *encoder.word_pieces([_headline(meeting.form, meeting.unit_kind)])[0]]
    units = _units(meeting, sentences, encoder, sides)
    room = WINDOW - len(head) - 1
    windows = []
    for first, last in _stretches(units, room - 2 * context):
        left, right = _context(units, first, last, room)
        ids, spans = list(head), []
        for number in range(left, right):
            ids += units[number].lead
            if first <= number < last:
                spans.append((number, len(ids), len(ids) + len(units[number].ids)))
            ids += units[number].ids
        windows.append(Window((*ids, end), tuple(spans)))
    return windows


def encode_sentences(windows: Sequence[Window], encoder: Encoder, count: int) -> Floats:
    """The vectors of `count` sentences, each read in its window.

    Returns:
        Array of shape (count, 768): mean and maximum of the sentence's word pieces.
    """
    vectors = np.zeros((count, POOLED), np.float32)
    for window in windows:
        tokens = encoder.token_vectors(window.ids)
        for number, start, stop in window.spans:
            pieces = tokens[start:stop]
            vectors[number] = np.concatenate([pieces.mean(axis=0), pieces.max(axis=0)])
    return vectors


def _headline(form: Form, kind: UnitKind | None) -> str:
    with_whom = {"external": "with an outside customer", "internal": "with colleagues"}
    return f"{_FORMS[form]} {with_whom[kind]} :" if kind else f"{_FORMS[form]} :"


def _units(
    meeting: Meeting,
    sentences: Sequence[Sentence],
    encoder: Encoder,
    sides: Sequence[str | None] | None,
) -> list[_Unit]:
    labels = sides or meeting.telling_sides
    spoken = meeting.form in {"transcript", "mail"}
    names = [
        f"{labels[turn.index] or ('someone' if spoken else 'note')} :" for turn in meeting.turns
    ]
    leads = encoder.word_pieces(names)
    bodies = encoder.word_pieces([sentence.text for sentence in sentences])
    units = []
    previous = -1
    for sentence, body in zip(sentences, bodies, strict=True):
        lead = tuple(leads[sentence.turn]) if sentence.turn != previous else ()
        previous = sentence.turn
        units.append(_Unit(lead, tuple(body[:_LONGEST_SENTENCE]) or (encoder.marks[1],)))
    return units


def _stretches(units: Sequence[_Unit], most: int) -> Iterator[tuple[int, int]]:
    """Stretches of sentences of at most `most` word pieces, longer sentences by themselves."""
    first, size = 0, 0
    for number, unit in enumerate(units):
        if size and size + unit.size > most:
            yield first, number
            first, size = number, 0
        size += unit.size
    if first < len(units):
        yield first, len(units)


def _context(units: Sequence[_Unit], first: int, last: int, room: int) -> tuple[int, int]:
    """How far to the left and right a window around a stretch can reach."""
    left, right = first, last
    spare = room - sum(unit.size for unit in units[first:last])
    while True:
        before = units[left - 1].size if left else spare + 1
        after = units[right].size if right < len(units) else spare + 1
        to_left = before <= spare and (
            left == first or first - left <= right - last or after > spare
        )
        if to_left:
            left, spare = left - 1, spare - before
        elif after <= spare:
            right, spare = right + 1, spare - after
        elif before <= spare:
            left, spare = left - 1, spare - before
        else:
            return left, right
