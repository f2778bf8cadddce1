"""The encoder: all-MiniLM-L6-v2 by onnxruntime, with or without weights tuned for the detectors.

The graph holds no weights; they come from safetensors: matrices in eight bits, with a scale
for each column, and word embeddings at half precision. A tuned model stores only the layers that
differ, so that detectors and themes share one graph, one tokenizer, and most of the weights.

What goes into a matrix product is rounded to eight bits over the whole text given, so texts are
run one by one: in a batch each would change with its neighbours. It is faster, too, since nothing
is padded (docs/adr/0011-eight-bits.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from notesnlp.embed.runtime import import_runtime
from notesnlp.embed.store import read_arrays, read_manifest
from notesnlp.errors import ModelError

GRAPH = "graph.onnx"
WEIGHTS = "weights.safetensors"
TOKENIZER = "tokenizer.json"

DIMENSIONS = 384
_MOST_TOKENS = 256
"""Word pieces of a text that sentence vectors look at; what the base model was trained on."""
Floats = NDArray[np.float32]


class Encoder:
    """Token and sentence vectors of texts.

    Args:
        folder: the base model.
        overlay: a safetensors file of weights that replace the base's.
        threads: cores that one call may use.
    """

    def __init__(self, folder: Path, *, overlay: Path | None = None, threads: int = 1) -> None:
        read_manifest(folder)
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._folder = folder
        self._overlay = overlay
        self._threads = threads

    @cached_property
    def _session(self) -> Any:
        ort = import_runtime()
        weights = read_arrays(self._folder / WEIGHTS)
        if self._overlay:
            weights |= read_arrays(self._overlay)
        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        # The session reads the values while it is built and keeps its own copies after.
        values = {
            name: array.astype(np.float32) if array.dtype == np.float16 else array
            for name, array in weights.items()
        }
        options.add_external_initializers(
            list(values), [ort.OrtValue.ortvalue_from_numpy(value) for value in values.values()]
        )
        graph = (self._folder / GRAPH).read_bytes()
        return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def word_pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text's word pieces, without the marks for beginning and end."""
        encodings = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    @cached_property
    def marks(self) -> tuple[int, int]:
        """The ids of the marks for the beginning and the end of a text."""
        begin, end = (self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        if begin is None or end is None:
            raise ModelError(
                "the tokenizer has no [CLS] or [SEP]", path=self._folder, remedy="restore the model"
            )
        return begin, end

    def token_vectors(self, ids: Sequence[int]) -> Floats:
        """The last layer's vectors.

        Args:
            ids: of at most 512 word pieces, marks included.

        Returns:
            Array of shape (ids, 384).
        """
        feed = {"input_ids": np.array([ids], np.int64)}
        output: Floats = self._session.run(None, feed)[0][0]
        return output

    def sentence_vectors(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of texts, close to those of sentence-transformers.

        Returns:
            Array of shape (texts, 384).
        """
        begin, end = self.marks
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for number, pieces in enumerate(self.word_pieces(texts)):
            ids = [begin, *pieces[: _MOST_TOKENS - 2], end]
            vectors[number] = self.token_vectors(ids).mean(axis=0)
        return unit(vectors)


def unit(vectors: Floats) -> Floats:
    """`vectors` at unit length."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def load_encoder(models: Path, *, tuned: bool = False, threads: int = 1) -> Encoder:
    """The encoder in `models`: the base for themes, or the one tuned for the detectors."""
    overlay = models / "judge" / WEIGHTS if tuned else None
    return Encoder(
        models / "encoder",
        overlay=overlay if overlay and overlay.is_file() else None,
        threads=threads,
    )
