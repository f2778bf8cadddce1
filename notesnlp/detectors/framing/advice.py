"""How to put it instead, and what to ask: coaching for a framing finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from notesnlp.detectors.framing.glossary import load_glossary

WHY = {
    "jargon": "The listener cannot be expected to know these words, and stops following without saying so.",
    "solution_first": "A tool was named before it was understood what the customer is up against; from here on the talk is about the tool.",
    "it_vs_business": "It sets IT apart from the people it works for; they hear that their work is somebody else's concern.",
}
RULES = {
    "jargon": "unexplained-term",
    "solution_first": "solution-before-need",
    "it_vs_business": "us-and-them",
}


@dataclass(frozen=True, slots=True)
class _Topic:
    words: re.Pattern[str]
    question: str


def _topic(words: str, question: str) -> _Topic:
    return _Topic(re.compile(rf"\b(?:{words})", re.I), question)


_TOPICS = (
    _topic(
        "log ?in|sign|password|sso|identity|mfa|access|account",
        "Walk me through what happens between sitting down and being able to start your work.",
    ),
    _topic(
        "report|dashboard|data|analytic|bi\\b|warehouse|extract|query|table",
        "Which question do you have to answer, for whom, and how do you get to the answer today?",
    ),
    _topic(
        "phone|call|ivr|voip|line|queue|chat",
        "Tell me about the last time somebody tried to reach you: what happened, step by step?",
    ),
    _topic(
        "ticket|service desk|incident|help",
        "When something stops working in the middle of your day, what do you do next?",
    ),
    _topic(
        "pay|invoice|bill|price|checkout|pos\\b|card",
        "Show me how a payment or a bill runs from beginning to end, and where people get stuck.",
    ),
    _topic(
        "book|schedul|calendar|appointment|slot|rota|roster",
        "Walk me through one booking, from the first request to the day itself.",
    ),
    _topic(
        "app|portal|web|site|form|online|self-?service|kiosk|bot",
        "Tell me how you use our services today, from the moment you need something.",
    ),
    _topic(
        "device|tablet|scanner|printer|laptop|screen|sensor|hardware",
        "May I watch one shift? What do you reach for, and what slows you down?",
    ),
    _topic(
        "network|wi-?fi|server|cloud|migrat|upgrade|storage|backup|firewall",
        "If this works so well that nobody notices it, what will be easier for you?",
    ),
    _topic(
        "document|file|folder|sharepoint|record|scan|paper",
        "Where does a document start, who touches it, and when do you look for it again?",
    ),
    _topic(
        "order|stock|deliver|warehouse|dispatch|route|truck",
        "Follow one order with me from start to finish: where does it wait?",
    ),
)
_OPENING = {
    "jargon": "What would you notice in your own day if this were put right?",
    "solution_first": "Before we talk about any tool: walk me through how it goes today, and what it costs you.",
    "it_vs_business": "What are you trying to get done this quarter, and where do we stand in the way?",
}


def say_instead(kind: str, terms: Sequence[str]) -> str:
    """The same matter in terms of the customer's process or experience."""
    if kind == "it_vs_business":
        return "Speak as one organisation: “we want …” in place of “IT” and “the business” or “the users”, and name the people and what they are trying to do."
    plain = [(term, _plain(term)) for term in terms]
    known = "; ".join(f"“{term}” is {meaning}" for term, meaning in plain if meaning)
    unknown = ", ".join(f"“{term}”" for term, meaning in plain if not meaning)
    if kind == "solution_first":
        end = "Leave the tool out for now: say back what you heard of their day, and ask what would make it easier."
        return f"{end} Later, in plain words: {known}." if known else end
    parts = []
    if known:
        parts.append(f"In plain words: {known}.")
    if unknown:
        parts.append(
            f"Say what {unknown} {'does' if unknown.count('“') == 1 else 'do'} for them, or leave it out."
        )
    parts.append("Begin with what changes for them.")
    return " ".join(parts)


def ask(kind: str, text: str) -> str:
    """An opening question that fits what `text` talks about."""
    if kind != "it_vs_business":
        hits = [(len(topic.words.findall(text)), -number) for number, topic in enumerate(_TOPICS)]
        best = max(hits)
        if best[0]:
            return _TOPICS[-best[1]].question
    return _OPENING[kind]


def _plain(term: str) -> str | None:
    terms = load_glossary()
    low = term.lower()
    return terms.get(low) or terms.get(low.removesuffix("s")) or terms.get(low.removesuffix("es"))
