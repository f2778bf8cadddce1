"""Linking follow-ups: mentions in order of their meetings join the item they are most like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeGuard

import numpy as np

from notesnlp.embed import Encoder
from notesnlp.embed.encoder import Floats
from notesnlp.embed.passages import passage_vectors
from notesnlp.language.context import contexts
from notesnlp.language.sentences import split_sentences
from notesnlp.model.finding import Evidence, Finding, FollowUp, quote
from notesnlp.model.meeting import Meeting
from notesnlp.model.when import last_day
from notesnlp.tracking.order import place_order
from notesnlp.tracking.reports import Reports

SAME_ITEM = 0.52
"""Cosine similarity from which a later mention is of the same commitment; it must also be of the
same unit or the same owner. Best pairwise F1 on the gold items of corpora/train
(`python -m bench.tracking`)."""
SAME_WORDS = 0.60
"""Similarity of two quotes of one meeting from which they are of the same commitment: few are."""
SAME_DONE = 0.46
"""Similarity from which a later sentence that says "that went out" closes an item; states come out
right for about half of the gold mentions whatever it is (`python -m bench.states`)."""
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


@dataclass(slots=True)
class _Open:
    mentions: list[FollowUp] = field(default_factory=list)
    vectors: list[np.ndarray] = field(default_factory=list)
    quotes: list[np.ndarray] = field(default_factory=list)


def link_followups(
    findings: Sequence[Finding],
    meetings: Sequence[Meeting],
    encoder: Encoder,
    *,
    today: dt.date | None,
) -> tuple[list[Finding], list[Item]]:
    """Tie the mentions of each commitment together and tell how it stands.

    Args:
        findings: all findings of a run.
        meetings: all its meetings, whose later words may close a commitment.
        encoder: the base encoder.
        today: the day against which due days are overdue.

    Returns:
        The findings, follow-ups with item and state, in the order given; and the items.
    """
    followups = sorted(
        (item for item in findings if _is_promise(item)),
        key=lambda item: place_order(item.evidence),
    )
    if not followups:
        return list(findings), []
    quotes = encoder.sentence_vectors([item.evidence.quote for item in followups])
    vectors = passage_vectors(
        [item.evidence for item in followups],
        {item.name: item for item in meetings},
        encoder,
        quotes=quotes,
    )
    chains = _chains(followups, vectors, quotes)
    closings = _closings(meetings, encoder)
    reports = Reports(meetings)
    items: list[Item] = []
    of_finding: dict[str, Item] = {}
    used: dict[str, int] = {}
    for chain in chains:
        item = _item(chain, closings, reports, used, today)
        items.append(item)
        of_finding |= dict.fromkeys(item.mentions, item)
    linked = [
        replace(
            finding,
            item=of_finding[finding.evidence.id].id,
            state=of_finding[finding.evidence.id].state,
        )
        if _is_promise(finding)
        else finding
        for finding in findings
    ]
    return linked, items


def _is_promise(item: Finding) -> TypeGuard[FollowUp]:
    """Whether it binds anybody: what is promised in a rehearsal is acted."""
    return isinstance(item, FollowUp) and not item.evidence.rehearsal


def _chains(followups: Sequence[FollowUp], vectors: Floats, quotes: Floats) -> list[_Open]:
    chains: list[_Open] = []
    for item, vector, quoted in zip(followups, vectors, quotes, strict=True):
        best, best_score = None, 0.0
        for chain in chains:
            if _related(chain.mentions[-1], item):
                score = max(
                    _likeness(other, item, float(vector @ near), float(quoted @ bare))
                    for other, near, bare in zip(
                        chain.mentions, chain.vectors, chain.quotes, strict=True
                    )
                )
                if score > best_score:
                    best, best_score = chain, score
        if best is None:
            best = _Open()
            chains.append(best)
        best.mentions.append(item)
        best.vectors.append(vector)
        best.quotes.append(quoted)
    return chains


def _related(first: FollowUp, second: FollowUp) -> bool:
    same_unit = first.evidence.unit == second.evidence.unit
    return same_unit or (first.owner is not None and first.owner == second.owner)


def _likeness(first: FollowUp, second: FollowUp, around: float, quoted: float) -> float:
    """How alike two mentions are, 0 where they are not of one commitment.

    In one meeting the words around two promises are often the same words, so that only the
    promises themselves are compared there.
    """
    if first.evidence.meeting == second.evidence.meeting:
        return quoted if quoted >= SAME_WORDS else 0.0
    return around if around >= SAME_ITEM else 0.0


@dataclass(frozen=True, slots=True)
class _Closing:
    date: dt.date
    text: str
    place: str
    dropped: bool
    vector: np.ndarray


def _closings(meetings: Sequence[Meeting], encoder: Encoder) -> list[_Closing]:
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
        _Closing(
            meeting.date or dt.date.min,
            place.quote,
            f"{meeting.name}, line {place.line}",
            dropped,
            vector,
        )
        for (meeting, place, dropped), vector in zip(found, vectors, strict=True)
    ]


def _item(
    chain: _Open,
    closings: Sequence[_Closing],
    reports: Reports,
    used: dict[str, int],
    today: dt.date | None,
) -> Item:
    mentions = chain.mentions
    owner = next((item.owner for item in reversed(mentions) if item.owner), None)
    due = next((item.due for item in reversed(mentions) if item.due), None)
    state, reason = _state(chain, closings, reports, due, today)
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


def _state(
    chain: _Open,
    closings: Sequence[_Closing],
    reports: Reports,
    due: str | None,
    today: dt.date | None,
) -> tuple[State, str]:
    last = chain.mentions[-1]
    since = last.evidence.date
    for closing in closings:
        if since is None or closing.date <= since:
            continue
        if max(float(closing.vector @ vector) for vector in chain.vectors) >= SAME_DONE:
            return ("dropped" if closing.dropped else "done"), f"“{closing.text}” ({closing.place})"
    said = [item.evidence.quote for item in chain.mentions]
    report = reports.of(said, since, stuck=last.type == "stuck") if since else None
    if report:
        return "done", f"“{report.text}” ({report.place})"
    if last.type == "stuck":
        return (
            "stuck",
            f"“{last.evidence.quote}” ({last.evidence.meeting}, line {last.evidence.line})",
        )
    if due and today and (today - last_day(due)).days > OVERDUE_DAYS:
        return "stuck", f"due {due}, not heard of since"
    return "open", f"due {due}" if due else "no day was named"
