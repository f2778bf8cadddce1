"""spaCy, imported without what nothing here uses of it.

Its library thinc imports torch wherever that is installed: 2.8 s and 200 MB for nothing, as the
package runs no network of spaCy's that needs it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_lean = False


def leave_torch_out() -> None:
    """Let spaCy be imported without torch: for processes of our own, in which nobody else uses it."""
    global _lean
    _lean = True


def import_spacy() -> ModuleType:
    """The module `spacy`."""
    if _lean and not {"torch", "thinc"} & sys.modules.keys():
        sys.modules["torch"] = None  # type: ignore[assignment]  # its import fails at once
        try:
            import_module("thinc.compat")
        finally:
            del sys.modules["torch"]
    import spacy

    return spacy
