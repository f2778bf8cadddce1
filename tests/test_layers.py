"""The contracts that import-linter keeps speak of every part of the package."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]
PARTS = {
    f"notesnlp.{path.stem}"
    for path in (ROOT / "notesnlp").iterdir()
    if path.stem != "__init__" and (path.suffix == ".py" or (path / "__init__.py").is_file())
}
ALLOWED = {
    "click and rich only in the command line": {"cli"},
    "Networks run only in embed and learn": {"embed", "learn"},
    "Databases only in the ledger": {"ledger"},
    "Mail servers only in delivery": {"delivery"},
}


def test_every_part_has_its_layer():
    (layers,) = [item["layers"] for item in CONTRACTS if item["type"] == "layers"]
    named = [name.strip() for layer in layers for name in layer.split("|")]
    assert sorted(named) == sorted(PARTS)


@pytest.mark.parametrize("name", ALLOWED)
def test_a_ban_holds_for_all_parts_but_those_it_names(name: str):
    (contract,) = [item for item in CONTRACTS if item["name"] == name]
    allowed = {f"notesnlp.{part}" for part in ALLOWED[name]}
    assert set(contract["source_modules"]) == PARTS - allowed
