"""Detectors: a meeting and the judge's probabilities in, findings out. A folder each kind.

None of them changes the meeting, and none knows of the others.
"""

from notesnlp.detectors.detect import Detection, detect

__all__ = ["Detection", "detect"]
