"""What is imported, and what it costs: `python -X importtime`, summed by package.

python -m bench.imports [FOLDER]      # corpora/demo where none is given
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
_RUN = "from notesnlp.cli.main import main; main()"


def costs(words: list[str]) -> Counter[str]:
    """Microseconds that importing the modules of each package took in a run of `notesnlp`."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", _RUN, *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        if match := _LINE.match(line):
            name = match[2].split(".")[0]
            found["Python itself" if name in sys.stdlib_module_names else name] += int(match[1])
    return found


def main(folder: str = "corpora/demo") -> None:
    """Print a table for `--help` and one for an analysis."""
    with tempfile.TemporaryDirectory() as out:
        for title, words in (
            ("notesnlp --help", ["--help"]),
            ("notesnlp analyze", ["analyze", folder, "-o", str(Path(out) / "out"), "--quiet"]),
        ):
            found = costs(words)
            rest = sum(cost for _, cost in found.most_common()[12:])
            print(
                f"\n{title}: {found.total() / 1e6:.2f} s of imports\n\n| package | s |\n| --- | --- |"
            )
            for name, cost in found.most_common(12):
                print(f"| {name} | {cost / 1e6:.2f} |")
            print(f"| {max(len(found) - 12, 0)} others | {rest / 1e6:.2f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
