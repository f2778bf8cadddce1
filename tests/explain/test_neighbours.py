from pathlib import Path

import pytest

from notesnlp.errors import AnnotationError
from notesnlp.explain.neighbours import default_corpora, nearest

GATE = "The gate screen is down again."


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "notesnlp"


def test_the_nearest_come_first_and_each_quote_once(tiny_sets, encoder):
    near = nearest(GATE, "need", tiny_sets[0].parent, encoder)
    assert "The gate screen at the" in near[0].quote
    assert near[0].type == "pain"
    assert near[0].corpus in {"learn", "choose"}
    assert len(near) == len({item.quote for item in near}) == 5
    assert [item.nearness for item in near] == sorted(
        (item.nearness for item in near), reverse=True
    )


def test_only_the_kind_asked_for(tiny_sets, encoder):
    assert {item.type for item in nearest(GATE, "followup", tiny_sets[0], encoder)} <= {"action", "stuck"}  # fmt: skip


def test_the_second_call_reads_the_cache_and_says_the_same(tiny_sets, encoder, cache: Path):
    first = nearest(GATE, "need", tiny_sets[0], encoder)
    (kept,) = cache.iterdir()
    assert nearest(GATE, "need", tiny_sets[0], encoder) == first
    kept.write_bytes(b"cut off")
    assert nearest(GATE, "need", tiny_sets[0], encoder) == first


def test_a_cache_that_cannot_be_written_costs_nothing(tiny_sets, encoder, cache: Path):
    cache.parent.write_text("a file where a folder should be")
    assert nearest(GATE, "need", tiny_sets[0], encoder)


def test_a_folder_without_sets_is_told(tmp_path: Path, encoder):
    with pytest.raises(AnnotationError, match=r"no gold\.jsonl"):
        nearest(GATE, "need", tmp_path, encoder)


def test_a_checkout_has_the_corpora():
    assert default_corpora()
