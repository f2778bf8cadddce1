"""The run: one meeting, or a folder of them, from files to a Portfolio."""

from notesnlp.report.results import Failure
from notesnlp.run.folder import analyze_folder
from notesnlp.run.pipeline import Analysis, Pipeline, load, read
from notesnlp.run.portfolio import Portfolio

__all__ = ["Analysis", "Failure", "Pipeline", "Portfolio", "analyze_folder", "load", "read"]
