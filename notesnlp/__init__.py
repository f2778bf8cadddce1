"""notesnlp reads the meeting notes of an IT organisation and tells its CIO what customers said.

>>> import notesnlp
>>> notesnlp.__version__
'0.1.0'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notesnlp.config import Settings, load_settings
    from notesnlp.errors import NotesError
    from notesnlp.model.finding import Dependency, Finding, FollowUp, Framing, Idea, Need
    from notesnlp.model.meeting import Meeting, Speaker, Turn
    from notesnlp.run import Analysis, Pipeline, Portfolio, analyze_folder, load, read

__version__ = "0.1.0"

_HOMES = {
    "notesnlp.config": ("Settings", "load_settings"),
    "notesnlp.errors": ("NotesError",),
    "notesnlp.model.finding": ("Dependency", "Finding", "FollowUp", "Framing", "Idea", "Need"),
    "notesnlp.model.meeting": ("Meeting", "Speaker", "Turn"),
    "notesnlp.run": ("Analysis", "Pipeline", "Portfolio", "analyze_folder", "load", "read"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Analysis",
    "Dependency",
    "Finding",
    "FollowUp",
    "Framing",
    "Idea",
    "Meeting",
    "Need",
    "NotesError",
    "Pipeline",
    "Portfolio",
    "Settings",
    "Speaker",
    "Turn",
    "analyze_folder",
    "load",
    "load_settings",
    "read",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used: the command line must start at once."""
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'notesnlp' has no attribute {name!r}")
