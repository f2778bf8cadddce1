"""Follow-ups: who promised what, and what has not moved."""
