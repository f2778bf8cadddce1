"""Draws the map of the house, house.svg, from the layers that import-linter keeps: `python docs/house.py`."""

from __future__ import annotations

import ast
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "docs" / "house.svg"
_WIDTH, _ROW, _GAP, _LEFT = 1040, 44, 8, 60
_CLEAR, _TEXT, _LINE = "#f5f7fa", "#1f2933", "#9aa5b1"


def layers() -> list[list[str]]:
    """The layers from the lowest to the highest, each with its packages."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (ordered,) = [item["layers"] for item in contracts if item["type"] == "layers"]
    return [[name.strip() for name in layer.split("|")] for layer in reversed(ordered)]


def about(name: str) -> str:
    """The first line of a module's docstring."""
    path = ROOT.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return text.splitlines()[0].rstrip(".").replace("`", "") if text else ""


def picture() -> str:
    """The map as SVG."""
    rows = layers()
    height = len(rows) * (_ROW + _GAP) + 70
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
        f'<text x="{_LEFT}" y="24" fill="{_TEXT}" font-size="15" font-weight="bold">notesnlp: each layer may import those above it, never those below</text>',
    ]
    for number, names in enumerate(rows):
        top = 40 + number * (_ROW + _GAP)
        width = (_WIDTH - _LEFT - 20 - (len(names) - 1) * _GAP) / len(names)
        for place, name in enumerate(names):
            left = _LEFT + place * (width + _GAP)
            most = max(int(width / 6.2), 10)
            text = about(name)
            told = text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
            parts += [
                f'<rect x="{left:.0f}" y="{top}" width="{width:.0f}" height="{_ROW}" rx="5" fill="{_CLEAR}" stroke="{_LINE}"/>',
                f'<text x="{left + 10:.0f}" y="{top + 18}" fill="{_TEXT}" font-weight="bold">{escape(name.removeprefix("notesnlp."))}</text>',
                f'<text x="{left + 10:.0f}" y="{top + 35}" fill="{_TEXT}">{escape(told)}</text>',
            ]
    foot = 40 + len(rows) * (_ROW + _GAP)
    parts += [
        f'<path d="M30 44 V{foot - 14}" stroke="{_TEXT}" stroke-width="2" fill="none"/>',
        f'<path d="M24 {foot - 20} L30 {foot - 8} L36 {foot - 20} Z" fill="{_TEXT}"/>',
        f'<text x="26" y="{foot // 2}" fill="{_TEXT}" transform="rotate(-90 22 {foot // 2})" text-anchor="middle">what is said flows this way</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PATH.write_text(picture(), encoding="utf-8")
