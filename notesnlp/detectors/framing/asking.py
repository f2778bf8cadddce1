"""What to ask instead: an opening question that fits what was talked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from notesnlp.detectors.framing.glossary import entry_of


@dataclass(frozen=True, slots=True)
class _Topic:
    words: re.Pattern[str]
    question: str


def _topic(words: str, question: str) -> _Topic:
    return _Topic(re.compile(rf"\b(?:{words})", re.I), question)


_TOPICS = (
    _topic(
        "log ?in|sign|password|sso|identity|mfa|access|account",
        "Walk me through a morning when you cannot get in: what happens between sitting down and being able to start your work?",
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
        "Walk me through one shift: what do you reach for, and what slows you down?",
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
_GROUPS = {
    "ai": "Walk me through a piece of work where you would like a second pair of eyes: who checks it today?",
    "applications": "Walk me through a morning when the screens fight you: which ones do you have open, and why?",
    "cloud": "If this works so well that nobody notices it, what will be easier for you?",
    "data": "Which question do you have to answer, for whom, and how do you get to the answer today?",
    "development": "Walk me through the last time a change of ours got in your way: what did you do?",
    "devices": "May I watch one shift? What do you reach for, and what slows you down?",
    "identity": "Walk me through a morning when you cannot get in: what do you do first?",
    "industry": "Walk me through one job from the first call to the last signature: where does it wait?",
    "integration": "Where do you carry something from one screen to another yourselves, and how often?",
    "methods": "When did you last get something from us, and how did you hear how far it was?",
    "networks": "Walk me through a morning when the connection is down: what still works, and who waits?",
    "security": "When did keeping things safe last stand in the way of your work, and what did you do?",
    "servers": "Walk me through a morning when the system is slow: who notices first, and what do they do?",
    "service": "When something stops working in the middle of your day, what do you do next?",
    "telephony": "Tell me about the last time somebody tried to reach you: what happened, step by step?",
}
"""For the groups of the glossary, where the words themselves name no topic."""
_OPENING = {
    "jargon": "What would you notice in your own day if this were put right?",
    "solution_first": "Before we talk about any tool: walk me through how it goes today, and what it costs you.",
    "it_vs_business": "What are you trying to get done this quarter, and where do we stand in the way?",
}


def ask(kind: str, text: str, terms: Sequence[str] = ()) -> str:
    """An opening question that fits what `text` talks about, or what its `terms` belong to."""
    if kind != "it_vs_business":
        hits = [(len(topic.words.findall(text)), -number) for number, topic in enumerate(_TOPICS)]
        best = max(hits)
        if best[0]:
            return _TOPICS[-best[1]].question
        entries = [entry_of(term) for term in terms]
        group = next((entry.group for entry in entries if entry), None)
        if group:
            return _GROUPS[group]
    return _OPENING[kind]
