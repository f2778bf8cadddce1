"""What an organisation's own annotations are worth: adapting on some meetings, measuring on the others.

    python -m bench.adapt ORGANISATION... --elsewhere SETS...

For each organisation the judge is adapted on its first two meetings and on its first four;
F1 by kind is measured on the meetings after the fourth, before and after, and on the sets
elsewhere, which should not suffer.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.rows import HEADER, RULE, cells
from notesnlp.config import Settings
from notesnlp.embed.store import default_models
from notesnlp.evaluation.run import evaluate
from notesnlp.evaluation.scores import Scores, merge
from notesnlp.learn.annotations import AnnotatedSet, load_sets
from notesnlp.run import load
from notesnlp.training.adapt import adapt_judge

ADAPT_ON = (2, 4)


def main() -> None:
    """Print the table of the experiment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("organisations", nargs="+", type=Path)
    parser.add_argument("--elsewhere", nargs="+", type=Path, required=True)
    given = parser.parse_args()
    elsewhere = load_sets(given.elsewhere)
    print(f"| organisation | adapted on | {HEADER} | elsewhere |\n| --- | --- |{RULE} --- |")
    shipped = default_models()
    before = _scores(elsewhere, shipped)
    for organisation in load_sets(given.organisations):
        meetings = sorted(organisation.meetings, key=lambda item: str(item.meeting.date))
        rest = replace(organisation, meetings=tuple(meetings[max(ADAPT_ON) :]))
        _print_row(organisation.name, "nothing", _scores([rest], shipped), before)
        for count in ADAPT_ON:
            own = replace(organisation, meetings=tuple(meetings[:count]))
            findings = sum(len(item.findings) for item in own.meetings)
            with tempfile.TemporaryDirectory() as folder:
                models = Path(folder) / "models"
                shutil.copytree(shipped, models)
                adapt_judge([own], models, log=lambda line: None)
                what = f"{count} meetings, {findings} findings"
                _print_row(
                    organisation.name, what, _scores([rest], models), _scores(elsewhere, models)
                )


def _scores(sets: list[AnnotatedSet], models: Path) -> Scores:
    return merge(part.scores for part in evaluate(sets, load(Settings(models=models))))


def _print_row(name: str, what: str, scores: Scores, elsewhere: Scores) -> None:
    print(f"| {name} | {what} | {cells(scores)} | {elsewhere.macro_f1:.3f} |", flush=True)


if __name__ == "__main__":
    main()
