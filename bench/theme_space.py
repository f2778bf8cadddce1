"""The space of themes alone, from the corpora: python -m bench.theme_space (part of `make models`)."""

from __future__ import annotations

from pathlib import Path

from notesnlp.learn.annotations import load_sets
from notesnlp.training.themes import train_themes


def main(corpora: Path = Path("corpora"), models: Path = Path("models")) -> None:
    train_themes(load_sets([corpora / "train"]), models, log=print)


if __name__ == "__main__":
    main()
