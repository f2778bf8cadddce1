"""Evaluation: findings against annotated sets, by the definitions of the annotation guidelines."""
