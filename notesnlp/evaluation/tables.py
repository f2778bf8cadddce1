"""The figures as plain objects and as tables to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from notesnlp.evaluation.bootstrap import Interval, intervals
from notesnlp.evaluation.partitions import adjusted_rand, bcubed
from notesnlp.evaluation.scores import MeetingScores, Scores, merge
from notesnlp.model.finding import KINDS


def figures(parts: Sequence[MeetingScores]) -> dict[str, Any]:
    """All figures over `parts`, with intervals, and the F1 by the meetings' form."""
    whole = merge(part.scores for part in parts)
    sure = intervals([part.scores for part in parts])
    return {
        "meetings": len(parts),
        "kinds": {
            kind: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "f1_interval": _bounds(sure.get(kind)),
                "average_precision": score.average_precision,
                "gold": score.gold,
                "predicted": score.predicted,
            }
            for kind, score in whole.kinds.items()
        },
        "macro_f1": whole.macro_f1,
        "macro_f1_interval": _bounds(sure.get("macro_f1")),
        "hidden_recall": sum(whole.hidden) / len(whole.hidden) if whole.hidden else None,
        "hidden_recall_interval": _bounds(sure.get("hidden_recall")),
        "attributes": {
            name: {
                "accuracy": sum(right) / len(right),
                "interval": _bounds(sure.get(name)),
                "n": len(right),
            }
            for name, right in sorted(whole.attributes.items())
        },
        "themes": {
            "bcubed_f1": bcubed(whole.themes),
            "ari": adjusted_rand(whole.themes),
            "n": len(whole.themes),
        },
        "forms": _forms(parts),
    }


def table(parts: Sequence[MeetingScores]) -> str:
    """All figures as text."""
    shown = figures(parts)
    lines = [
        f"{'kind':12} {'P':>6} {'R':>6} {'F1':>6}  {'95 %':13} {'AP':>6} {'gold':>6} {'found':>6}"
    ]
    lines += [_line(kind, row) for kind, row in shown["kinds"].items()]
    macro = f"macro F1 {shown['macro_f1']:.3f} {_span(shown['macro_f1_interval'])}"
    hidden = shown["hidden_recall"]
    found = (
        f"; hidden dependencies found {hidden:.3f} {_span(shown['hidden_recall_interval'])}"
        if hidden is not None
        else ""
    )
    count = shown["meetings"]
    lines.append(f"{macro}{found}; {count} {'meeting' if count == 1 else 'meetings'}")
    absent = [kind for kind, row in shown["kinds"].items() if _absent(row)]
    if absent:
        lines.append(f"  neither annotated nor found, and 0 in the macro F1: {', '.join(absent)}")
    lines += [
        f"  {name:20} {row['accuracy']:.3f}  {_span(row['interval']):13} (n={row['n']})"
        for name, row in shown["attributes"].items()
    ]
    themes = shown["themes"]
    lines.append(
        f"  themes: B-cubed F1 {themes['bcubed_f1']:.3f}, ARI {themes['ari']:.3f}, n={themes['n']}"
    )
    lines.append("F1 by form".ljust(14) + "".join(f"{kind:>12}" for kind in KINDS))
    lines += [
        f"  {form:12}" + "".join(f"{_cell(row[kind]):>12}" for kind in KINDS)
        for form, row in shown["forms"].items()
    ]
    return "\n".join(lines)


def _forms(parts: Sequence[MeetingScores]) -> dict[str, dict[str, Any]]:
    return {
        form: {
            kind: {"f1": score.f1, "gold": score.gold, "predicted": score.predicted}
            for kind, score in _merged(parts, form).kinds.items()
        }
        for form in sorted({part.form for part in parts})
    }


def _merged(parts: Sequence[MeetingScores], form: str) -> Scores:
    return merge(part.scores for part in parts if part.form == form)


def _bounds(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None


def _span(bounds: Sequence[float] | None) -> str:
    return f"[{bounds[0]:.3f} {bounds[1]:.3f}]" if bounds else ""


def _absent(row: dict[str, Any]) -> bool:
    """Whether there was nothing to find and nothing was found: no figure can be told of it."""
    return not row["gold"] and not row["predicted"]


def _line(kind: str, row: dict[str, Any]) -> str:
    if _absent(row):
        return f"{kind:12} {'–':>6} {'–':>6} {'–':>6}  {'':13} {'–':>6} {0:6d} {0:6d}"
    return (
        f"{kind:12} {row['precision']:6.3f} {row['recall']:6.3f} {row['f1']:6.3f}  "
        f"{_span(row['f1_interval']):13} {row['average_precision']:6.3f} {row['gold']:6d} {row['predicted']:6d}"
    )


def _cell(row: dict[str, Any]) -> str:
    return "–" if _absent(row) else f"{row['f1']:.3f} ({row['gold']})"
