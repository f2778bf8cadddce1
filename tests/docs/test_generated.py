"""What is written from the code is as the code is now."""

import re
import runpy
import xml.etree.ElementTree as ET

import pytest

import notesnlp
from tests.docs.blocks import ROOT

_WRITERS = {
    "cli_reference": "reference/cli.md",
    "settings_reference": "reference/settings.md",
    "finding_schema": "reference/finding.schema.json",
    "messages": "reference/messages.md",
    "house": "house.svg",
}


@pytest.mark.parametrize("name", _WRITERS)
def test_a_written_page_is_up_to_date(name: str):
    module = runpy.run_path(str(ROOT / "docs" / f"{name}.py"))
    write = module.get("reference") or module["picture"]
    page = ROOT / "docs" / _WRITERS[name]
    assert module["PATH"].resolve() == page.resolve()
    assert write() == page.read_text(encoding="utf-8"), f"run `make docs`, or python docs/{name}.py"


@pytest.mark.parametrize("name", notesnlp.__all__)
def test_every_public_name_is_in_the_reference(name: str):
    page = (ROOT / "docs" / "reference" / "library.md").read_text(encoding="utf-8")
    assert re.search(rf"\b{name}\b", page)


def test_every_error_says_what_to_do():
    messages = runpy.run_path(str(ROOT / "docs" / "messages.py"))["messages"]()
    assert len(messages) > 150
    usage = {"UsageError", "BadParameter"}
    assert [item.source for item in messages if not item.remedy and item.kind not in usage] == []


def test_the_map_has_every_layer_and_is_a_picture():
    text = (ROOT / "docs" / "house.svg").read_text(encoding="utf-8")
    ET.fromstring(text)
    for path in (ROOT / "notesnlp").iterdir():
        if path.is_dir() and (path / "__init__.py").is_file():
            assert f">{path.name}<" in text


def test_every_page_is_in_the_table_of_contents():
    shown = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("index.md")
    )
    for path in (ROOT / "docs").rglob("*.md"):
        place = path.relative_to(ROOT / "docs")
        if place.parts[0] != "examples" and path.name != "index.md":
            assert re.search(rf"^(?:{place.with_suffix('').as_posix()}|{path.stem})$", shown, re.M)
