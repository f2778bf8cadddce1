"""Ideas against the suggestions of the AMI corpus, whose labels nothing was trained on.

    python -m bench.ami FILE

FILE holds the dialogue acts of AMI meetings as CSV: meeting, speaker, start_s, end_s,
dialogue_act, text (https://groups.inf.ed.ac.uk/ami/corpus, annotations 1.6.2, CC BY 4.0).
An act counts as found where an idea covers at least half of it, or lies in it by half.
Acts labelled ``sug`` are right. Teams of which another meeting is among the training or
validation sets of corpora/qmsum are left out (a team's meetings share the first six letters). Average precision is by each act's highest idea probability.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sklearn.metrics import average_precision_score

from bench.corpora.qmsum import FOLDER
from notesnlp.detectors import detect
from notesnlp.evaluation.scores import harmonic
from notesnlp.language.sentences import split_sentences
from notesnlp.learn.annotations import read_jsonl
from notesnlp.model.meeting import Meeting, Piece, Turn
from notesnlp.run import Pipeline

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Act:
    """A dialogue act and where it stands in its meeting."""

    turn: int
    start: int
    end: int
    suggests: bool

    def shares(self, turn: int, start: int, end: int) -> bool:
        """Whether half of the shorter of the act and the range lie in the other."""
        shared = min(self.end, end) - max(self.start, start)
        return turn == self.turn and shared >= _HALF * min(self.end - self.start, end - start) > 0

    def touches(self, turn: int, start: int, end: int) -> bool:
        """Whether the range has a character of the act."""
        return turn == self.turn and min(self.end, end) > max(self.start, start)


def read_meetings(path: Path) -> Iterator[tuple[Meeting, list[Act]]]:
    """The meetings of the file, a turn what one speaker says till another does, with their acts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["text"].strip()]
    for name, of_meeting in groupby(rows, key=lambda row: row["meeting"]):
        in_time = sorted(of_meeting, key=lambda row: float(row["start_s"]))
        turns, acts = [], []
        for number, (speaker, group) in enumerate(groupby(in_time, key=lambda row: row["speaker"])):
            text = ""
            for row in group:
                start = len(text) + bool(text)
                text = f"{text} {row['text']}" if text else row["text"]
                acts.append(Act(number, start, len(text), row["dialogue_act"] == "sug"))
            turns.append(Turn(number, speaker, text, (Piece(0, number + 1, 0),)))
        yield Meeting(name, "csv", "transcript", tuple(turns)), acts


def main(path: Path) -> None:
    """Print precision, recall, F1 and average precision."""
    pipeline = Pipeline(threads=2)
    known = {
        str(row["meeting"])[:6]
        for _, row in read_jsonl(FOLDER / "meetings.jsonl")
        if row["split"] != "benchmark"
    }
    right: list[bool] = []
    found: list[bool] = []
    scores: list[float] = []
    for meeting, acts in read_meetings(path):
        if meeting.name[:6] in known:
            continue
        sentences = split_sentences(meeting)
        judgments = pipeline.judge(meeting, sentences)
        begins = judgments.begins["idea"]
        found_here = detect(meeting, sentences, judgments, pipeline.detection)
        ideas = [item for item in found_here if item.kind == "idea"]
        for act in acts:
            right.append(act.suggests)
            found.append(
                any(
                    act.shares(idea.evidence.turn, idea.evidence.start, idea.evidence.end)
                    for idea in ideas
                )
            )
            over = [
                float(score)
                for sentence, score in zip(sentences, begins, strict=True)
                if act.touches(sentence.turn, sentence.start, sentence.end)
            ]
            scores.append(max(over, default=0.0))
    hits = sum(a and b for a, b in zip(right, found, strict=True))
    precision, recall = hits / max(sum(found), 1), hits / max(sum(right), 1)
    print(f"{len(right):,} acts, {sum(right):,} suggestions, {sum(found):,} found")
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {harmonic(precision, recall):.3f}")
    print(f"average precision {average_precision_score(right, scores):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
