"""How far two groupings of the same items agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from notesnlp.evaluation.scores import harmonic


def bcubed(pairs: Sequence[tuple[str, str]]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) of (gold label, predicted label) an item."""
    if not pairs:
        return 0.0
    gold, found, both = Counter(a for a, _ in pairs), Counter(b for _, b in pairs), Counter(pairs)
    precision = sum(both[pair] / found[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / gold[pair[0]] for pair in pairs) / len(pairs)
    return harmonic(precision, recall)


def adjusted_rand(pairs: Sequence[tuple[str, str]]) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985)."""
    if len(pairs) < 2:
        return 0.0
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score([a for a, _ in pairs], [b for _, b in pairs]))
