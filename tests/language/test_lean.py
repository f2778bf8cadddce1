import subprocess
import sys

import pytest

CODE = """
import sys
from notesnlp.language.lean import leave_torch_out
leave_torch_out()
import notesnlp.run.folder
import notesnlp.report.output
print(sorted({"spacy", "sklearn", "torch"} & sys.modules.keys()))
from notesnlp.language.sentences import load_tokenizer
load_tokenizer()
print(sorted({"spacy", "torch"} & sys.modules.keys()))
"""


def test_a_run_loads_spacy_late_and_without_torch():
    pytest.importorskip("torch")
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "['spacy']"]
