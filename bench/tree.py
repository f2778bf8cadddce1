"""What the tree is like, in the figures of docs/adr/0013-other-houses.md: `python -m bench.tree`."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from statistics import median

from tests.docs.blocks import CHECKED, PAGES, RUN, blocks_of

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 250
"""Lines of a file, by the house rules."""


def main() -> None:
    """Print the figures."""
    files = {path: len(path.read_text("utf-8").splitlines()) for path in _modules()}
    long = sorted(((size, path) for path, size in files.items() if size > LIMIT), reverse=True)
    print(f"{len(files)} modules, median {median(files.values()):g} lines, {len(long)} of more than {LIMIT}")  # fmt: skip
    for size, path in long:
        print(f"  {path.relative_to(ROOT)}: {size}")
    tested = {path: _mirror(path).is_file() for path in files if path.name != "__init__.py"}
    print(f"{sum(tested.values())} of {len(tested)} modules have a test file of their own")
    without = Counter(path.relative_to(ROOT).parts[1] for path, has in tested.items() if not has)
    print("  without: " + ", ".join(f"{part} {count}" for part, count in without.most_common()))
    folders = Counter(path.parent for path in files if path.name != "__init__.py")
    print("largest folders: " + ", ".join(f"{folder.relative_to(ROOT)} {count}" for folder, count in folders.most_common(4)))  # fmt: skip
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]  # fmt: skip
    print(f"{len(contracts[0]['layers'])} layers, {len(contracts) - 1} bans on libraries")
    blocks = [
        block for page in PAGES for block in blocks_of(page) if block.language in RUN | CHECKED
    ]
    left = sum(block.reason is not None for block in blocks)
    print(f"{len(blocks)} blocks of code in the documentation, {left} of them not run and told why")


def _modules() -> list[Path]:
    return sorted(
        path
        for path in (ROOT / "notesnlp").rglob("*.py")
        if not re.search(r"_models|migrations/(?:versions|env)", path.as_posix())
    )


def _mirror(path: Path) -> Path:
    below = path.relative_to(ROOT / "notesnlp")
    return ROOT / "tests" / below.with_name(f"test_{below.name}")


if __name__ == "__main__":
    main()
