"""Measurements and trainings, each by one command; what they print is kept in README.md."""
