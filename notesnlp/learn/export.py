"""From a torch transformer to the runtime's form: a graph without weights, and the weights apart."""

from __future__ import annotations

import copy
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, numpy_helper

from notesnlp.embed.encoder import GRAPH, TOKENIZER, WEIGHTS
from notesnlp.embed.runtime import import_runtime
from notesnlp.embed.store import Arrays, read_arrays, write_arrays, write_manifest

_SMALLEST = 384
"""Initializers with fewer values are constants of the graph, not weights."""


class _Attention(torch.autograd.Function):
    """Attention of all heads as one step of the runtime, which never holds the matrix of weights.

    It takes a text alone, without padding, so there is no mask.
    """

    @staticmethod
    def forward(context: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        batch, tokens, width = query.shape
        apart = [
            item.view(batch, tokens, heads, width // heads).transpose(1, 2)
            for item in (query, key, value)
        ]
        seen = torch.nn.functional.scaled_dot_product_attention(*apart)
        return seen.transpose(1, 2).reshape(batch, tokens, width)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        step = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return step.setType(query.type())


class _Hidden(torch.nn.Module):
    """The last layer of a BERT for texts without padding."""

    def __init__(self, transformer: Any) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: Any) -> Any:
        hidden = self.transformer.embeddings(input_ids=input_ids)
        for layer in self.transformer.encoder.layer:
            heads = layer.attention.self
            seen = _Attention.apply(  # type: ignore[no-untyped-call]
                heads.query(hidden),
                heads.key(hidden),
                heads.value(hidden),
                heads.num_attention_heads,
            )
            seen = layer.attention.output(seen, hidden)
            hidden = layer.output(layer.intermediate(seen), seen)
        return hidden


def split_graph(transformer: Any) -> tuple[bytes, Arrays]:
    """The ONNX graph of `transformer` with its weights taken out, and the weights by name.

    Matrices are in eight bits, one of which stays free: without it, sums overflow on
    processors that have no instruction for products of bytes.
    """
    import_runtime()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    transformer = copy.deepcopy(transformer).cpu().eval()  # tuning goes on with the one given
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of constants that are constants
        exported, quantized = Path(folder) / GRAPH, Path(folder) / f"quantized-{GRAPH}"
        torch.onnx.export(
            _Hidden(transformer),
            (torch.randint(5, 1000, (1, 40)),),
            str(exported),
            input_names=["input_ids"],
            output_names=["tokens"],
            dynamic_axes={"input_ids": {1: "tokens"}, "tokens": {1: "tokens"}},
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        _name_matrices(exported, transformer)
        quantize_dynamic(
            exported,
            quantized,
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
        model = onnx.load(quantized)
    weights: Arrays = {}
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.size < _SMALLEST or not array.any():  # zero points are constants
            continue
        weights[tensor.name] = array
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", WEIGHTS), ("offset", "0"), ("length", str(array.nbytes))):
            entry = tensor.external_data.add()
            entry.key, entry.value = key, value
    return model.SerializeToString(), weights


def _name_matrices(path: Path, transformer: Any) -> None:
    """Give the matrices, which the exporter numbers, the names they have in `transformer`."""
    model = onnx.load(path)
    names = {
        np.ascontiguousarray(parameter.detach().numpy().T).tobytes(): name
        for name, parameter in transformer.named_parameters()
        if name.startswith("encoder.") and parameter.dim() == 2
    }
    renamed = {}
    for tensor in model.graph.initializer:
        if name := names.get(numpy_helper.to_array(tensor).tobytes()):
            renamed[tensor.name] = name
            tensor.name = name
    for node in model.graph.node:
        for place, given in enumerate(node.input):
            node.input[place] = renamed.get(given, given)
    onnx.save(model, path)


def save_base(transformer: Any, source: Path, folder: Path) -> None:
    """Save the base encoder in `folder`, with the tokenizer found in `source`."""
    folder.mkdir(parents=True, exist_ok=True)
    graph, weights = split_graph(transformer)
    (folder / GRAPH).write_bytes(graph)
    write_arrays(folder / WEIGHTS, {name: _stored(value) for name, value in weights.items()})
    shutil.copyfile(source / TOKENIZER, folder / TOKENIZER)
    write_manifest(
        folder,
        {
            "model": "sentence-transformers/all-MiniLM-L6-v2",
            "licence": "Apache-2.0",
            "precision": "matrices in eight bits, the rest at half precision on disk",
        },
    )


def save_overlay(transformer: Any, base: Path, path: Path) -> None:
    """Save at `path` the weights of `transformer` that differ from the base encoder in `base`."""
    _, weights = split_graph(transformer)
    known = read_arrays(base / WEIGHTS)
    stored = {name: _stored(value) for name, value in weights.items()}
    write_arrays(
        path,
        {name: value for name, value in stored.items() if not np.array_equal(value, known[name])},
    )


def _stored(array: NDArray[Any]) -> NDArray[Any]:
    """`array` as it lies on disk: floats at half precision, bytes as they are."""
    return array.astype(np.float16) if array.dtype == np.float32 else array
