"""What a run says in the terminal, as plain values that `run.json` can keep."""

from __future__ import annotations

from typing import Any

from notesnlp.report.sections import ReportView


def summarise(view: ReportView) -> dict[str, Any]:
    """How much there is, and what a CIO should know first."""
    return {
        "meetings": view.meetings,
        "words": view.words,
        "first": view.first.isoformat() if view.first else None,
        "last": view.last.isoformat() if view.last else None,
        "today": view.today.isoformat() if view.today else None,
        "counts": dict(view.counts),
        "themes": len(view.themes),
        "headlines": [
            {
                "tone": line.tone,
                "text": line.text,
                "why": line.why,
                "quote": line.finding.evidence.quote,
                "speaker": line.finding.evidence.speaker,
                "meeting": line.finding.evidence.meeting,
                "line": line.finding.evidence.line,
            }
            for line in view.headlines
        ],
    }
