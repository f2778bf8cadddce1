"""Words by which people undertake, ask, promise and put down work."""

from __future__ import annotations

import re

_DO = (
    r"(?:send|ring|call|phone|write|email|mail|bring|make|take|show|check|ask|tell|draft|order|type|print|scan|copy"
    r"|count|walk|sit|come|go|find|get|chase|fix|draw|measure|test|try|post|book|pull|look|report|let|give|share|circulate"
    r"|forward|prepare|compile|update|review|raise|speak|talk|meet|do|work|move|fetch|hang|drop|buy|sign|confirm|arrange|add)"
)
"""What people do about things, in words that are not their own past ("I put it in" is over)."""

SELF = re.compile(
    r"\b(?:I['’]ll|I will|I shall|I can|I could|I['’]d better|let me|leave (?:it|that|them) with me|I['’]m going to|I am going to"
    r"|I['’]m to|I am to|I was to(?!\s+(?:have|get|hear|see))|I owe|I['’]ve got to|I have to|I promised|I said I|I['’]d said|I undertake|on my list|put me down|I want to"
    r"|I undertook|I['’]m gonna|I['’]ve (?:written|made a note|put)|I['’]m (?:sending|ringing|calling|taking|coming|getting|putting|pulling)"
    r"|(?:can|may|could|shall) I|told (?:him|her|them|you) I(?:['’]d| would)|I never did|how about I|I go|I['’]ve not (?:done|sent|written|started|finished|got to|got round)|(?:will|['’]ll|shall)\b[^.;]{0,60}\bfrom me"
    rf"|(?:(?<=^)|(?<=[,.;] )|(?<=and )|(?<=day )|(?<=- )|(?<=– ))I {_DO}|volunteers?)\b",
    re.I,
)
"""The speaker takes it on."""

_WILL = r"(?:['’]ll|\s+(?:will|shall|can))\s+(?:all\s+|both\s+)?"
GETS = re.compile(
    _WILL + r"(?:have(?!\s+to)|hear|see|receive|get(?=[^.;]*\b(?:from|my)\b))\b", re.I
)
"""What follows the name of somebody who is given something, and so is not the doer."""

RECEIVES = re.compile(
    rf"\b(?:you|he|she|they){_WILL}(?:have(?!\s+to)|hear|see|receive|get)\b", re.I
)
"""The speaker will let them have it."""

ASKED = re.compile(
    r"\b(?:can|could|would|will)\s+you\b|\byou['’]ll\b|\byou (?:were|promised|said|told|are going|will|are to|owe)\b"
    r"|\byou['’]ve owed\b|\bif you (?:could|would|can)\b|\bI['’]d like you to\b|\bplease\b",
    re.I,
)
"""The person spoken to is asked, or reminded of a promise."""

IMPERATIVE = re.compile(
    rf"(?:^(?:[\w.'’ ]{{2,30}},\s*){{0,2}}|[.;]\s+)(?:please\s+|just\s+)?(?:{_DO}|put|set)\b(?!['’]|,|\s+of\b)",
    re.I,
)

_ROLE = r"(?:\s*,[^,]{1,40},|\s*\([^)]{1,40}\)|\s+(?:of|from|in)\s+[A-Z][\w&]*(?:\s+[A-Z][\w&]*)?)?"
_APART = r"(?:\s+(?:\w+ed|thought|said|felt)[^.;]{0,60}?\s+and)?(?:\s+(?:has|have|had|also|then|kindly|himself|herself|in\s+[A-Z]\w+))*"
_UNDERTAKES = (
    r"undertook|undertakes|undertaken|agree[ds]?|promise[ds]?|offer(?:ed|s)?|volunteer(?:ed|s)?|engaged|owes"
    r"|sa(?:id|ys)\s+(?:[^.;]{0,40}?\bthat\s+)?(?:he|she|they)(?:['’]d|['’]ll|\s+(?:would|will|was\s+to))"
)
DOES = re.compile(
    rf"{_ROLE}{_APART}(?:['’]ll|\s+(?:will|shall|to|is\s+to|was\s+to|were\s+to|is\s+going\s+to|was\s+going\s+to|(?:was|is)\s+asked\s+to"
    rf"|be\s+asked\s+to|has\s+to|is\s+(?!not\b)\w+ing|going|{_UNDERTAKES}))\b"
)
"""What follows the name of a doer."""

WOULD = re.compile(
    rf"{_ROLE}{_APART}\s+would\b(?!\s+(?:like|prefer|rather|welcome|be\s+(?:glad|pleased)))"
)

PRESENT = re.compile(
    r"\s+(?!(?:is|was|has|had|said|says|asked|asks|wants?|wanted|thinks?|knows?|knew|feels?|felt|likes?|reckons?|needs?|went|came|got|saw|told|tells"
    r"|hears?|heard|does|did|would|wd|could|cd|can|may|might|sees|counts|still|of|from|in|at|and|or|for|with|on|not|put|moved|seems|agrees)\b)(?!\w+ed\b)[a-z]+\b"
)
"""In notes a name with a verb beside it is a promise: "LD puts a battery under the tally"."""

OBJECT = re.compile(
    r"\b(?:ask|asks|asking|tell|tells|get|gets|remind|want|wants|need|needs|let|lets|help|for|with|to|from|of|see|ring)\s+(?:the\s+)?$",
    re.I,
)
"""What stands before a name that is no subject."""

PRONOUN_DOES = re.compile(
    rf"\b(?:he|she)(?:['’]ll|\s+(?:would|will|was\s+to|was\s+going\s+to|had\s+undertaken|{_UNDERTAKES}))\b(?!\s+(?:like|prefer|rather))",
    re.I,
)

SAID_SO = re.compile(
    r"(?:['’]d|\s+had|\s+has)?\s+(?:said(?!\s+to\b)|told|promised|was\s+going|(?:still\s+)?(?:hasn['’]t|has\s+not)|swore)\b",
    re.I,
)
BY = re.compile(r"\bby\s+(?:the\s+)?$", re.I)

CALLED_BEFORE = re.compile(r"(?:^|[,.;:?!]|\b(?:and|so|right|okay|ok|well|please))\s*$", re.I)
CALLED_AFTER = re.compile(r"\s*+(?:[,?!]|$|\.\s*+$|\.\s)")

ME = re.compile(
    r"^[\s\-*•]*me\s*(?::|→|->|-\s|–)|\b(?:on me|me to|mine to)\b|(?:→|->|=>)\s*me\s*$|\(me\)|\bme:",
    re.I,
)
LABEL = re.compile(r"\.?\s*(?::|→|->|=>|[-–—]\s)")
ASSIGNS = re.compile(r"(?:→|->|=>|\bon|@|\baction(?:\s+on)?:?|\bowner:?|\bwho:?|[(\[])\s*$", re.I)
CLOSES = re.compile(r"\s*(?:$|[\s.,;)\](])")

WRITER = re.compile(
    r"\bme\s*\(([A-Z][\w.]+)\)|\bme\s*=\s*([A-Z][\w.]+)|\b([A-Z]{2,3})\s*(?:=\s*me\b|\(me\b)|\(([A-Z]{2,3})\)\s*$"
    r"|\b[Nn]otes?\s*(?:by|:|taken\s+by)\s*([A-Z][\w'’\-]+(?:[ ][A-Z][\w'’\-]+)*)",
    re.M,
)

WAITS = re.compile(
    r"\b(?:asked|waiting|wait|still|not|no|nothing|nobody|promised|hasn['’]t|never)\b", re.I
)
"""Words of those who wait for somebody else."""

YOU = re.compile(r"\byou\b", re.I)
