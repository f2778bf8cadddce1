"""What goes of the kept analyses when something is forgotten.

An analysis stays only where the results that are left hold its meeting word for word: an older
version of a file, or one under another name, may hold what is forgotten without the day or the unit
by which it would be known. So what has to be read again is what goes, and what no run in the folder
had in its results.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from notesnlp.ledger.erasing import Target, without
from notesnlp.model.meeting import Meeting
from notesnlp.report.publish import removing
from notesnlp.report.results import Failure, Results
from notesnlp.run.packed import Packed
from notesnlp.run.shelf import ANALYSIS, FOLDER, analysis_of


@dataclass(frozen=True, slots=True)
class Cleared:
    """What became of the kept analyses.

    Attributes:
        gone: how many were removed.
        left: how many stay.
    """

    gone: int = 0
    left: int = 0


def clear_forgotten(
    out: Path, target: Target, results: Results | None, *, dry_run: bool = False
) -> Cleared:
    """Remove the analyses kept in `out` that may hold `target`, which its results hold no longer.

    Where a person is forgotten all of them go, since any may name the person, in whatever form.
    So they do where no run has been finished: nothing tells which of them hold it.
    Copies of a storage's rosters and settings go always: the next run makes them anew.

    Args:
        out: the output folder.
        target: what is forgotten.
        results: of the folder, without `target`; None where no run has been finished there.
        dry_run: only count.

    Raises:
        OutputError: something cannot be removed.
    """
    folder = out / FOLDER
    if not folder.is_dir():
        return Cleared()
    entries = sorted(folder.glob(f"??/*{ANALYSIS}"))
    left = set()
    if target.what != "person" and results is not None:
        standing = {item.name: replace(item, people=()) for item in results.meetings}
        left = {path.stem for path in entries if _stands(path, standing, results)}
    cleared = Cleared(len(entries) - len(left), len(left))
    if dry_run:
        return cleared
    with removing(folder):
        if left:
            _remove_others(folder, left)
        else:
            shutil.rmtree(folder)
    return cleared


def kept_hold(out: Path, target: Target) -> bool:
    """Whether one of the analyses kept in `out` holds `target` by its name, unit or day."""
    found = (_entry(path) for path in sorted((out / FOLDER).glob(f"??/*{ANALYSIS}")))
    return any(
        target.holds(item.path, None) or target.covered(item.path) != item.path
        if isinstance(item, Failure)
        else item is not None and without(item, target) != item
        for item in found
    )


def _stands(path: Path, standing: Mapping[str, Meeting], results: Results) -> bool:
    """Whether all that an entry holds is among the results, which are as they shall be."""
    item = _entry(path)
    if isinstance(item, Failure):
        return item in results.failures
    return item is not None and standing.get(item.name) == replace(item, people=())


def _entry(path: Path) -> Meeting | Failure | None:
    """What an entry holds; None where it is damaged, or of another version."""
    try:
        packed = Packed(path.read_bytes())
        return packed.failure or packed.meeting()
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _remove_others(folder: Path, left: set[str]) -> None:
    """Remove everything but the analyses of the keys in `left` and the versions of their files."""
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            path.unlink()
        elif len(path.name) != 2:
            shutil.rmtree(path)
    for path in sorted(folder.glob("??/*")):
        key = path.stem if path.suffix == ANALYSIS else analysis_of(path)
        if key not in left:
            path.unlink(missing_ok=True)
