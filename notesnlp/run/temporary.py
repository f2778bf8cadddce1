"""Folders that go with what they were made for."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path


def temporary_folder(owner: object) -> Path:
    """A new folder that only this user can look into, removed when `owner` is no more."""
    folder = tempfile.mkdtemp(prefix="notesnlp-")
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
