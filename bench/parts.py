"""Where the time of `notesnlp analyze` goes, part by part, in seconds of CPU and in words a second.

    python -m bench.parts FOLDER

The command runs in this process, with an empty cache and as many cores as it may use (`taskset -c 0`
for one). A part counts what is done in it and not in another part named here: "encoder" is the bare
run of the graph, "tokenizer" the bare cutting into word pieces, so that what stands beside them tells
how far the whole is from these two.
"""

from __future__ import annotations

import sys
import time

BEGUN = time.process_time()

import functools  # noqa: E402  the clock runs from the first import on
import importlib  # noqa: E402
import tempfile  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

PARTS = {
    "reading": ("run.work:read",),
    "sentences": ("run.pipeline:split_sentences", "tracking.link:split_sentences", "tracking.reports:split_sentences"),
    "windows": ("learn.judge:pack",),
    "heads": ("learn.judge:Heads.judge", "learn.judge:surface", "learn.judge:encode_sentences"),
    "detectors": ("run.pipeline:detect",),
    "conversation": ("run.pipeline:measure",),
    "vectors for themes": ("run.pipeline:trace",),
    "loading models": ("run.work:Pipeline.__init__",),
    "keeping": ("run.gather:Shelf.put", "run.work:pack_analysis"),
    "ledger": ("run.memory:Memory.remember", "run.memory:Memory.settle"),
    "themes": ("run.folder:build_themes",),
    "follow-ups": ("run.folder:link_followups",),
    "writing": ("report.output:save_run",),
    "tokenizer": ("embed.encoder:Encoder.word_pieces",),
    "encoder": ("embed.encoder:Encoder.token_vectors",),
}  # fmt: skip
"""Functions of notesnlp by part, as module:name."""


class Clock:
    """CPU seconds of parts, each without the parts inside it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inside: list[str] = ["the rest"]
        self._since = BEGUN

    def turn(self) -> None:
        """What has passed belongs to the part that is being worked on."""
        now = time.process_time()
        self.seconds[self._inside[-1]] += now - self._since
        self._since = now

    def watched(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            self.turn()
            self._inside.append(f"encoder, {self._inside[-1]}" if part == "encoder" else part)
            try:
                return function(*arguments, **named)
            finally:
                self.turn()
                self._inside.pop()

        return run


def watch(clock: Clock) -> None:
    """Put the clock around the functions of all parts."""
    for part, places in PARTS.items():
        for place in places:
            module, _, name = place.partition(":")
            owner: Any = importlib.import_module(f"notesnlp.{module}")
            *path, last = name.split(".")
            for step in path:
                owner = getattr(owner, step)
            setattr(owner, last, clock.watched(part, getattr(owner, last)))


def main(folder: Path) -> None:
    clock = Clock()
    from notesnlp.language.lean import leave_torch_out

    leave_torch_out()
    watch(clock)
    from notesnlp.cli.main import cli

    clock.turn()
    clock.seconds["start"] = clock.seconds.pop("the rest")
    with tempfile.TemporaryDirectory() as out:
        code = cli.main(["analyze", str(folder), "-o", out, "--quiet"], standalone_mode=False)
        if code not in {0, 3}:
            raise SystemExit(f"notesnlp analyze ended with {code}")
    clock.turn()
    words = sum(
        len(path.read_text(encoding="utf-8", errors="replace").split())
        for path in folder.rglob("*.txt")
    )
    whole = sum(clock.seconds.values())
    print(
        f"{words:,} words\n\n| part | CPU, s | of all | words a second |\n| --- | --- | --- | --- |"
    )
    for part, seconds in [*clock.seconds.most_common(), ("all", whole)]:
        print(
            f"| {part} | {seconds:.2f} | {seconds / whole:.3f} | {words / max(seconds, 1e-3):,.0f} |"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
