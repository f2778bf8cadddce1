"""Who met whom, when: from the rosters beside the notes, else from what the notes say, else unknown."""

from notesnlp.metadata.describe import describe
from notesnlp.metadata.people import People
from notesnlp.metadata.rosters import Rosters, load_rosters

__all__ = ["People", "Rosters", "describe", "load_rosters"]
