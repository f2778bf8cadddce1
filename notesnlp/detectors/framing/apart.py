"""Phrases that set IT apart from the people it works for, and the same matter as one of ours."""

from __future__ import annotations

import re

from notesnlp.detectors.framing.topics import Topic

_PHRASES = (
    r"the\s+business(?:\s+(?:side|units?|people|users?|owners?))?",
    r"(?:the\s+|your\s+|a\s+)?business\s+(?:owners?|side|users?|people|stakeholders?|requirements?)",
    r"(?:(?:our|your|the|end)[\s-]+)?(?:users?|consumers)(?:\s+(?:base|community|education))?",
    r"(?:the|our|key)\s+stakeholders?",
    r"non-?technical\s+(?:people|users?|staff|folks?)",
    r"you\s+(?:people|lot|guys)|you\s+in\s+(?:the\s+)?business",
    r"(?:those|these)\s+people",
    r"(?:they|users|people)\s+(?:just\s+)?(?:don['’]?t|never|won['’]?t|can['’]?t)\s+(?:understand|read|get|listen|follow|know)\w*",
    r"(?:the\s+)?IT\s+(?:side|perspective|point\s+of\s+view|department|world|standards?|polic(?:y|ies))",
    r"from\s+(?:an\s+)?IT(?:['’]s)?(?:\s+(?:side|perspective|point\s+of\s+view))?",
    r"(?:that['’]?s|it['’]?s|is)\s+(?:not\s+(?:an?\s+)?(?:IT|our|us)\b(?:\s+\w+)?|(?:a\s+)?(?:business|user)\s+(?:decision|problem|issue|error|question|process))",
    r"not\s+our\s+(?:problem|job|remit|department|responsibility)|user\s+error",
)  # fmt: skip
_PATTERNS = tuple(re.compile(rf"\b(?:{phrase})\b", re.I) for phrase in _PHRASES)

_TOGETHER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{cue})", re.I), said)
    for cue, said in (
        (r"(?:built?|buil[dt]s?|bought|buys?|made|makes?|runs?|running|got|went)\b.{0,30}\b(?:own|themselves|yourselves|without\s+(?:us|IT|asking|telling)|behind)\b|shadow\s+IT|work-?arounds?",
         "You found a way of your own because you needed one. Let us look at it together: {today}. Then we see what you could not get from us."),
        (r"(?:users?|people|staff|they|everybody|everyone|drivers|nurses|teachers|operators)\b.{0,25}\b(?:need(?:s|ed)?\s+(?:to|\w+ing)\b|(?:has|have|['’]ve)\s+(?:got\s+)?to|should|must|ought|won['’]?t|will\s+not|don['’]?t|do\s+not|doesn['’]?t|never|can['’]?t|cannot|keeps?|refuse\w*|ignor\w+|forget\w*|fail\w*|treat\w*|resist\w*)\b|educat(?:ed?|ing)\b|user\s+(?:error|education|training|behaviou?r|adoption|discipline)|(?:train|educate|teach)\s+(?:the\s+|our\s+|your\s+)?(?:users?|people|staff)",
         "Something makes this hard to get right. Let us look at it together: {today}. Then we can make it easier."),
        (r"requirements?|specif\w+|spec\b|specs\b|defin\w+|documented|tells?\s+us|told\s+us|asks?\s+(?:us|for)|asked\s+(?:us|for)|feeds?\s+(?:it|us)|hand(?:s|ed)?\s+(?:it\s+)?over|raise\s+a|ticket|business\s+case",
         "Let us go through it together, step by step: {today}. Then we write down what has to come out of it."),
        (r"align\w*|suppliers?|service\s+provider|provide[rs]?\b|partner\w*|support(?:s|ing)?\s+the\s+business|serves?\b|deliver(?:s|ing)?\s+(?:to|for)\s+the\s+business",
         "We want what you want: that the work goes well. Let us start from your side: {today}. Then we plan our part with you."),
        (r"decid\w+|decision|sign(?:s|ed)?[\s-]?off|sign\s+it|own(?:s|ed|er|ers|ership)?\b|sponsor\w*|priorit\w+|sort\w*|approv\w+|choos\w+|agree\w*|settl\w+|fund\w*|pays?\b|paid|budget|call\b|come\s+from|comes\s+from|up\s+to|responsib\w+|accountab\w+",
         "This needs a decision, and we would like to help you make it. Let us look at it together: {today}. Then we settle who does what next."),
        (r"(?:not|n['’]t)\b.{0,30}\b(?:us|ours?|IT|problem|job)\b|(?:business|process|plant|user|clinical|operational)\s+(?:problem|issue|thing|question|matter|side|gap|error)|only\s+(?:keep|fit|print|run|do|build|deliver|pass)|(?:IT|we)(?:['’]ve|\s+has|\s+have)?\s+(?:done|did|delivered|our\s+(?:part|bit|side))",
         "Let us look at it together: {today}. Then we see where it stops, whoever's part that is."),
    )
)  # fmt: skip
"""What the sentence does to the listener, and how to say it as one of theirs; the first that fits."""
_ELSE = (
    "We are one organisation, and this is for us together. Let us begin with your work: {today}."
)


def phrases_apart(text: str) -> tuple[str, ...]:
    """The phrases of `text` that set IT apart, in its order, each once.

    >>> phrases_apart("The business must sign it off before the end users see it.")
    ('The business', 'the end users')
    """
    spans = [found.span() for pattern in _PATTERNS for found in pattern.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(dict.fromkeys(text[start:end] for start, end in kept))


def together(text: str, topic: Topic) -> str:
    """What to say in place of `text`: the same matter as something of ours, on `topic`.

    >>> from notesnlp.detectors.framing.topics import ANY
    >>> together("The business has to sign that off.", ANY)
    'This needs a decision, and we would like to help you make it. Let us look at it together: how it goes for you today. Then we settle who does what next.'
    """
    said = next((said for cue, said in _TOGETHER if cue.search(text)), _ELSE)
    return said.format(today=topic.today)
