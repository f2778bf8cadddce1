"""Sphinx settings."""

project = "notesnlp"
author = "The notesnlp authors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
exclude_patterns = ["_build", "examples", "notebooks"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
