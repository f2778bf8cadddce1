"""Indirect speech in minutes: "Mr Hale remarked that the gate sticks" is said by Mr Hale."""

from __future__ import annotations

import re

_VERBS = (
    "acknowledged|added|admitted|advised|agreed|announced|answered|apologised|apologized|argued|asked"
    "|assured|begged|called|cautioned|clarified|commented|complained|conceded|concluded|confessed"
    "|confirmed|considered|countered|demonstrated|described|disclosed|drew|emphasised|emphasized"
    "|enquired|expected|explained|expressed|feared|felt|highlighted|hoped|indicated|informed|inquired"
    "|insisted|introduced|invited|mentioned|moved|noted|objected|observed|offered|opined|outlined"
    "|pointed|pressed|promised|proposed|queried|questioned|raised|recalled|recommended|recounted"
    "|related|remarked|reminded|replied|reported|requested|responded|said|set|shared|spoke|stated"
    "|stressed|suggested|summarised|summarized|thought|told|undertook|urged|volunteered|warned|wished"
    "|wondered|would|will"
)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Rev|Fr|Sgt|Sra?|Chief|Judge)\.?"
_WORD = r"(?:(?:van|von|de|den|der|la|le|di|da|du|ten|ter)\s){0,2}[A-Z][\w'’\-]+"
_NAME = (
    rf"(?:{_TITLE}\s+{_WORD}(?:\s{_WORD}){{0,2}}|The\s+{_WORD}(?:\s{_WORD}){{0,3}}"
    rf"|{_WORD}(?:\s+{_WORD}){{1,2}})"
)
_SAID = re.compile(
    rf"^(?:[\d.()a-z]{{1,6}}\s+)?(?:(?:In|On|As|By|With|Upon|At)\b[^.;]{{1,60}}?,\s+)?"
    rf"(?P<name>{_NAME})\s*(?:,[^,.;]{{1,60}},\s*)?\s*(?:then|also|further|again|duly)?\s*\b(?:{_VERBS})\b"
)
_SHARE = 0.2
"""Minutes report what somebody said in far more than a fifth of their paragraphs; notes hardly ever."""


def reported_speaker(sentence: str) -> str | None:
    """Whose speech `sentence` reports, as written, or None.

    >>> reported_speaker("3.1 Mr. Hale remarked that the gate sticks.")
    'Mr. Hale'
    >>> reported_speaker("The motion carried.") is None
    True
    """
    found = _SAID.match(sentence.strip())
    return found["name"].strip() if found else None


def is_minutes(paragraphs: list[str]) -> bool:
    """Whether `paragraphs` are minutes: indirect speech in many of them, or they say so at the top."""
    bodies = [text for text in paragraphs if len(text.split()) >= 6]
    if len(bodies) < 3:
        return False
    reported = sum(reported_speaker(text) is not None for text in bodies)
    announced = any(re.search(r"\bminutes\b", text, re.I) for text in paragraphs[:6])
    return reported >= _SHARE * len(bodies) or (announced and reported >= 2)
