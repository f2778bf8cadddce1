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
from notesnlp.detectors.dependencies.dates import Told, event_date, link_events
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
            today = item.meeting.date
            if today is None:
                continue
            texts = (turn.text for turn in item.meeting.turns)
            how = {
                "fiscal_month": 1,
                "day_first": reads_day_first([item.meeting.name, *texts], today),
            }
            events = [finding for finding in item.findings if finding.kind == "dependency"]
            actions = [finding for finding in item.findings if finding.type == "action"]
            quotes = [quoted(item, finding) for finding in events]
            told = [
                Told(text, finding.type, event_date(text, today, **how))
                for finding, text in zip(events, quotes, strict=True)
            ]
            found = [*zip(events, link_events(told), strict=True)]
            found += [
                (finding, due_date(quoted(item, finding), today, **how)) for finding in actions
            ]
            for finding, when in found:
                attribute = "when" if finding.kind == "dependency" else "due"
                yield Outcome(
                    f"{annotated.name}/{item.meeting.name}",
                    attribute,
                    quoted(item, finding),
                    f"{today:%a %Y-%m-%d}",
                    finding.row.get(attribute),
                    when.iso if isinstance(when, When) else None,
                )


def quoted(item: AnnotatedMeeting, finding: GoldFinding) -> str:
    """The quote in the turns' own spelling."""
    turns = item.meeting.turns
    return " ".join(turns[turn].text[start:end] for turn, start, end in finding.ranges)


if __name__ == "__main__":
    main()
