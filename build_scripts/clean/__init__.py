"""Witness → clean text: an ordered table of rules, each change recorded so that it can be undone."""

from build_scripts.clean.apply import clean, undo
from build_scripts.clean.rules import RULES

__all__ = ["RULES", "clean", "undo"]
