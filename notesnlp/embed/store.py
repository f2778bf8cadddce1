"""Models on disk: a folder with a manifest of hashes, safetensors and JSON, never pickle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from notesnlp.errors import ModelError

MANIFEST = "manifest.json"
MODELS = ("encoder", "judge", "wording", "themes")
"""The models of a folder, each in a folder of its own."""
_RESTORE = "restore the folder from the release, or train it again with `make models`"

Arrays = dict[str, NDArray[Any]]


def default_models() -> Path:
    """Where the shipped models lie: inside the installed package, else beside it in a checkout.

    Raises:
        ModelError: there are none.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_models", package.parent / "models"):
        if (folder / "encoder" / MANIFEST).is_file():
            return folder
    raise ModelError(
        "no models were found", path=package.parent / "models", remedy="reinstall notesnlp"
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the model in `folder`, after its files' hashes have been verified.

    Raises:
        ModelError: the manifest or a file is missing, or a file is not what was saved.
    """
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        hashes: list[tuple[str, str]] = list(manifest["files"].items())
    except FileNotFoundError as error:
        raise ModelError("the model is missing", path=path, remedy=_RESTORE) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("the manifest is damaged", path=path, remedy=_RESTORE) from error
    for name, expected in hashes:
        file = folder / name
        if not file.is_file():
            raise ModelError("a file of the model is missing", path=file, remedy=_RESTORE)
        if file_hash(file) != expected:
            raise ModelError("the file's hash is not the manifest's", path=file, remedy=_RESTORE)
    return manifest


def write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    """Write the manifest of all other files in `folder`, with what else is known `about` the model."""
    names = sorted(
        path.name
        for path in folder.iterdir()
        if path.is_file()
        and path.suffix in {".safetensors", ".onnx", ".json"}
        and path.name != MANIFEST
    )
    content = {**about, "files": {name: file_hash(folder / name) for name in names}}
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_arrays(path: Path) -> Arrays:
    """The arrays of a safetensors file by name.

    Raises:
        ModelError: it is missing or damaged.
    """
    try:
        return dict(load_file(path))
    except (OSError, SafetensorError) as error:
        raise ModelError(f"cannot be loaded: {error}", path=path, remedy=_RESTORE) from error


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Save arrays by name as safetensors."""
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, path)
