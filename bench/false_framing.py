"""Framing found where there is none: meetings without an IT side.

    python -m bench.false_framing FOLDER…

FOLDER holds meetings in which nobody speaks for IT to a customer, such as the committees of QMSum
(https://github.com/Yale-LILY/QMSum), as text. Every finding of framing there is a false one.
Prints each, and after each file how many there are so far in 5,000 words.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from notesnlp.detectors import detect
from notesnlp.errors import ReadError
from notesnlp.language.sentences import split_sentences
from notesnlp.run.pipeline import Pipeline, read

_PER = 5000


def main(folders: list[Path]) -> None:
    """Print the false framing of the files in `folders`."""
    pipeline = Pipeline()
    detection = replace(pipeline.detection, kinds=("framing",))
    words = found = files = 0
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        try:
            meeting = read(path, pipeline.settings)
        except ReadError:
            continue
        said = split_sentences(meeting)
        sentences = [item for item in said if meeting.turns[item.turn].language is None]
        findings = detect(meeting, sentences, pipeline.judge(meeting, sentences), detection)
        words, found, files = words + meeting.words, found + len(findings), files + 1
        for item in findings:
            print(f"  {item.type} {item.score:.2f} {item.evidence.quote}")
        rate = _PER * found / max(words, 1)
        print(f"{path.name}: {files} files, {words:,} words, {found} false, {rate:.2f} in 5,000 words", flush=True)  # fmt: skip


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
