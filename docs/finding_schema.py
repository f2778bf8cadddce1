"""Writes reference/finding.schema.json from the classes of findings: `python docs/finding_schema.py`."""

from __future__ import annotations

import json
from pathlib import Path

from notesnlp.report.schema import finding_schema

PATH = Path(__file__).parent / "reference" / "finding.schema.json"


def reference() -> str:
    """The schema as it is now."""
    return json.dumps(finding_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(reference(), encoding="utf-8")
