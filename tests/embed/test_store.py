import json
import re
from pathlib import Path

import numpy as np
import pytest

import notesnlp
from notesnlp.embed import Encoder
from notesnlp.embed.store import (
    MANIFEST,
    default_models,
    file_hash,
    read_arrays,
    read_manifest,
    write_arrays,
    write_manifest,
)
from notesnlp.errors import ModelError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_arrays(tmp_path / "weights.safetensors", {"a": np.arange(6.0).reshape(2, 3).T})
    (tmp_path / "notes.txt").write_text("no part of the model")
    write_manifest(tmp_path, {"licence": "Apache-2.0"})
    return tmp_path


def test_what_is_written_is_read(folder: Path):
    manifest = read_manifest(folder)
    assert manifest["licence"] == "Apache-2.0"
    assert manifest["files"] == {"weights.safetensors": file_hash(folder / "weights.safetensors")}
    assert np.array_equal(
        read_arrays(folder / "weights.safetensors")["a"], np.arange(6.0).reshape(2, 3).T
    )


def test_a_changed_file_is_refused(folder: Path):
    with (folder / "weights.safetensors").open("ab") as stream:
        stream.write(b"\0")
    _refused(folder, "hash")


def test_a_missing_file_is_refused(folder: Path):
    (folder / "weights.safetensors").unlink()
    _refused(folder, "missing")


def test_a_missing_model_is_refused(tmp_path: Path):
    _refused(tmp_path / "nowhere", "missing")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"files": null}', '{"files": []}', '{"files": "weights"}', "7", "\xff"],
)
def test_a_damaged_manifest_is_refused(folder: Path, text: str):
    (folder / MANIFEST).write_bytes(text.encode("latin-1"))
    _refused(folder, "damaged")


def test_a_manifest_may_name_no_hash_but_the_file_s(folder: Path):
    (folder / MANIFEST).write_text(json.dumps({"files": {"weights.safetensors": None}}))
    _refused(folder, "hash")


def _refused(folder: Path, reason: str) -> None:
    with pytest.raises(ModelError, match=reason) as caught:
        read_manifest(folder)
    assert str(folder) in str(caught.value)
    assert "restore" in (caught.value.remedy or "")


@pytest.mark.parametrize("data", [b"", b"garbage", b"\xff" * 64])
def test_damaged_arrays_are_refused(tmp_path: Path, data: bytes):
    (tmp_path / "w.safetensors").write_bytes(data)
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        read_arrays(tmp_path / "w.safetensors")
    assert caught.value.remedy


def test_missing_arrays_are_refused(tmp_path: Path):
    with pytest.raises(ModelError):
        read_arrays(tmp_path / "w.safetensors")


def test_an_encoder_without_its_folder_is_refused(tmp_path: Path):
    with pytest.raises(ModelError):
        Encoder(tmp_path)


def test_the_shipped_models_are_whole():
    models = default_models()
    for name in ("encoder", "judge"):
        assert read_manifest(models / name)["files"]


def test_nothing_is_ever_pickled():
    package = Path(notesnlp.__file__).parent
    unsafe = re.compile(
        r"^\s*(?:import|from)\s+(?:pickle|cPickle|_pickle|dill|cloudpickle|joblib|shelve|marshal)\b"
        r"|allow_pickle\s*=\s*True|\btorch\.(?:load|save)\(|\.to_pickle\(|\bread_pickle\(",
        re.M,
    )
    guilty = [
        str(path)
        for path in package.rglob("*.py")
        if unsafe.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []
    endings = {path.suffix for path in default_models().rglob("*") if path.is_file()}
    assert endings <= {".safetensors", ".json", ".onnx", ".md"}
