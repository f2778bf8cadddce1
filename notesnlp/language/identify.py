"""Which turns are in another language than English: the models know English only.

A wrong "this is not English" costs findings, so two witnesses must agree: the identifier by
letters (py3langid), and how common the words are in either language (wordfreq).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from notesnlp.model.meeting import Turn

LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "no": "Norwegian", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""Languages that are told from English, by ISO 639 code. The fewer, the surer."""
_ENGLISH = frozenset(
    "the and to that it they you this with from but what not are there which would"
    " will our their about been were can could should when how because just if don't it's that's"
    " we're i'm yeah".split()
)
"""Words that no other of the languages writes as often; those that others share are left out."""
_ENGLISH_SHARE = 0.12
"""Of the words of a passage, from which it is English without further question: prose has .25."""
_FEWEST_WORDS = 8
_FEWEST_LETTERS = 6
"""Letters of another script that tell as much as `_FEWEST_WORDS`."""
_DOUBT = 0.05
"""Most of the probability that may be left to English: which other language it is may be unsure."""
_LEAD = 0.7
"""By which a word's Zipf frequency must be higher in the other language, over all words."""
_SAMPLE = 4_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def mark_languages(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """`turns` with the language of those that are not English.

    Turns too short to tell are in the language of the whole: a "genau" between German turns is
    German, a "Sí" between English ones is left as it is.
    """
    whole = language_of(" ".join(islice((turn.text for turn in turns), 400))[: 5 * _SAMPLE])
    marked = []
    for turn in turns:
        own = language_of(turn.text)
        language = own or (whole if whole and not _is_english(turn.text) else None)
        marked.append(replace(turn, language=language) if language else turn)
    return tuple(marked)


def language_of(text: str) -> str | None:
    """The ISO code of the language that `text` is in for certain, None for English or unsure.

    >>> language_of("Wir ziehen im Januar in das alte Gebäude um und brauchen neue Telefone.")
    'de'
    >>> language_of("We move into the old building in January.") is None
    True
    """
    text = text[:_SAMPLE]
    words = _WORD.findall(text.lower())
    foreign = sum(map(_is_foreign_script, text))
    letters = sum(map(str.isalpha, text))
    if foreign >= _FEWEST_LETTERS and foreign >= 0.5 * letters:
        return str(_identifier().classify(text)[0]).replace("en", "") or None
    if len(words) < _FEWEST_WORDS or _is_english(text):
        return None
    ranks = _identifier().rank(text)
    code, english = ranks[0][0], dict(ranks)["en"]
    if code == "en" or english > _DOUBT:
        return None
    return str(code) if _lead(words, code) >= _LEAD else None


def _is_english(text: str) -> bool:
    words = _WORD.findall(text[:_SAMPLE].lower().replace("’", "'"))
    return sum(word in _ENGLISH for word in words) >= max(_ENGLISH_SHARE * len(words), 1)


def _is_foreign_script(character: str) -> bool:
    return (
        character > "\u036f"
        and character.isalpha()
        and not unicodedata.name(character, "LATIN").startswith(("LATIN", "MATHEMATICAL"))
    )


def _lead(words: Sequence[str], code: str) -> float:
    """By how much the words are more common in the language than in English, on the mean."""
    from wordfreq import zipf_frequency

    sample = words[:100]
    return sum(zipf_frequency(word, code) - zipf_frequency(word, "en") for word in sample) / len(
        sample
    )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["en", *LANGUAGES])
    return identifier
