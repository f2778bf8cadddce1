from pathlib import Path

from notesnlp.config import Settings
from notesnlp.embed.store import default_models, read_manifest
from notesnlp.run.folder import run_folders


def test_models_are_trained_into_a_folder_of_their_own(notesnlp, tiny_sets, tmp_path: Path):
    learn, choose = tiny_sets
    shipped = read_manifest(default_models() / "judge")
    answer = notesnlp("train", learn, "--validation", choose, "-o", tmp_path / "models")
    assert answer.code == 0, answer.err
    assert "training on 3 meetings" in answer.out
    manifest = read_manifest(tmp_path / "models" / "judge")
    names = [name.rpartition("/")[2] for name in (*manifest["train"], *manifest["validation"])]
    assert names == ["learn", "choose"]
    assert read_manifest(default_models() / "judge") == shipped
    models = Settings(models=tmp_path / "models")
    assert len(run_folders([choose], models).results.meetings) == 2


def test_validation_without_a_kind_that_is_learned_is_two(
    notesnlp, write_set, tiny_sets, tmp_path: Path
):
    row = {"meeting": "a.txt", "line": 1, "quote": "We wait.", "kind": "need", "type": "pain"}
    poor = write_set(tmp_path / "poor", {"a.txt": "Dana: We wait.\nSam: Fine.\n"}, [row])
    answer = notesnlp("train", tiny_sets[0], "--validation", poor, "-o", tmp_path / "models")
    assert answer.code == 2
    assert "the validation sets have no framing" in answer.err


def test_the_shipped_models_are_adapted_to_a_few_annotations(notesnlp, tiny_sets, tmp_path: Path):
    out = tmp_path / "models"
    answer = notesnlp("train", tiny_sets[0], "-o", out)
    assert answer.code == 0, answer.err
    assert "adapting" in answer.out
    assert answer.out.splitlines()[-2:] == [
        f"wrote {out}",
        f"Next: notesnlp evaluate SET --models {out}",
    ]
    manifest = read_manifest(out / "judge")
    assert manifest["adapted"]["to"] == ["learn"]
    assert "need" in manifest["adapted"]["kinds"]
    assert manifest["thresholds"] == read_manifest(default_models() / "judge")["thresholds"]
    assert run_folders([tiny_sets[1]], Settings(models=out)).results.findings


def test_too_few_annotations_are_two(notesnlp, write_set, tmp_path: Path):
    row = {"meeting": "a.txt", "line": 1, "quote": "We wait.", "kind": "need", "type": "pain"}
    poor = write_set(tmp_path / "poor", {"a.txt": "Dana: We wait.\nSam: Fine.\n"}, [row])
    answer = notesnlp("train", poor, "-o", tmp_path / "models")
    assert answer.code == 2
    assert "no kind has 10 findings" in answer.err
    assert not (tmp_path / "models").exists()


def test_wrong_usage_is_two(notesnlp, tiny_sets, tmp_path: Path):
    learn, choose = tiny_sets
    out = tmp_path / "models"
    assert notesnlp("train", learn).code == 2
    assert notesnlp("train", learn, "-o", default_models()).code == 2
    assert notesnlp("train", learn, "-o", out, "--epochs", "2").code == 2
    assert notesnlp("train", learn, "--validation", tmp_path / "nowhere", "-o", out).code == 2
    assert notesnlp("train", learn, "--validation", choose, "-o", out, "--epochs", "0").code == 2
    assert not out.exists()
