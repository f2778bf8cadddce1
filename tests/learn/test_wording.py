import shutil
from pathlib import Path

import numpy as np
import pytest

from notesnlp.embed.store import MANIFEST, read_manifest, write_manifest
from notesnlp.errors import ModelError
from notesnlp.learn.labels import EVENTS
from notesnlp.learn.wording import FOLDER, TERMS, Wording, fit_wording

QUOTES = {
    "hiring": ["six new fitters start in May", "nine fitters start on Monday"],
    "audit": ["the auditors come in June", "an auditor looks at the till"],
    "print_mail": ["the letters go out in March", "letters to all tenants"],
}


@pytest.fixture
def learned(tmp_path: Path) -> Path:
    told = [(quote, event) for event, quotes in QUOTES.items() for quote in quotes * 3]
    fit_wording([quote for quote, _ in told], [event for _, event in told], tmp_path / FOLDER)
    return tmp_path / FOLDER


def test_words_tell_the_event(learned: Path):
    wording = Wording(learned)
    assert wording.names == ("audit", "hiring", "print_mail")
    found = wording(["a fitter will start", "the auditors again"])
    assert found.shape == (2, 3)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)
    assert found.argmax(axis=1).tolist() == [1, 0]


def test_a_quote_of_unknown_words_tells_little(learned: Path):
    assert Wording(learned)(["xyzzy"]).max() < 0.5


def test_the_shipped_wording_knows_the_events_of_training(models: Path):
    wording = Wording(models / FOLDER)
    assert set(wording.names) == set(EVENTS)
    quotes = ["the lease on the branch runs out and it closes", "the auditors are here in May"]
    found = [wording.names[at] for at in wording(quotes).argmax(axis=1)]
    assert found == ["site_closing", "audit"]


def test_terms_of_another_training_are_told(learned: Path, models: Path):
    shutil.copyfile(models / FOLDER / TERMS, learned / TERMS)
    about = {key: value for key, value in read_manifest(models / FOLDER).items() if key != "files"}
    (learned / MANIFEST).unlink()
    write_manifest(learned, about)
    with pytest.raises(ModelError, match="differ"):
        Wording(learned)
