"""Writes reference/messages.md from the places where errors are raised: `python docs/messages.py`."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from notesnlp import errors

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "docs" / "reference" / "messages.md"
KINDS = {
    name: (item.__doc__ or "").strip().removesuffix(".")
    for name, item in vars(errors).items()
    if isinstance(item, type) and issubclass(item, errors.NotesError) and name != "NotesError"
}
USAGE = {"UsageError": "Wrong usage of a command", "BadParameter": "Wrong usage of a command"}
_BLANK = "…"


@dataclass(frozen=True, slots=True)
class Message:
    """One place where an error is raised.

    Attributes:
        kind: class of the error.
        reason: what it says, with … for what is filled in.
        remedy: what it says to do; None where it says nothing.
        source: file and line.
    """

    kind: str
    reason: str
    remedy: str | None
    source: str


def messages() -> list[Message]:
    """All messages of the package, by kind and words."""
    found = {
        (item.kind, item.reason, item.remedy): item
        for path in sorted((ROOT / "notesnlp").rglob("*.py"))
        for item in _messages_of(path)
        if item.reason != _BLANK  # raised anew in the words of another
    }
    return sorted(found.values(), key=lambda item: (item.kind, item.reason.casefold()))


def _messages_of(path: Path) -> Iterator[Message]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _answers(path, tree)
    inside: dict[int, dict[str, ast.expr]] = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            names = _assigned(ast.walk(function))
            inside |= {id(part): names for part in ast.walk(function)}
    outside = _assigned(tree.body)
    for item in ast.walk(tree):
        if not isinstance(item, ast.Call):
            continue
        name = getattr(item.func, "id", getattr(item.func, "attr", ""))
        if name in KINDS | USAGE and item.args:
            constants = outside | inside.get(id(item), {})
            given = {word.arg: word.value for word in item.keywords}
            remedy = given.get("remedy")
            yield Message(
                name,
                text_of(item.args[0], constants),
                text_of(remedy, constants) if remedy is not None else None,
                f"{path.relative_to(ROOT).as_posix()}:{item.lineno}",
            )


def _answers(path: Path, tree: ast.Module) -> Iterator[Message]:
    """What mail servers' answers are told as: pairs of what is wrong and what to do."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and path.name == "answers.py":
            for item in ast.walk(function):
                pair = item.value if isinstance(item, ast.Return) else None
                if isinstance(pair, ast.Tuple) and len(pair.elts) == 2:
                    reason, remedy = (text_of(part, {}) for part in pair.elts)
                    source = f"{path.relative_to(ROOT).as_posix()}:{item.lineno}"
                    yield Message("DeliveryError", reason, remedy, source)


def _assigned(items: Iterable[ast.AST]) -> dict[str, ast.expr]:
    """What names are bound to by plain assignments."""
    return {
        target.id: item.value
        for item in items
        if isinstance(item, ast.Assign)
        for target in item.targets
        if isinstance(target, ast.Name)
    }


def text_of(item: ast.expr, constants: dict[str, ast.expr]) -> str:
    """The words of an expression, with … for what is only known when it runs."""
    if isinstance(item, ast.Constant):
        return str(item.value)
    if isinstance(item, ast.JoinedStr):
        return "".join(
            text_of(part, constants) if isinstance(part, ast.Constant) else _BLANK
            for part in item.values
        )
    if isinstance(item, ast.BinOp):
        return text_of(item.left, constants) + text_of(item.right, constants)
    if isinstance(item, ast.IfExp):
        return f"{text_of(item.body, constants)} / {text_of(item.orelse, constants)}"
    if isinstance(item, ast.Name) and item.id in constants:
        return text_of(
            constants[item.id], {key: constants[key] for key in constants.keys() - {item.id}}
        )
    return _BLANK


def reference() -> str:
    """The page."""
    parts = [
        "# Messages",
        "This page is written by `python docs/messages.py` from the places where they are raised. "
        "A message has the form `file, place: what is wrong (what to do)`; … stands for what is filled in. "
        "A file that cannot be read costs only itself: it is named, and the rest is analysed. "
        "Every other error ends the command with exit code 2 and one line.",
    ]
    every = messages()
    for kind, about in (KINDS | {"UsageError": USAGE["UsageError"]}).items():
        kinds = {"UsageError", "BadParameter"} if kind == "UsageError" else {kind}
        rows = [item for item in every if item.kind in kinds]
        if rows:
            parts.append(f"## {about}")
            parts.append(_table(rows, remedies=kind != "UsageError"))
    return "\n\n".join(parts) + "\n"


def _table(rows: list[Message], *, remedies: bool) -> str:
    if not remedies:
        return "\n".join(
            ["| what is wrong |", "| --- |", *(f"| {_cell(row.reason)} |" for row in rows)]
        )
    lines = ["| what is wrong | what to do |", "| --- | --- |"]
    lines += [f"| {_cell(row.reason)} | {_cell(row.remedy or '')} |" for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    flat = " ".join(text.split())
    for mark in "\\`*_|<>[]$":
        flat = flat.replace(mark, f"\\{mark}")
    return flat


if __name__ == "__main__":
    PATH.write_text(reference(), encoding="utf-8")
