"""Themes: needs and ideas of all meetings that one piece of work would serve, named and ranked."""

from notesnlp.themes.build import Theme, Themes, build_themes

__all__ = ["Theme", "Themes", "build_themes"]
