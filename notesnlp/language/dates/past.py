"""Whether the words before a date put it into the past."""

from __future__ import annotations

import re

_SAYS = re.compile(
    r"\b(?:since|back\s+(?:in|on)|(?:came|went|left|got|rang|broke|died|arrived|happened|met|spoke|wrote|saw|began|was|were)"
    r"(?:\s+(?:back|in|out|up|down|off|here|round|over|there))?(?:\s+(?:in|on))?"
    r"|(?:told|asked|said)(?:\s+\w+)?(?:\s+(?:in|on))?)\s+(?:the\s+|early\s+|late\s+)?$",
    re.I,
)
"""Words that stand right before it: "since January", "they came on Friday"."""
_SAID_ONLY = re.compile(r"\b(?:said|asked)\s+(?:\w+\s+)?$", re.I)
_COMES_BACK = re.compile(
    r"\b(?:com(?:e|ing)|bring\w*|those|them|it|be|are|go(?:ing)?)\s+back\s+(?:in|on)\s+(?:\w+\s+)?$",
    re.I,
)
_CLAUSE = re.compile(
    r"[.;:!?,–—()]|\b(?:and|but|so|because|that(?=\s+(?:the|he|she|it|they|we|I|you|his|her|our|their|a|all|each|every)\b)|which|who|when|if|unless|until|till)\b",
    re.I,
)
_BARE = re.compile(r"(?:\b(?:on|last|back)\s+|\b[a-z’']+\s+)$", re.I)
_IN = re.compile(r"\bin\s+(?:early\s+|late\s+)?$", re.I)
_LEADS = re.compile(
    r"\b(?:by|before|from|until|till|for|to|come|next|this|after|at|or|is|are|be|of|from|all|mid|with|about|around|every|each|a|an|start|starts|starting|the|and|in)\s+(?:the\s+)?$",
    re.I,
)
_DID = re.compile(
    r"\b(?:did|didn['’]t|went|came|left|met|told|rang|called|sent|began|broke|died|spoke|wrote|saw|lost|gave|made"
    r"|took|found|heard|bought|sold|paid|signed|ticked|approved|passed|voted|agreed|decided|arrived|happened|stopped"
    r"|started|walked|finished|looked|visited|was|were|awarded|opened|closed|moved)\b",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|could|can|may|might|must|to|going|gonna|is|are|am|be|being|due|expect\w*|plan\w*"
    r"|schedul\w*|suppos\w*|book\w*|hop\w+|fix\w*|want\w*|need\w*|promis\w*|set|for|if|comes?|starts?|opens?|moves?|goes|have|has|got)\b|['’](?:ll|d|s|re|m|ve)\b",
    re.I,
)
_REACH = 90
"""Characters before the date in which its clause is looked for."""


def is_past(found: re.Match[str], *, month: bool = False) -> bool:
    """Whether the words before the match say that its date is over.

    Either a word right before it ("since January"), or a verb in the past in its own clause with
    nothing there that is still to come ("they approved the lease in September").

    Args:
        found: the match.
        month: it is a month, which only "in" puts into such a clause.
    """
    before = found.string[max(0, found.start() - _REACH) : found.start()]
    if _SAYS.search(before) and not (_SAID_ONLY.search(before) or _COMES_BACK.search(before)):
        return True
    clause = _CLAUSE.split(before)[-1]
    bare = _BARE.search(before) and not _LEADS.search(before)
    if not (_IN.search(before) if month else bare):
        return False
    return _DID.search(clause) is not None and _TO_COME.search(clause) is None
