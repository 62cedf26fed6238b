"""Clean text → speech: title, sections, paragraphs and points, each with an anchor and its place in the witness."""

from build_scripts.parse.assemble import parse

__all__ = ["parse"]
