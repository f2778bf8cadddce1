"""Do the tests notice small changes of the code? mutmut on the parts whose rules matter most.

    python -m bench.mutants [MODULE...] [--sample N [--seed N] | --only NAME...] [--processes N]

Without a module: the catalogue, dates, context, priorities of themes, and the ledger; hours, or
with `--sample` only so many of the changes, drawn by `--seed`. `--only` tries changes again that
were not noticed, after tests were added.
Everything happens in a copy of the tree, build/mutants; `mutmut results` and `mutmut show NAME`
tell more there. The ledger is tried on SQLite alone, without the tests that kill its writers.
"""

from __future__ import annotations

import argparse
import configparser
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import chdir
from pathlib import Path

import libcst
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "mutants"
PARTS = (
    "notesnlp/catalogue/*.py",
    "notesnlp/language/context.py",
    "notesnlp/language/dates/*.py",
    "notesnlp/themes/priority.py",
    "notesnlp/ledger/*.py",
)
SLOW = ("_shipped", "_public_days")
"""Caches whose filling takes too long for each test; a mutant begins with empty ones all the same."""
FRESH = """
import hypothesis

hypothesis.settings.register_profile("few", max_examples=10, derandomize=True)
hypothesis.settings.load_profile("few")
_MODULES = {modules!r}


def _forget(keep: tuple[str, ...] = ()) -> None:
    import sys

    for module in _MODULES:
        for name, value in vars(sys.modules.get(module, object)).items():
            if hasattr(value, "cache_clear") and name not in keep:
                value.cache_clear()


def pytest_sessionstart() -> None:
    _forget()


def pytest_configure(config) -> None:
    # a thousand tests by their names take ten times as long to find as the files they are in
    config.mutant_tests = set(arg for arg in config.args if "::" in arg)
    if config.mutant_tests:
        config.args = sorted(set(arg.partition("::")[0] for arg in config.args))


def pytest_collection_modifyitems(config, items) -> None:
    if config.mutant_tests:
        items[:] = [item for item in items if item.nodeid in config.mutant_tests]


def pytest_runtest_setup() -> None:
    _forget({slow!r})
"""
"""What the copy's tests do more: what another mutant has left in a cache is not taken for this one's,
and properties are tried on few examples, the same ones for each."""


def main() -> None:
    """Run mutmut and print how many changes were noticed."""
    options = _options()
    modules = sorted({path for pattern in options.modules for path in ROOT.glob(pattern)})
    if not modules:
        sys.exit(f"no module fits {', '.join(options.modules)} (name one as {PARTS[3]})")
    names = [path.relative_to(ROOT).as_posix() for path in modules]
    _lay_out(names)
    drawn = options.only
    if options.sample:
        drawn = sample(mutants_of(names), options.sample, options.seed)
    mutmut = [sys.executable, "-m", "mutmut"]
    ran = subprocess.run(
        [*mutmut, "run", "--max-children", str(options.processes), *drawn], cwd=PLACE, check=False
    )
    listed = subprocess.run(
        [*mutmut, "results", "--all", "true"], cwd=PLACE, capture_output=True, text=True, check=True
    )
    states = Counter(
        line.rpartition(": ")[2] for line in listed.stdout.splitlines() if ": " in line
    )
    print(table(states))
    unnoticed = (": survived", ": no tests")
    print(*(line for line in listed.stdout.splitlines() if line.endswith(unnoticed)), sep="\n")
    sys.exit(ran.returncode)


def mutants_of(modules: list[str]) -> list[str]:
    """The names mutmut gives to the changes it makes of the copy's modules."""
    with chdir(PLACE):  # where mutmut's settings lie
        return [
            get_mutant_name(Path(module), name)
            for module in modules
            for name in mutate_file_contents(module, Path(module).read_text("utf-8")).mutant_names
        ]


def sample(names: list[str], size: int, seed: int) -> list[str]:
    """So many of the names, or all there are; the same ones for the same seed."""
    return sorted(random.Random(seed).sample(sorted(names), min(size, len(names))))


def tests_of(module: str) -> str:
    """The tests of a module: the file that mirrors it, else the folder."""
    path = Path(module.replace("notesnlp/", "tests/", 1))
    mirror = path.with_name(f"test_{path.name}")
    return (mirror if (ROOT / mirror).is_file() else path.parent).as_posix()


def table(states: Counter[str]) -> str:
    """The outcome as a table."""
    killed = states["killed"] + states["timeout"]
    judged = killed + states["survived"] + states["no tests"]
    share = f"{killed / judged:.0%}" if judged else "none"
    rows = "\n".join(f"| {state} | {count} |" for state, count in sorted(states.items()))
    return f"| mutants | |\n| --- | --- |\n{rows}\n| noticed | {share} |"


def _options() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m bench.mutants")
    asked.add_argument("modules", nargs="*", default=PARTS, metavar="MODULE", help="or a pattern")
    asked.add_argument("--only", nargs="+", default=[], metavar="NAME", help="names of changes")
    asked.add_argument("--sample", type=int, default=0, help="how many changes; 0: all")
    asked.add_argument("--seed", type=int, default=0, help="draws the sample")
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return asked.parse_args()


def _lay_out(modules: list[str]) -> None:
    """A copy of the tree in which mutmut changes these modules alone."""
    if PLACE.exists():
        shutil.rmtree(PLACE)
    PLACE.mkdir(parents=True)
    skip = shutil.ignore_patterns("__pycache__")
    for name in ("notesnlp", "tests"):
        shutil.copytree(ROOT / name, PLACE / name, ignore=skip)
    for module in modules:
        path = PLACE / module
        text = libcst.parse_module(path.read_text("utf-8")).visit(_Undecorated()).code
        path.write_text(text, encoding="utf-8")
    names = [module.removesuffix(".py").replace("/", ".") for module in modules]
    with (PLACE / "tests" / "conftest.py").open("a", encoding="utf-8") as file:
        file.write(FRESH.format(modules=names, slow=SLOW))
    (PLACE / "mutants").mkdir()
    for place in (PLACE, PLACE / "mutants"):
        (place / "models").symlink_to(ROOT / "models")
    tests = sorted({tests_of(module) for module in modules})
    config = configparser.ConfigParser()
    config["mutmut"] = {
        "source_paths": "\nnotesnlp",
        "only_mutate": "\n" + "\n".join(modules),
        "pytest_add_cli_args_test_selection": "\n" + "\n".join(tests),
        "pytest_add_cli_args": "\n-k\nnot postgresql and not browser and not test_crash",
        "timeout_constant": "120",  # other work on the machine is no endless loop
        "use_git_change_detection": "false",
    }
    config["tool:pytest"] = {"pythonpath": ".", "addopts": "-q -p no:cacheprovider"}
    with (PLACE / "setup.cfg").open("w", encoding="utf-8") as file:
        config.write(file)


class _Undecorated(libcst.CSTTransformer):
    """Decorators of a module's functions as calls behind them: mutmut passes over decorated ones."""

    def visit_ClassDef(self, node: libcst.ClassDef) -> bool:  # noqa: N802 - the library's name
        return False

    def leave_FunctionDef(  # noqa: N802
        self, original_node: libcst.FunctionDef, updated_node: libcst.FunctionDef
    ) -> libcst.FunctionDef | libcst.FlattenSentinel[libcst.BaseStatement]:
        made: libcst.BaseExpression = updated_node.name
        for decorator in reversed(updated_node.decorators):
            made = libcst.Call(decorator.decorator, [libcst.Arg(made)])
        if made is updated_node.name:
            return updated_node
        name = libcst.AssignTarget(updated_node.name)
        line = libcst.SimpleStatementLine([libcst.Assign([name], made)])
        return libcst.FlattenSentinel([updated_node.with_changes(decorators=[]), line])


if __name__ == "__main__":
    main()
