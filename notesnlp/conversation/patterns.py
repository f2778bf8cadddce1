"""The words by which questions of each type are known."""

from __future__ import annotations

import re


def _words(text: str) -> str:
    return "|".join(word.replace("_", r"\s+") for word in text.split())


AUX = r"(?:do|does|did|is|are|was|were|am|can|could|will|would|should|shall|has|have|had|may|might|must)"
_PRONOUN = r"(?:i|you|he|she|it|we|they|this|that|these|those|there|anybody|anyone|any|somebody|someone|everybody|everyone|people)"
_NEGATED = r"(?:is|are|was|were|do|does|did|ca|could|wo|would|should|has|have|had)n['’]?t"

HESITATION = re.compile(r"\b(?:um+|uh+|er+m?)\b[,.…]*\s*", re.I)
AGAIN = re.compile(r"\b((?:[\w'’]+\s+){0,3}[\w'’]+)(?:,?\s+\1\b)+", re.I)
"""Words said again at once: "how does that how does it" is one beginning, not two."""

LEAD_IN = re.compile(
    r"^(?:(?:um+|uh+|er+m?|ah|oh|hm+|mm+|so|and|but|or|okay|ok|well|right|now|then|sorry|yeah|yes|no|alright|all right|sure"
    r"|look|listen|actually|basically|just|like|also|because|cool|great|good|fine|thanks|thank you|hello|hi|hey|please"
    r"|(?:a|one|another) (?:quick )?question|my question is|the question is|in your (?:own )?(?:words|view|opinion|experience)"
    r"|for you|at the moment|today|let me ask(?: you)?|i (?:mean|guess)|if i may(?: ask)?|out of interest|just out of curiosity)"
    r"\b[,:.…\s–—-]*(?=\S))+",
    re.I,
)
VOCATIVE = re.compile(r"^[A-Z][a-z]+,\s+(?=\w)")
INTRODUCED = re.compile(r"^(?:[\w'’]+\s+){1,5}[\w'’]+,\s+(?=(?:how|what|why|when|where|who|do|does|did|is|are|can|could)\b)", re.I)  # fmt: skip

OPEN_PROMPT = re.compile(
    r"^(?:(?:can|could|would|will|may|might)\s+(?:you|i|we)\s+(?:please\s+|just\s+|maybe\s+|perhaps\s+)*(?:ask\s+(?:you\s+)?(?:to\s+)?)?|i['’]d\s+(?:love|like)\s+(?:you\s+to|to\s+have\s+you)\s+|let['’]s\s+have\s+you\s+)?"
    r"(?:(?:tell|show)\s+(?:me|us)\s+(?:(?:a\s+)?(?:little\s+)?(?:bit\s+)?(?:more|about)\b|how\b|what\b|why\b|where\b|when\b)"
    r"|(?:walk|talk|take|run|lead)\s+(?:me|us)\s+through\b"
    r"|describe\b|explain\s+(?:to\s+(?:me|us)\s+)?(?:how|what|why)\b|give\s+(?:me|us)\s+(?:an\s+example|a\s+for\s+instance|a\s+(?:picture|sense|feel))\b"
    r"|help\s+(?:me|us)\s+(?:to\s+)?(?:understand|see)\b|say\s+(?:a\s+(?:bit|little)\s+)?more\b|paint\s+(?:me|us)\s+a\s+picture|elaborate\b"
    r"|follow\s+one\b)",
    re.I,
)
OPEN_WISH = re.compile(
    r"^(?:i(?:['’]d|\s+would)\s+(?:love|like|want)\s+to\s+(?:hear|understand|know|learn|see)\s+(?:more\b|a\s+bit\b|about\b|how\b|what\b|why\b)"
    r"|i(?:['’]m|\s+am|\s+was)\s+(?:just\s+)?(?:curious|interested|wondering)\s+(?:about\s+|to\s+(?:hear|know)\s+)?(?:how|what|why)\b"
    r"|i\s+(?:was\s+)?wonder(?:ing)?\s+(?:how|what|why)\b)",
    re.I,
)
NO_PROMPT = re.compile(r"^(?:tell me about it\b|let me (?:tell|show)\b|you (?:should|ought to) see\b)", re.I)  # fmt: skip

SOCIAL = re.compile(
    r"^(?:how\s+(?:are|do)\s+you(?:\s+(?:all|today|doing|do|doing today))*|how['’]s\s+it\s+going|how['’]s\s+things|what['’]s\s+up|are\s+(?:we|you)\s+all\s+(?:here|there|well|ready)"
    r"|(?:can|could)\s+(?:you|everyone|everybody|anyone|people|the\s+\w+\s+\w+\s+\w+\s+\w+)\s+(?:all\s+)?(?:hear|see)\s+(?:me|us|my\s+screen|that|this)(?:\s+(?:ok|okay|now|all\s+right))?"
    r"|is\s+(?:this|that|it)\s+(?:on|recording|so|right))\W*$",
    re.I,
)
REPAIR = re.compile(
    r"^(?:what|pardon(?: me)?|sorry|huh|eh|really|yeah|yes|no|ok|okay|right|alright|all right|hm+|hmm|mm|you what|say again|come again|what was that|what did you say"
    r"|excuse me|you see|see|is it|is that so|are you sure|do you|did you|does it|did they|do they|is that right|you know|oh yeah|ah yeah|you do|you did|never|seriously|honestly|true|sure|fine|good|ready)\W*$",
    re.I,
)

RHETORICAL = re.compile(
    r"^(?:who(?:['’]s|\s+has)\s+got\s+(?:the\s+)?time\b|who\s+(?:knows|cares|needs|wouldn['’]?t|would\s+not|has\s+(?:the\s+)?time|in\s+(?:their|his|her)\s+right\s+mind|(?:['’]d|would)\s+have\s+(?:thought|guessed)|am\s+i\s+to|could\s+blame|doesn['’]?t)\b"
    r"|who(?:['’]d)\s+have\s+thought|who['’]s\s+counting\b|who\s+the\s+\w+\b"
    r"|what\s+can\s+(?:you|one|we|i)\s+do\W*$|what['’]?s\s+(?:the\s+point|new|not\s+to\s+like|the\s+worst)\b|what\s+(?:do|would|did)\s+i\s+know\W*$|what\s+else\s+is\s+new\b"
    r"|what\s+were\s+(?:they|you|we)\s+thinking|what\s+more\s+do\s+(?:you|they)\s+want|what\s+(?:choice|use)\s+(?:do|did|is|would)\b|what\s+good\s+(?:is|would|does)\b|what\s+did\s+(?:i|you)\s+(?:tell|expect)\b|what\s+could\s+(?:possibly\s+)?go\s+wrong"
    r"|(?:do\s+)?you\s+know\s+what\W*$|(?:and\s+)?guess\s+(?:what|who|where)\b|how\s+hard\s+can\b|how\s+(?:should|would|am|was|are|were)\s+(?:i|we)\s+(?:supposed\s+to\s+)?(?:know|remember)\b|how\s+am\s+i\s+supposed\b"
    r"|how\s+(?:dare|on\s+earth|the\s+\w+)\b|why\s+(?:would|should)\s+(?:i|we|anybody|anyone|somebody|they|you|he|she)\b(?!.*\b(?:rather|prefer)\b)|why\s+(?:bother|me)\b|why\s+on\s+earth\b"
    r"|where\s+would\s+(?:we|i|they)\s+be\b|where\s+(?:does|will|did)\s+it\s+(?:all\s+)?end\b|are\s+you\s+(?:kidding|joking|serious)|do\s+i\s+look\s+like\b|is\s+the\s+pope\b"
    r"|isn['’]?t\s+(?:that|it|this)\s+(?:just\s+)?(?:typical|lovely|great|nice|wonderful|funny|ironic|awful|something|always)\W*$|when\s+(?:has|did|was)\s+.*\bever\b|need\s+i\s+say\s+more)",
    re.I,
)
SELF_ANSWER = re.compile(
    r"^\W*(?:(?:nobody|no[\s-]one|nothing|none|never|nowhere|me|us|no|of course(?:\s+not)?|not\s+(?:at\s+all|really|a\s+chance|once)|exactly)\s*[.!–—]"
    r"|no,?\s+(?:he|she|it|they|we|i)\b|(?:because|well,?\s+because)\b|(?:ten|twenty|a\s+(?:hundred|thousand))\b)",
    re.I,
)

TAG = re.compile(
    rf"[,–—]\s*(?:{_NEGATED}\s+{_PRONOUN}|{AUX}\s+{_PRONOUN}|right|correct|yeah|yes|no|eh|huh|agreed|don['’]?t you think|innit|you agree)\s*\?+[\"'”’)]*$",
    re.I,
)
TAG_UNMARKED = re.compile(rf"\b{_NEGATED}\s+{_PRONOUN}\s*\?+[\"'”’)]*$", re.I)
TAG_WITHOUT_MARK = re.compile(
    rf"\b(?:{_NEGATED}\s+{_PRONOUN}|(?:not|\w+n['’]t|never|only|just)\b.*\b{AUX}\s+(?:it|you|they|we|he|she))$",
    re.I,
)
NEGATED_WITHOUT_MARK = re.compile(rf"^{_NEGATED}\s+(?:{_PRONOUN}|the|your|our)\s+\w", re.I)
LEADING = re.compile(
    rf"^(?:{_NEGATED}\s+\w|{AUX}\s+(?:you|we|they|it|that|i)\s+not\b"
    r"|(?:so\s+)?(?:surely|obviously|clearly|presumably)\b|(?:so\s+)?(?:you|we)(?:['’](?:d|ll|re)|\s+(?:would|will|are|do))?\s+(?:all\s+)?agreed?\b|would\s+(?:you|everyone|everybody)\s+(?:not\s+)?(?:agree|say\s+(?:that\s+)?(?:it|this|that)['’]?s?)\b"
    r"|(?:have|did)\s+you\s+(?:ever\s+)?(?:tried|try|considered|consider|thought\s+(?:about|of)|think\s+about|looked\s+at|look\s+into)\b"
    r"|why\s+(?:don['’]?t|not|can['’]?t|won['’]?t)\s+(?:(?:you|we|they)\s+)?(?:just\s+|simply\s+)?\w+"
    r"|how\s+about\s+(?!you\b|the\b|that\b|them\b|your\b)|how\s+(?:great|good|nice|cool|helpful|useful|much\s+(?:better|easier|faster|nicer)|bad|terrible|awful)\s+(?:would|is|was|will)\b"
    r"|what\s+if\s+(?:we|you|they|i)\s+(?:just\s+|simply\s+)?\w+)",
    re.I,
)

CLOSED_WH = re.compile(
    r"^(?:how\s+(?:many|much|long|often|old|far|big|large|small|soon|quickly|fast|high|wide|deep|tall|heavy|late|early|likely|close|frequently|regularly)\b"
    r"|(?:when|where|who|which|whose|whom)\b|since\s+when\b|until\s+when\b"
    r"|(?:to|from|for|with|by|at|on|in)\s+(?:which|whom|what\s+(?:time|date|day))\b"
    r"|what(?:['’]s|\s+is|\s+was|\s+are|['’]re)?\s+(?:the\s+|your\s+|their\s+|his\s+|her\s+|its\s+|our\s+)?(?:\w+\s+)?(?:time|date|day|month|year|number|name|colou?r|size|version|budget|price|cost|deadline|address|percentage|extension|model|title|total|figure|age|phone|room|floor|password|weekday|target|limit)\b(?!\s+(?:like|go|look))"
    r"|what['’]?s?\s+(?:is\s+)?that\s+(?:in|on|over|called)\b)",
    re.I,
)
OPEN_IN_CLOSED = re.compile(r"\band\s+(?:why|how)\b\W*$", re.I)
OPEN_WH_MARKED = re.compile(r"^(?:how|why|what)\b", re.I)
WH_UNMARKED_OPEN = re.compile(
    rf"^(?:how|why|what(?:\s+(?:else|kind\s+of\s+\w+|sort\s+of\s+\w+))?)\s+(?:exactly\s+)?{AUX}\s+(?:{_PRONOUN}|the|your|our|their|a|my)\b(?!.*\b(?:is|was|are)\s+(?:it|that|to|they|we|a|the)\b)",
    re.I,
)
WH_UNMARKED_HAPPENS = re.compile(r"^what(?:\s+else)?\s+(?:happens|happened|makes|stops|gets)\s+(?:if|when|to|after|next|then|you|your|with|in)\b(?!.*\b(?:is|are|they)\s+\w+\s+\w+\s+(?:wrong|is))", re.I)  # fmt: skip
WH_UNMARKED_CLOSED = re.compile(
    rf"^(?:(?:how\s+(?:many|much|long|often)|what\s+(?:time|day)|when|where|which|who)\b[\w\s'’]*?\s{AUX}\s+{_PRONOUN}\b|who\s+(?:looks|runs|owns|signs|does|has|is|do)\b|(?:how\s+(?:many|much))\b)",
    re.I,
)
AUX_UNMARKED = re.compile(
    rf"^(?!do\s+(?:that|this|it)\b|have\s+a\b){AUX}\s+(?:{_PRONOUN}|the|your|our|their|my|a)\s+\w+",
    re.I,
)

SOMEBODY_S = re.compile(
    r"\b(?:you|your|yours|they|their|a|people|staff|customers?|drivers?|nurses?|tenants?|members?|team|teams|it|me|us|that|the)\b",
    re.I,
)
"""What a question about somebody's life or work is put about: they, theirs, or a thing both know of."""
DISCOVERY = re.compile(
    r"\b(?:use|using|do\s+you\s+do|(?:does|did|do|would|will|how['’]s|is|are)\s+(?:\w+\s+){1,4}(?:work|go|going|run|happen|feel|look|cope|coping|handle|deal|manage|decide|find|know|plan|book|hear|order|get|keep)\w*|walk|talk\s+(?:me|us)\s+through|take\s+(?:me|us)\s+through"
    r"|happens?|happened|morning|evening|shift|normal|typical|usual|usually|day|week|season|last\s+time|gets?\s+in\s+(?:the|your)\s+way|stands?\s+in|stops?\s+(?:you|people)|slow|hard(?:est|er)?|easier|easy|difficult|frustrat\w+|annoy\w*|worr\w+|wish|miss|change\s+first|matters?|like\s+(?:when|for|to|at)|look\s+like|feel|experience|struggle|need|hoping|goal|trying\s+to|get\s+(?:done|out\s+of)|currently|today|at\s+the\s+moment|before|reach\s+for|step|example|story|find\s+(?:it|our|the)|think\s+of\s+(?:us|our))\b",
    re.I,
)
DEFERRED = re.compile(
    r"\b(?:i(?:['’]ll|\s+will|['’]d|\s+would)\s+(?:have\s+to\s+|need\s+to\s+)?(?:find\s+out|check|look\s+into|get\s+back|come\s+back|ask|take\s+that\s+away|look\s+it\s+up)|(?:we['’]ll|let\s+me)\s+(?:find\s+out|check|look\s+into|get\s+back|come\s+back|take\s+that\s+away)"
    r"|(?:i\s+)?(?:don['’]?t|do\s+not|wouldn['’]?t)\s+know\b|no\s+idea|not\s+sure|good\s+question|can['’]?t\s+(?:say|tell\s+you)|park\s+that|take\s+(?:it|that)\s+offline|come\s+to\s+that\s+later)",
    re.I,
)
