"""Why a finding was made: what the judge weighed, which rules spoke, what would have changed it."""

from notesnlp.explain.explanation import Explanation
from notesnlp.explain.finding import explain, find_finding

__all__ = ["Explanation", "explain", "find_finding"]
