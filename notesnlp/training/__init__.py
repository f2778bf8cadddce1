"""Training: from annotated sets to models on disk."""
