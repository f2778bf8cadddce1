"""How many dates of annotated events and commitments the grammar gets exactly right.

python -m bench.dates [--errors SPLIT]

Reads the gold quotes themselves, so that nothing but the dates is measured: a dependency's
`when` and the `due` of an action, each against what the detector's own step makes of the quote.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpora.statistics import load_splits
from notesnlp.detectors.dependencies.dates import event_date
from notesnlp.detectors.followups.due import due_date
from notesnlp.language.dates import reads_day_first
from notesnlp.learn.annotations import AnnotatedMeeting, AnnotatedSet, GoldFinding
from notesnlp.model.when import When

SPLITS = ("train", "validation", "benchmark", "demo")
HIDDEN = frozenset({"benchmark", "demo"})
"""Whose errors are not shown, as rules must not be shaped by them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gold finding gives and what the grammar gives."""

    where: str
    attribute: str
    quote: str
    day: str
    gold: str | None
    found: str | None

    @property
    def sort(self) -> str:
        """``right``, ``missed``, ``wrong`` or ``added`` where there is none; ``none`` is right too."""
        if self.gold == self.found:
            return "right" if self.gold else "none"
        if self.gold is None:
            return "added"
        return "wrong" if self.found else "missed"


def main() -> None:
    """Print a table, or the errors of a split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", choices=sorted(set(SPLITS) - HIDDEN))
    wanted = parser.parse_args().errors
    groups = load_splits(Path("corpora"))
    if wanted:
        for item in outcomes(groups[wanted]):
            if item.sort not in {"right", "none"}:
                print(
                    f"{item.attribute} {item.sort}: gold {item.gold}, found {item.found}, "
                    f"said {item.day} in {item.where}: {item.quote}"
                )
        return
    print("| split | attribute | dated | right | wrong | missed | share right | added of undated |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for split in SPLITS:
        every = list(outcomes(groups[split]))
        for attribute in ("when", "due"):
            sorts = Counter(item.sort for item in every if item.attribute == attribute)
            dated = sorts["right"] + sorts["wrong"] + sorts["missed"]
            print(
                f"| {split} | {attribute} | {dated} | {sorts['right']} | {sorts['wrong']} "
                f"| {sorts['missed']} | {sorts['right'] / dated:.3f} "
                f"| {sorts['added']} of {sorts['added'] + sorts['none']} |"
            )


def outcomes(sets: list[AnnotatedSet]) -> Iterator[Outcome]:
    """Every dependency and every action of `sets`, where the meeting's day is known."""
    for annotated in sets:
        for item in annotated.meetings:
            turns = (turn.text for turn in item.meeting.turns)
            day_first = reads_day_first([item.meeting.name, *turns], item.meeting.date)
            for finding in item.findings:
                attribute = {"dependency": "when", "followup": "due"}.get(finding.kind)
                if attribute is None or finding.type == "stuck" or item.meeting.date is None:
                    continue
                text = quoted(item, finding)
                find = event_date if attribute == "when" else due_date
                when = find(text, item.meeting.date, fiscal_month=1, day_first=day_first)
                yield Outcome(
                    f"{annotated.name}/{item.meeting.name}",
                    attribute,
                    text,
                    f"{item.meeting.date:%a %Y-%m-%d}",
                    finding.row.get(attribute),
                    when.iso if isinstance(when, When) else None,
                )


def quoted(item: AnnotatedMeeting, finding: GoldFinding) -> str:
    """The quote in the turns' own spelling."""
    turns = item.meeting.turns
    return " ".join(turns[turn].text[start:end] for turn, start, end in finding.ranges)


if __name__ == "__main__":
    main()
