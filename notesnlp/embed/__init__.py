"""The sentence encoder: the only place that runs a neural network for the product."""

from notesnlp.embed.encoder import Encoder, load_encoder
from notesnlp.embed.windows import Window, encode_sentences, pack

__all__ = ["Encoder", "Window", "encode_sentences", "load_encoder", "pack"]
