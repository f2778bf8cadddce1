from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.docs.blocks import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
_MOST_BYTES = 150_000
"""Of a notebook with its outputs: a page, no archive."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_from_top_to_end(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()
    assert all(cell.get("execution_count") for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_its_outputs_are_there_and_small(path: Path):
    notebook = nbformat.read(path, as_version=4)
    assert path.stat().st_size < _MOST_BYTES
    assert any(cell.get("outputs") for cell in notebook.cells if cell.cell_type == "code")
    assert all("image/svg+xml" not in str(cell.get("outputs")) for cell in notebook.cells)
