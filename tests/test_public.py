"""What the package shows to the outside."""

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import notesnlp

PACKAGE = Path(notesnlp.__file__).parent
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if "_models" not in path.relative_to(PACKAGE).parts
)


@pytest.mark.parametrize("name", notesnlp.__all__)
def test_every_public_name_is_there_and_documented(name: str):
    assert (inspect.getdoc(getattr(notesnlp, name)) or "").strip()


def test_public_names_are_sorted_and_each_has_a_home():
    assert sorted(notesnlp.__all__) == notesnlp.__all__
    assert set(notesnlp.__all__) == set(notesnlp._HOME_OF)
    for name, home in notesnlp._HOME_OF.items():
        assert getattr(importlib.import_module(home), name) is getattr(notesnlp, name)


def test_the_contract_s_names_are_public():
    assert {"load", "read", "analyze_folder"} <= set(notesnlp.__all__)
    for name in ("needs", "dependencies", "themes", "report"):
        assert hasattr(notesnlp.Portfolio, name)


def test_other_names_are_none():
    with pytest.raises(AttributeError, match="no_such"):
        notesnlp.no_such  # noqa: B018


def test_the_version_is_the_installed_one():
    assert version("notesnlp") == notesnlp.__version__


def test_importing_the_package_imports_nothing_heavy():
    code = "import notesnlp, sys; print(sorted(set(sys.modules) & {'numpy', 'spacy', 'pydantic'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _public(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The public functions, classes and methods of a module, and the module itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield "", tree
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for item in tree.body:
        if isinstance(item, kinds) and not item.name.startswith("_"):
            yield item.name, item
            if isinstance(item, ast.ClassDef):
                yield from (
                    (f"{item.name}.{inner.name}", inner)
                    for inner in item.body
                    if isinstance(inner, kinds) and not inner.name.startswith("_")
                )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_public_function_and_class_is_documented(path: Path):
    undocumented = [
        name for name, item in _public(path) if not (ast.get_docstring(item) or "").strip()
    ]  # type: ignore[arg-type]
    inherited = {
        "list_commands",
        "get_command",
        "format_commands",
        "forward",
    }  # click's and torch's
    assert [name for name in undocumented if name.split(".")[-1] not in inherited] == []


def test_the_package_neither_asserts_nor_prints():
    guilty = []
    for path in MODULES:
        for item in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            prints = isinstance(item, ast.Call) and getattr(item.func, "id", None) == "print"
            if isinstance(item, ast.Assert) or prints:
                guilty.append(f"{path.relative_to(PACKAGE)}:{item.lineno}")
    assert guilty == []


def test_every_settings_key_is_documented():
    page = PACKAGE.parent / "docs" / "reference" / "settings.md"
    text = page.read_text(encoding="utf-8")
    for name in notesnlp.Settings.model_fields:
        assert name in text
