"""What customers say of themselves: what they do, how they use us, why they came."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notesnlp.language.context import contexts
from notesnlp.language.sentences import split_sentences
from notesnlp.model.finding import Evidence, quote
from notesnlp.model.meeting import Meeting, Turn
from notesnlp.report.words import folded

_WHO = r"(?:we|our (?:team|crew|office|company|firm|people|department|shop|unit|lot))"
_SOME = r"(?:a|an|the|our|all|about|around|over|some|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|\w+ hundred|hundreds|thousands)"
_OURS = (
    r"(?:people|staff|members|drivers|nurses|crews?|pupils|students|patients|customers|clients|suppliers|shops?"
    r"|stores|branches|depots|sites|farms|beds|rooms|seats|boats|trucks|vans|lorries|routes|counters|growers)"
)
DOES = re.compile(
    rf"\b{_WHO}(?: all| mostly| mainly| also| basically)? (?:run|make|build|sell|handle|look after|serve|deliver"
    rf"|repair|teach|supply|grow|operate|manage|employ) {_SOME}\b"
    rf"|\bI(?: run| manage| look after|(?: am|['’]m) in charge of) {_SOME}\b"
    rf"|\bwe(?: are|['’]re) (?:a|an|responsible for|in the business of)\b"
    rf"|\bthere(?:['’]s| are) (?:about |only |just |around )?[\w-]+ of us\b"
    rf"|\bwe(?: have|['’]ve(?: got)?) (?:about |only |around |some |over )?{_SOME}(?: [\w-]+)? {_OURS}\b"
    rf"|\b(?:our|my) (?:job|business|bread and butter) is\b",
    re.I,
)
USES = re.compile(
    r"\b(?:we|I|our people|everybody|everyone|all of us)(?: all| mostly| mainly| only| still| just| always)?"
    r" (?:use|rely on|depend on|live in|log (?:in|on)(?:to)?|book (?:through|with)|order (?:through|from|with)"
    r"|(?:ring|call|phone|mail|e-mail|come to|buy from|sail with|bank with) (?:you|your))\b"
    r"|\b(?:on|in|into|through|off|from) your (?:system|portal|website|site|app|page)\b",
    re.I,
)
BUYS = re.compile(
    r"\b(?:we|I|they|father|mother|boss)\b.{0,30}\b(?:chose|picked|went with|came to|come to|buy from|bought from|signed (?:up )?with) (?:you|this)\b"
    r"|\b(?:the reason|why) (?:we|I|they) (?:came|come|chose|choose|buy|stay|use you|went with)\b",
    re.I,
)
_FEWEST_WORDS, _MOST_WORDS = 5, 45


@dataclass(frozen=True, slots=True)
class Sayings:
    """Sentences by what they tell, the latest meeting's first."""

    does: tuple[Evidence, ...]
    uses: tuple[Evidence, ...]
    buys: tuple[Evidence, ...]


def sayings(meetings: Sequence[Meeting]) -> Sayings:
    """What the customers of `meetings` say of themselves, in their words.

    Sentences of IT's own people, questions, and what is denied or only supposed do not count.
    The cues are few and strict: a wrong quote on the page is worse than a question to be asked,
    and most customers say in few meetings what they do.
    """
    found: dict[str, list[Evidence]] = {"does": [], "uses": [], "buys": []}
    for meeting in sorted(meetings, key=lambda item: item.date or dt.date.min, reverse=True):
        for turn, start, end, text in _theirs(meeting):
            for name, cue in (("buys", BUYS), ("uses", USES), ("does", DOES)):
                if cue.search(text):
                    found[name].append(quote(meeting, turn, start, end, kind="need"))
                    break
    return Sayings(*(tuple(_distinct(found[name])) for name in ("does", "uses", "buys")))


def _theirs(meeting: Meeting) -> Iterable[tuple[Turn, int, int, str]]:
    for sentence in split_sentences(meeting):
        turn = meeting.turns[sentence.turn]
        words = len(sentence.text.split())
        if turn.side == "it" or sentence.text.rstrip().endswith("?"):
            continue
        if not _FEWEST_WORDS <= words <= _MOST_WORDS:
            continue
        if contexts(sentence.text) & {"negated", "hypothetical"}:
            continue
        yield turn, sentence.start, sentence.end, sentence.text


def _distinct(places: Iterable[Evidence]) -> Iterable[Evidence]:
    seen: set[str] = set()
    for place in places:
        said = folded(place.quote)
        if said not in seen:
            seen.add(said)
            yield place
