"""How technical each side talks, who began it, and whether a solution came before the need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from notesnlp.config import Terms
from notesnlp.detectors.framing.terms import terms_by_turn
from notesnlp.model.finding import Finding, Framing, Need
from notesnlp.model.meeting import Meeting, Side, Turn

_PER = 1000
_NEEDS = frozenset({"pain", "request", "goal"})
_TRANSACTION = re.compile(
    r"\b(?:tickets?|incidents?|service[\s-]levels?|slas?|contracts?|licen[cs]es?|invoices?|renewals?|uptime|downtime|availability|response\s+times?|resolution|resolved|closed|backlog"
    r"|priorit(?:y|ies)|escalat\w+|orders?|purchas\w+|quotes?|pric(?:e|es|ing)|costs?|budgets?|deliverables?|milestones?|deadlines?|scope|sign-?off|change\s+requests?|requests?\s+numbers?|go-?live|rollouts?)\b",
    re.I,
)
_EXPERIENCE = re.compile(
    r"\b(?:feel\w*|felt|easier|easy|harder|hard|annoy\w*|frustrat\w+|wait(?:s|ed|ing)?|queu\w+|morning|day|shift|evening|week|lose\s+time|time\s+to|minutes|hours|people|customers?|patients?|guests?|drivers?|residents?|families|tenants?|staff"
    r"|your\s+work|my\s+work|experience|help(?:s|ed|ful)?|happy|unhappy|pleased|worr\w+|afraid|confus\w+|tired|struggl\w+|love|hate|miss|trust|rely|used\s+to|happens?|story|notice)\b",
    re.I,
)
_OFFER = re.compile(
    r"\b(?:we|i)(?:['’](?:ll|d|re|ve)|\s+(?:can|could|will|would|should|are|have|might))?\s+(?:\w+\s+){0,2}(?:give|put|build|buil[dt]|roll(?:ing)?\s+out|set(?:ting)?\s+up|install\w*|deploy\w*|migrat\w+|implement\w*|integrat\w+|automat\w+|move|switch|upgrade|enable|configure|got)\b"
    r"|\bthere['’]?s\s+(?:a|an)\s+(?:\w+\s+){0,2}(?:tool|product|app|module|feature|system|platform|add-on|plugin)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who used the first technical term of a meeting, and where.

    Attributes:
        share: of the meeting's words that were spoken before it (0 to 1).
        at_s: second of the turn in which it stands, where the file has times.
    """

    side: Side | None
    term: str
    turn: int
    line: int
    share: float
    at_s: float | None


@dataclass(frozen=True, slots=True)
class Technical:
    """Technical and other talk of a meeting.

    Attributes:
        density: technical terms per 1,000 words by side; ``unknown`` where the side is not known.
        first: who went technical first; None where nobody did.
        solution_first: whether IT offered a solution before a need was heard; None where one of
            the two is missing.
        experience: of IT's talk about transactions (tickets, prices, service levels) and about
            experience (days, people, waiting), the share about experience; None where it has neither.
    """

    density: Mapping[str, float]
    first: Beginning | None
    solution_first: bool | None
    experience: float | None


def technical(meeting: Meeting, findings: Sequence[Finding], terms: Terms) -> Technical:
    """How technical a meeting was.

    Args:
        meeting: the meeting.
        findings: of this meeting; its needs tell when a need was heard.
        terms: the organisation's own, for this audience.
    """
    words: dict[str, int] = {}
    counts: dict[str, int] = {}
    first: Beginning | None = None
    before = 0
    technical_turns: set[int] = set()
    for turn, found in zip(meeting.turns, terms_by_turn(meeting, terms), strict=True):
        if turn.language:
            continue
        side = turn.side or "unknown"
        size = len(turn.text.split())
        words[side] = words.get(side, 0) + size
        counts[side] = counts.get(side, 0) + len(found)
        if found:
            technical_turns.add(turn.index)
            if first is None:
                share = before / max(meeting.words, 1)
                first = Beginning(
                    turn.side, found[0], turn.index, turn.line, round(share, 3), turn.start_s
                )
        before += size
    return Technical(
        density={
            side: round(_PER * counts[side] / size, 1) for side, size in words.items() if size
        },
        first=first,
        solution_first=_solution_first(meeting, findings, technical_turns),
        experience=_experience(turn for turn in meeting.turns if turn.side == "it"),
    )


def _solution_first(
    meeting: Meeting, findings: Sequence[Finding], technical_turns: set[int]
) -> bool | None:
    """Whether IT's first solution stands before the customer's first need."""
    needs = [
        item.evidence.turn for item in findings if isinstance(item, Need) and item.type in _NEEDS
    ]
    offers = [
        item.evidence.turn
        for item in findings
        if isinstance(item, Framing) and item.type == "solution_first"
    ]
    offers += [
        turn.index
        for turn in meeting.turns
        if turn.side == "it" and turn.index in technical_turns and _OFFER.search(turn.text)
    ]
    if not needs or not offers:
        return None
    return min(offers) < min(needs)


def _experience(turns: Iterable[Turn]) -> float | None:
    transaction = experience = 0
    for turn in turns:
        transaction += len(_TRANSACTION.findall(turn.text))
        experience += len(_EXPERIENCE.findall(turn.text))
    total = transaction + experience
    return round(experience / total, 3) if total else None
