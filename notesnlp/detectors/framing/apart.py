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

_PEOPLE = r"(?:users?|people|staff|they|everybody|everyone|customers|business|drivers|nurses|teachers|operators|developers|departments?|offices|you\s+(?:people|lot|guys))"
_TOGETHER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{cue})", re.I), said)
    for cue, said in (
        (r"(?:buil[dt]s?|building|bought|buys?|buying|makes?|runs?|running|did|does|bring\s+in|brought\s+in)\b.{0,30}\b(?:own|themselves|yourselves|without\s+(?:us|IT|asking|telling)|behind|tools?|macros?|side\s+of\s+a\s+desk)\b|shadow\s+IT|work-?arounds?|(?:buys?|orders?)\s+.{0,20}\bfirst\b|business\s+buys",
         "You found a way of your own because you needed one. Let us look at it together: {today}. Then we see what you could not get from us."),
        (r"(?:data|garbage|inputs?|codes?|entries|records?|fields?|item\s+file|numbers?|master)\b.{0,40}\b(?:clean\w*|disciplin\w*|quality|in\s+order|order\s+first|tidy|consisten\w+|wrong|right|keyed|out)\b|(?:clean|tidy|freeze|correct|maintain)\w*\s+(?:up\s+)?(?:the|its|their|your|that|his|her)\s+.{0,20}\b(?:data|codes?|records?|numbers?|lists?|file)\b|(?:key|keys|filled)\s+(?:in|whatever)",
         "Let us look together at where these entries come from, who needs them, and what makes them hard to get right. Then we put it right where it begins."),
        (r"adoption|adopt\w*|engage\w*|embrac\w+|commit\b|journey|matur\w+|buy-?in|digital\w*\s+(?:savvy|literate)|change\s+management|whether\s+they\s+use|use\s+it\b|weak\s+link|wedded",
         "If it does not fit the work, that is worth knowing. Let us look at it together: {today}. Then we see what has to change for it to help."),
        (rf"{_PEOPLE}\b.{{0,25}}\b(?:need(?:s|ed)?\s+(?:to\s+(?:under|learn|accept|reali[sz]e|remember|see\b|stop|start|be|adopt|use|read)|\w+ing\b)|(?:has|have|had|['’]ve)\s+(?:got\s+)?to\s+(?:understand|learn|accept|stop|start|be\s|log|read|comply|submit|appreciate|meet\s+us|fill\s|get\s+(?:its|their)\s+head)|should\b|must\b|ought|won['’]?t|will\s+not|don['’]?t|do\s+not|doesn['’]?t|aren['’]?t|never|can['’]?t|cannot|could\s+not|keeps?\b|always|simply|just\b|refuse\w*|ignor\w+|forget\w*|fail\w*|treat\w*|resist\w*|share|tended|prefer)|{_PEOPLE}\s+(?:to\s+be\s+)?remind\w*|educat(?:ed?|ing)\b|user\s+(?:error|education|training|behaviou?r|discipline|end\b)|(?:train|educate|teach)\s+(?:the\s+|our\s+|your\s+)?(?:users?|people|staff)|behaviou?r|disciplin\w+|log(?:s|ged|ging)?\s+(?:it|that|calls|things)|telling\s+(?:the\s+)?(?:users|business|offices)",
         "Something makes this hard to get right. Let us look at it together: {today}. Then we can make it easier."),
        (r"requirements?|specif\w+|spec\b|specs\b|defin\w+|documented|tells?\s+us|told\s+us|to\s+tell\b|asks?\s+(?:us|for)|asked\s+(?:us|for)|feeds?\s+(?:it|us)|hand(?:s|ed)?\s+(?:it\s+)?over|raise\s+a|tickets?\b|business\s+case|brought\s+to|come\s+to\s+(?:us|IT)|given\b|gives?\s+(?:us|IT)|mind[- ]read\w*",
         "Let us go through it together, step by step: {today}. Then we write down what has to come out of it."),
        (r"align\w*|suppliers?|service\s+provider|provide[rs]?\b|partner\w*|enabl\w+|support(?:s|ing)?\s+the\s+business|serves?\b|deliver(?:s|ing)?\s+(?:to|for)\s+the\s+business|one\s+page|same\s+language",
         "We want what you want: that the work goes well. Let us start from your side: {today}. Then we plan our part with you."),
        (r"decid\w+|decision|sign(?:s|ed)?\b|own(?:s|ed|er|ers|ership)?\b|sponsor\w*|priorit\w+|sort\w*|approv\w+|choos\w+|pick\b|agree\w*|settl\w+|fund\w*|pay\b|pays\b|paid|budget|call\b|come\s+from|comes\s+from|up\s+to|responsib\w+|accountab\w+|(?:its|their|your)\s+mind|accepting|drive\b|work\s+out|(?:question|matter|one|thing|that['’]s|is)\s+(?:really\s+)?(?:for|on|down\s+to)\b|for\s+the\s+business",
         "This needs a decision, and we would like to help you make it. Let us look at it together: {today}. Then we settle who does what next."),
        (r"(?:not|\w+n['’]t)\b.{0,30}\b(?:us|ours?|IT|problem|job|side)\b|(?:business|process|plant|user|clinical|operational|people)[\s-](?:side|problem|issue|thing|question|matter|gap|error)|only\s+(?:keep|fit|print|run|do|build|deliver|pass|hosts?|shows?)|IT\s+only|we\s+(?:just|only)|(?:IT|we)(?:['’]ve|\s+has|\s+have|\s+had)?\s+(?:done|did|delivered|our\s+(?:part|bit|side))|IT['’]s\s+part|from\s+(?:our|the\s+IT)\s+side|from\s+an\s+IT|IT\s+can(?:['’]t|not)|fault",
         "Let us look at it together: {today}. Then we see where it stops, whoever's part that is."),
    )
)  # fmt: skip
"""What the sentence does to the listener, and how to say it as one of theirs; the first that fits.
They go by what was made without IT, wrong entries, slow adoption, blame, missing requirements,
alignment, decisions left to others, and parts that are done."""
_ELSE = (
    "We are one organisation, and this is for us together. Let us begin with your work: {today}."
)


def phrases_apart(text: str) -> tuple[str, ...]:
    """The phrases of `text` that set IT apart, in its order, each once.

    >>> phrases_apart("The business must sign it off before the end users see it.")
    ('The business', 'end users')
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
