"""Redaction: whom and what a text names, and the pseudonyms that stand in their places."""

from notesnlp.redaction.cast import Cast
from notesnlp.redaction.find import Personal, find_personal
from notesnlp.redaction.meeting import Redacted, names_apart, redact, redacted_name
from notesnlp.redaction.pseudonyms import Pseudonyms, open_pseudonyms

__all__ = [
    "Cast",
    "Personal",
    "Pseudonyms",
    "Redacted",
    "find_personal",
    "names_apart",
    "open_pseudonyms",
    "redact",
    "redacted_name",
]
