"""Writes the settings into reference/settings.md from the typed model: `python docs/settings_reference.py`."""

from __future__ import annotations

from pathlib import Path

from notesnlp.cli.commented import commented_settings

PATH = Path(__file__).parent / "reference" / "settings.md"
_BEGIN = "<!-- settings: written by `python docs/settings_reference.py` -->"
_END = "<!-- end of settings -->"


def reference() -> str:
    """The page with the settings as they are now."""
    before, _, rest = PATH.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n```toml\n{commented_settings()}```\n{_END}{after}"


if __name__ == "__main__":
    PATH.write_text(reference(), encoding="utf-8")
