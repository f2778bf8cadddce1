"""Talk measures against the speaker times of the AMI corpus.

    python -m bench.ami_talk FILE

FILE holds the dialogue acts of AMI meetings as CSV: meeting, speaker, start_s, end_s,
dialogue_act, text (https://groups.inf.ed.ac.uk/ami/corpus, annotations 1.6.2, CC BY 4.0). Each
meeting is written as WebVTT, a cue an act, and read as any file of notes. The truth of the shares is
the sum of all acts' durations, reckoned here from the table alone. Back-channels are compared with
acts labelled ``bck``; since the same "Yeah" is labelled as an assessment or a start elsewhere, it is
also counted how many carry content (``inf``, ``sug``, ``off``, ``el.*``). Questions are compared with
the acts labelled as elicitations (``el.*``).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path

from notesnlp.config import Settings
from notesnlp.conversation.backchannels import is_backchannel
from notesnlp.conversation.measure import Conversation, measure
from notesnlp.conversation.questions import question_type
from notesnlp.evaluation.scores import harmonic
from notesnlp.metadata import Rosters, describe
from notesnlp.readers.subtitles import WebVtt

Act = dict[str, str]
_CONTENT = ("inf", "sug", "off", "el.")


def read_acts(path: Path) -> dict[str, list[Act]]:
    """The acts with words of each meeting, in time."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["text"].strip()]
    return {
        name: sorted(acts, key=lambda act: float(act["start_s"]))
        for name, acts in groupby(rows, key=lambda row: row["meeting"])
    }


def converse(name: str, acts: list[Act]) -> Conversation:
    """The meeting's conversation, read from WebVTT."""
    cues = "\n\n".join(
        f"{_clock(act['start_s'])} --> {_clock(act['end_s'])}\n<v {act['speaker']}>{act['text']}"
        for act in acts
    )
    data = f"WEBVTT\n\n{cues}\n".encode()
    return measure(describe(WebVtt().read(data, Path(name)), name, Rosters(), Settings()))


def true_shares(acts: list[Act]) -> dict[str, float]:
    """Each speaker's share of the acts' summed durations."""
    seconds: dict[str, float] = defaultdict(float)
    for act in acts:
        seconds[act["speaker"]] += float(act["end_s"]) - float(act["start_s"])
    whole = sum(seconds.values())
    return {speaker: value / whole for speaker, value in seconds.items()}


def _clock(seconds: str) -> str:
    milliseconds = round(float(seconds) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _scores(name: str, pairs: Counter[tuple[bool, bool]]) -> str:
    precision = pairs[True, True] / max(pairs[True, True] + pairs[False, True], 1)
    recall = pairs[True, True] / max(pairs[True, True] + pairs[True, False], 1)
    return f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {harmonic(precision, recall):.3f}"


def main(path: Path) -> None:
    """Print the error of each meeting's shares, its measures, and the scores over all."""
    meetings = read_acts(path)
    worst, wrong = 0.0, 0
    listening: Counter[tuple[bool, bool]] = Counter()
    asking: Counter[tuple[bool, bool]] = Counter()
    for name, acts in meetings.items():
        talk = converse(name, acts).talk
        if talk is None:
            raise SystemExit(f"{name}: not measurable")
        truth = true_shares(acts)
        error = max(abs(talk.speakers.get(who, 0.0) - share) for who, share in truth.items())
        worst = max(worst, error)
        long, over = talk.longest, talk.overlaps
        print(
            f"{name}: by {talk.by}, largest error {100 * error:.2f} points; longest hold {long.speaker} "
            f"{long.seconds:.1f} s from turn {long.turns[0]}; {talk.changes:.0f} changes an hour; "
            f"{len(over.interruptions)} interruptions, {over.early} early, {over.aside} aside, "
            f"{over.backchannels} back-channels"
        )
        for act in acts:
            listening[act["dialogue_act"] == "bck", is_backchannel(act["text"])] += 1
            wrong += is_backchannel(act["text"]) and act["dialogue_act"].startswith(_CONTENT)
            asks = question_type(act["text"]) is not None
            asking[act["dialogue_act"].startswith("el."), asks] += 1
    print(f"{len(meetings)} meetings, largest error of a share {100 * worst:.2f} percentage points")
    print(_scores("back-channels against acts bck", listening))
    told = listening[True, True] + listening[False, True]
    print(f"of {told:,} back-channels {wrong:,} carry content")
    print(_scores("questions against acts el.*", asking))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
