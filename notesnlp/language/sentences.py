"""Sentences, also of speech that a recogniser left without punctuation.

Recognisers and fast talkers leave runs of sixty words without a stop, which ready-made
sentence splitters return whole. Here a run that is too long is cut before the words with
which speakers begin a new thought, the cut nearest its middle first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from notesnlp.language.dates.calendar import MONTHS, WEEKDAYS
from notesnlp.language.lean import import_spacy
from notesnlp.model.meeting import Meeting, Sentence, Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

LONGEST_RUN = 28
"""Tokens without a stop above which a run is cut: 95 of 100 punctuated spoken sentences are shorter."""
SHORTEST_PART = 6
_STOPS = frozenset({".", "?", "!", "...", "…", "?!", "!!", "??"})
_ARROWS = frozenset({"→", "⇒", "->", "=>"})
_DASHES = frozenset({"-", "–", "—"})
_CLOSERS = frozenset({'"', "'", "”", "’", ")", "]", "''"})
_ABBREVIATIONS = frozenset(
    "vs approx ext fig dept bldg mgr ave rd blvd incl est max min tel nr wk hr".split()
)
_ENDS_OR_NOT = frozenset({"a.m.", "p.m.", "etc."})
"""Abbreviations that often end a sentence with their own point."""
_DATES = frozenset(MONTHS) | frozenset(WEEKDAYS)
_LABEL = 3
"""Tokens before an arrow that may be a name, and no thought of their own."""
_CUES: tuple[tuple[tuple[str, ...], float], ...] = (
    (("okay", "so"), 3.0),
    (("ok", "so"), 3.0),
    (("and", "then"), 2.0),
    (("and", "so"), 2.5),
    (("but", "then"), 2.5),
    (("so", "yeah"), 3.0),
    (("i", "mean"), 2.0),
    (("the", "other", "thing"), 3.0),
    (("the", "thing", "is"), 2.5),
    (("anyway",), 3.0),
    (("okay",), 3.0),
    (("alright",), 3.0),
    (("right", "so"), 3.0),
    (("yeah",), 2.0),
    (("but",), 2.0),
    (("so",), 2.0),
    (("because",), 1.0),
    (("and", "i"), 1.5),
    (("and", "we"), 1.5),
    (("and", "they"), 1.5),
    (("and", "he"), 1.5),
    (("and", "she"), 1.5),
    (("and", "it"), 1.5),
    (("and", "the"), 1.0),
    (("and", "if"), 1.5),
    (("and", "there"), 1.5),
    (("and", "that"), 1.2),
    (("and",), 0.4),
    (("which",), 0.4),
    (("or",), 0.2),
)
"""Words that begin a new thought, and how surely."""
_CUES_BY_WORD = {
    first: [(words, strength) for words, strength in _CUES if words[0] == first]
    for first in {words[0] for words, _ in _CUES}
}
"""The same by their first word: most words begin none."""
_MAY_END = frozenset({";"}) | _STOPS | _ARROWS | _ENDS_OR_NOT
"""Tokens, in small letters, that can end a sentence."""


@cache
def load_tokenizer() -> Language:
    """The spaCy pipeline that the package runs on every turn: a tokenizer and nothing else."""
    nlp: Language = import_spacy().blank("en")
    nlp.max_length = 10_000_000
    return nlp


def split_sentences(meeting: Meeting) -> list[Sentence]:
    """The sentences of all turns in order; together they cover every word."""
    nlp = load_tokenizer()
    return [
        sentence for turn in meeting.turns for sentence in _sentences(turn, nlp.make_doc(turn.text))
    ]


def _sentences(turn: Turn, doc: Doc) -> Iterator[Sentence]:
    for first, end in pairwise([*sentence_starts(doc), len(doc)]):
        text = turn.text[doc[first].idx : doc[end - 1].idx + len(doc[end - 1])]
        start = doc[first].idx + len(text) - len(text.lstrip())
        text = text.strip()
        if text:
            yield Sentence(turn.index, start, start + len(text), text)


def sentence_starts(doc: Doc) -> list[int]:
    """The tokens of `doc` at which its sentences begin, in order; none where it is empty.

    They are not set on the tokens: spaCy looks at the whole document for each one that is set.
    """
    if not len(doc):
        return []
    words = tuple(token.lower_ for token in doc)
    starts = {0, *_after_stops(doc, words)}
    for start, end in pairwise([*sorted(starts), len(doc)]):
        starts |= set(_cuts(words, start, end))
    return sorted(starts)


def _after_stops(doc: Doc, words: Sequence[str]) -> Iterator[int]:
    """Tokens that follow the end of a sentence; `words` are the tokens in small letters."""
    stops = [at for at, word in enumerate(words[:-1]) if word in _MAY_END]
    if not stops:
        return
    lower = sum(token.is_lower for token in doc) > 0.97 * max(
        sum(token.is_alpha for token in doc), 1
    )
    begun = 0
    for at in stops:
        end = _end(doc, doc[at], begun, lower=lower)
        if end is not None and end + 1 < len(doc):
            begun = end + 1
            yield begun


def _end(doc: Doc, token: Token, begun: int, *, lower: bool) -> int | None:
    """The last token of the sentence that `token` ends, or None where it ends none.

    Args:
        doc: the turn.
        token: which may be a stop.
        begun: where the sentence begins.
        lower: the turn is written without capitals, so that none tell a beginning.
    """
    if token.i < begun:
        return None
    if token.text == ";":
        return token.i
    if token.text in _ARROWS:
        # "LD → walk the beach": whose it is stays with what it is.
        return token.i if token.i - begun > _LABEL else None
    following = doc[token.i + 1]
    if token.lower_ in _ENDS_OR_NOT:
        return token.i if following.is_title and following.lower_ not in _DATES else None
    if token.text not in _STOPS:
        return None
    end = _with_closers(doc, token.i)
    if end + 1 >= len(doc) or not (doc[end].whitespace_ or doc[end + 1].is_space):
        return None
    following = doc[end + 1]
    before = doc[token.i - 1] if token.i else token
    trails = token.text in {"...", "…"} or doc[token.i : end + 1].text.count(".") > 1
    goes_on = following.is_lower and not lower
    if (
        (before.lower_ == "no" and (following.like_num or following.text in _DASHES))
        or (before.lower_ in _ABBREVIATIONS and not following.is_title)
        or (before.is_digit and before.i == begun)  # the number of a list's item
        or (trails and not (following.is_title or following.is_upper))
        or (goes_on and token.text == "." and len(before) <= 3)
        or (goes_on and end > token.i and doc[end].text in _CLOSERS)  # "…?" she asked
    ):
        return None
    return end


def _with_closers(doc: Doc, end: int) -> int:
    """The last of the stops and closing quotes that follow token `end`."""
    while end + 1 < len(doc):
        text = doc[end + 1].text
        if text in _STOPS or (text in _CLOSERS and not doc[end].whitespace_):
            end += 1
        else:
            break
    return end


def _cuts(words: tuple[str, ...], start: int, end: int) -> Iterator[int]:
    """Where to cut the run of tokens from `start` to `end`, if it is too long."""
    if end - start <= LONGEST_RUN:
        return
    best, best_score = 0, 0.0
    for position in range(start + SHORTEST_PART, end - SHORTEST_PART + 1):
        strength = _strength(words, position)
        if not strength:
            continue
        centred = 1 - abs(2 * (position - start) / (end - start) - 1)
        score = strength * (0.3 + centred)
        if score > best_score:
            best, best_score = position, score
    if not best:
        return
    yield best
    yield from _cuts(words, start, best)
    yield from _cuts(words, best, end)


def _strength(words: tuple[str, ...], position: int) -> float:
    """How surely a new thought begins at `position`."""
    before = words[position - 1]
    for cue, strength in _CUES_BY_WORD.get(words[position], ()):
        if words[position : position + len(cue)] == cue:
            return strength * (1.5 if before in {",", "-", "–", "—", "--"} else 1.0)
    return 0.6 if before in {"–", "—", "--"} else 0.0
