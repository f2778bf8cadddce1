"""What to ask instead: an opening question that fits what was talked about."""

from __future__ import annotations

from notesnlp.detectors.framing.topics import ANY, Topic

_OPENING = {
    "jargon": ANY.ask,
    "solution_first": "Before we talk about any tool: walk me through how it goes today, and what it costs you.",
    "it_vs_business": "What are you trying to get done this quarter, and where do we stand in the way?",
}
"""By type, where nothing tells what the talk is about."""


def ask(kind: str, topic: Topic) -> str:
    """An opening question on `topic`, or the one of the finding's type."""
    return _OPENING[kind] if topic is ANY else topic.ask
