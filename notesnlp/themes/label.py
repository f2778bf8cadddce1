"""Names for groups of quotes: the phrases that are frequent in one group and rare in the others.

Class-based TF-IDF (Grootendorst 2022, "BERTopic") over one- to three-word phrases that
neither begin nor end in a function word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from notesnlp.language.sentences import load_pipeline

_FILLERS = frozenset(
    """um uh er erm yeah yes no okay ok oh well like just really actually basically kind sort lot bit
    thing things something anything everything stuff know mean think say said says tell told got get gets getting
    go goes going went come comes came one two three four five six seven eight nine ten day days week weeks month
    months year years time times way people person somebody everybody nobody anybody let us thank thanks please
    want wants need needs would could should can may might will shall also still even ever never always much many
    every other another mr mrs ms dr good right sure gonna wanna cause because till until done make makes made
    put puts take takes took look looks see seen back round around away half little big old new""".split()
)
_WORD = re.compile(r"^[a-z][a-z'’\-]+$")
_LENGTH_BONUS = {1: 1.0, 2: 1.35, 3: 1.45}


def phrases(text: str) -> Counter[str]:
    """The phrases of a quote with their counts."""
    runs: list[list[str]] = [[]]
    for token in load_pipeline().make_doc(text.lower()):
        word = token.text
        if not _WORD.match(word) and not token.is_stop:
            runs.append([])
            continue
        runs[-1].append(word)
    found: Counter[str] = Counter()
    for run in runs:
        content = [_is_content(word) for word in run]
        for start in range(len(run)):
            for size in (1, 2, 3):
                end = start + size
                if end <= len(run) and content[start] and content[end - 1]:
                    found[" ".join(run[start:end])] += 1
    return found


def name_groups(groups: Sequence[Sequence[str]]) -> list[str]:
    """A name for each group of quotes, in plain words that its quotes use."""
    counts = [sum((phrases(text) for text in texts), Counter[str]()) for texts in groups]
    spread = Counter(phrase for count in counts for phrase in count)
    return [_name(count, spread, len(groups)) for count in counts]


def _name(count: Counter[str], spread: Counter[str], groups: int) -> str:
    scored = sorted(
        (
            (
                -number
                * math.log(1 + groups / spread[phrase])
                * _LENGTH_BONUS[phrase.count(" ") + 1],
                phrase,
            )
            for phrase, number in count.items()
        ),
    )
    chosen: list[str] = []
    for _, phrase in scored:
        words = set(phrase.split())
        if all(not words & set(other.split()) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == 2:
            break
    return ", ".join(chosen) or "other"


def _is_content(word: str) -> bool:
    lexeme = load_pipeline().vocab[word]
    return not lexeme.is_stop and word not in _FILLERS and len(word) > 2
