"""Linking follow-ups: mentions in order of their meetings join the item they are most like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeGuard

import numpy as np

from notesnlp.embed import Encoder
from notesnlp.embed.encoder import Floats
from notesnlp.embed.known import Passages
from notesnlp.embed.passages import passage_vectors
from notesnlp.language.context import contexts
from notesnlp.language.sentences import split_sentences
from notesnlp.model.finding import Evidence, Finding, FollowUp, quote
from notesnlp.model.meeting import Meeting
from notesnlp.model.when import last_day
from notesnlp.tracking.chains import chains, first_closings
from notesnlp.tracking.order import place_order
from notesnlp.tracking.reports import SURE, Reports

OVERDUE_DAYS = 30
"""Days after which an overdue commitment counts as stuck, as the annotation guidelines have it."""

State = Literal["open", "done", "stuck", "dropped"]


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment with all its mentions.

    Attributes:
        id: a slug, unique in the run.
        owner: the last owner named, or None.
        due: the last day named, or None.
        state: after the last meeting.
        reason: why the state is what it is, with its place.
        mentions: ids of its findings in order.
    """

    id: str
    owner: str | None
    due: str | None
    state: State
    reason: str
    mentions: tuple[str, ...]


def link_followups(
    findings: Sequence[Finding],
    meetings: Sequence[Meeting],
    encoder: Encoder,
    *,
    today: dt.date | None,
    passages: Passages | None = None,
    closings: Sequence[Closing] | None = None,
) -> tuple[list[Finding], list[Item]]:
    """Tie the mentions of each commitment together and tell how it stands.

    Args:
        findings: all findings of a run.
        meetings: all its meetings, whose later words may close a commitment.
        encoder: the base encoder.
        today: the day against which due days are overdue.
        passages: vectors of the follow-ups, where they are there already.
        closings: of all meetings in their order, where they are there already.

    Returns:
        The findings, follow-ups with item and state, in the order given; and the items.
    """
    followups = sorted(
        (item for item in findings if is_promise(item)),
        key=lambda item: place_order(item.evidence),
    )
    if not followups:
        return list(findings), []
    places = [item.evidence for item in followups]
    passages = passages or Passages(meetings, encoder)
    vectors = passages.around(places)
    groups = chains(followups, vectors, passages.quotes(places))
    if closings is None:
        closings = find_closings(meetings, encoder)
    closed = _closed(groups, followups, vectors, closings)
    reports = Reports(meetings, encoder)
    items: list[Item] = []
    of_finding: dict[str, Item] = {}
    used: dict[str, int] = {}
    for group, closing in zip(groups, closed, strict=True):
        mentions = [followups[number] for number in group]
        told = (
            f"“{closing.text}” ({closing.place})"
            if closing
            else _told(reports, mentions, vectors[group])
        )
        item = _item(mentions, told, closing is not None and closing.dropped, used, today)
        items.append(item)
        of_finding |= dict.fromkeys(item.mentions, item)
    linked = [
        replace(
            finding,
            item=of_finding[finding.evidence.id].id,
            state=of_finding[finding.evidence.id].state,
        )
        if is_promise(finding)
        else finding
        for finding in findings
    ]
    return linked, items


def is_promise(item: Finding) -> TypeGuard[FollowUp]:
    """Whether it binds anybody: what is promised in a rehearsal is acted."""
    return isinstance(item, FollowUp) and not item.evidence.rehearsal


def _closed(
    groups: Sequence[Sequence[int]],
    followups: Sequence[FollowUp],
    vectors: Floats,
    closings: Sequence[Closing],
) -> list[Closing | None]:
    """The sentence that closes each commitment, where one does."""
    if not closings:
        return [None] * len(groups)
    dates = [followups[group[-1]].evidence.date for group in groups]
    found = first_closings(
        groups,
        vectors,
        [date.toordinal() if date else None for date in dates],
        np.stack([closing.vector for closing in closings]),
        [closing.date.toordinal() for closing in closings],
    )
    return [closings[number] if number is not None else None for number in found]


@dataclass(frozen=True, slots=True)
class Closing:
    """A sentence of a dated meeting that says something is done or dropped.

    Attributes:
        date: of the meeting.
        text: the sentence.
        place: the meeting and its line.
        dropped: it is dropped, not done.
        vector: of the sentence in its surroundings, shape (384,).
    """

    date: dt.date
    text: str
    place: str
    dropped: bool
    vector: np.ndarray


def find_closings(meetings: Sequence[Meeting], encoder: Encoder) -> list[Closing]:
    """Sentences of dated meetings that say something is done or dropped."""
    found: list[tuple[Meeting, Evidence, bool]] = []
    for meeting in meetings:
        if meeting.date is None:
            continue
        for sentence in split_sentences(meeting):
            held = contexts(sentence.text)
            if held & {"done", "cancelled"} and "negated" not in held:
                turn = meeting.turns[sentence.turn]
                place = quote(meeting, turn, sentence.start, sentence.end, kind="followup")
                found.append((meeting, place, "cancelled" in held))
    if not found:
        return []
    vectors = passage_vectors(
        [place for _, place, _ in found], {item.name: item for item in meetings}, encoder
    )
    return [
        Closing(
            meeting.date or dt.date.min,
            place.quote,
            f"{meeting.name}, line {place.line}",
            dropped,
            vector,
        )
        for (meeting, place, dropped), vector in zip(found, vectors, strict=True)
    ]


def _item(
    mentions: Sequence[FollowUp],
    told: str | None,
    dropped: bool,
    used: dict[str, int],
    today: dt.date | None,
) -> Item:
    owner = next((item.owner for item in reversed(mentions) if item.owner), None)
    due = next((item.due for item in reversed(mentions) if item.due), None)
    state, reason = _state(mentions[-1], told, dropped, due, today)
    words = re.findall(r"[a-z]{4,}", mentions[0].evidence.quote.lower())
    slug = "-".join(dict.fromkeys(words[:4])) or "item"
    used[slug] = used.get(slug, 0) + 1
    return Item(
        id=slug if used[slug] == 1 else f"{slug}-{used[slug]}",
        owner=owner,
        due=due,
        state=state,
        reason=reason,
        mentions=tuple(item.evidence.id for item in mentions),
    )


def _told(reports: Reports, mentions: Sequence[FollowUp], vectors: Floats) -> str | None:
    """The later sentence that tells of a promise kept, with its place."""
    found = reports.of(mentions, vectors)
    if found is None:
        return None
    report, odds = found
    return f"{'' if odds >= SURE else 'likely '}“{report.text}” ({report.place})"


def _state(
    last: FollowUp, told: str | None, dropped: bool, due: str | None, today: dt.date | None
) -> tuple[State, str]:
    """How a commitment stands after its last mention, and why.

    Args:
        last: the mention.
        told: what later told that it is over, with its place, or None.
        dropped: it told that it is dropped, not done.
        due: the last day named.
        today: the day against which it is overdue.
    """
    if told:
        return "dropped" if dropped else "done", told
    if last.type == "stuck":
        return (
            "stuck",
            f"“{last.evidence.quote}” ({last.evidence.meeting}, line {last.evidence.line})",
        )
    if due and today and (today - last_day(due)).days > OVERDUE_DAYS:
        return "stuck", f"due {due}, not heard of since"
    return "open", f"due {due}" if due else "no day was named"
