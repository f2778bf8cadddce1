"""How to put it instead: coaching for a framing finding."""

from __future__ import annotations

from collections.abc import Sequence

from notesnlp.detectors.framing.apart import phrases_apart
from notesnlp.detectors.framing.glossary import entry_of

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


def say_instead(kind: str, terms: Sequence[str]) -> str:
    """The same matter in terms of the customer's process or experience.

    Args:
        kind: the finding's type.
        terms: the terms at fault; of ``it_vs_business`` the phrases that set IT apart.
    """
    if kind == "it_vs_business":
        return _together(terms)
    plain = [(term, entry_of(term)) for term in terms]
    known = "; ".join(f"“{term}” is {entry.plain}" for term, entry in plain if entry)
    unknown = ", ".join(f"“{term}”" for term, entry in plain if not entry)
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


def _together(terms: Sequence[str]) -> str:
    swaps = [
        f"in place of “{phrase}” {instead}"
        for term in terms
        for phrase, instead in phrases_apart(term)
    ]
    if not swaps:
        return "Speak as one organisation: “we want …” in place of “IT” and “the business” or “the users”, and name the people and what they are trying to do."
    swapped = "; ".join(swaps)
    return f"{swapped[0].upper()}{swapped[1:]}. Speak as one organisation, and name what the people are trying to do."
