import platform
from importlib.metadata import PackageNotFoundError

import pytest

from notesnlp.cli import doctor
from notesnlp.embed.store import MODELS


def test_it_tells_what_is_installed_and_tries_the_models(notesnlp):
    answer = notesnlp("doctor")
    assert answer.code == 0
    assert platform.python_version() in answer.out
    for word in (
        "spacy",
        "onnxruntime",
        *(f"model {name}" for name in MODELS),
        "verified",
        "trial:",
    ):
        assert word in answer.out


def test_it_names_the_extra_that_is_missing(notesnlp, monkeypatch: pytest.MonkeyPatch):
    known = doctor.version

    def version(name: str) -> str:
        if name == "torch":
            raise PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(doctor, "version", version)
    answer = notesnlp("doctor")
    assert answer.code == 0
    assert "pip install 'notesnlp[train]'" in answer.out


def test_it_knows_what_every_optional_part_is_for():
    assert doctor._requirements().keys() - {""} == doctor._PURPOSES.keys()


def test_another_build_of_a_version_is_that_version(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "version", lambda name: "2.1.0+cpu")
    assert doctor._fault("torch", "2.1.0") is None
    assert "tested with 2.1.1" in str(doctor._fault("torch", "2.1.1"))


def test_missing_models_are_two(notesnlp, monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setattr("notesnlp.embed.store.default_models", lambda: tmp_path)
    answer = notesnlp("doctor")
    assert answer.code == 2
    assert "missing" in answer.err
