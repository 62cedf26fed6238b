"""Speeches → the search index: shards of postings and of texts, as scripts that a page loads when it needs them.

A hit is an occurrence of the folded query in a folded paragraph, so all folded paragraphs are laid end to end
with a gap after each, and every character and every pair of neighbours is posted with its position in that
stream. A phrase is found where pairs that cover it stand at the right distances: nothing is cut into words, so
nothing can be missed, and no pair reaches across a gap, so nothing false is found.

The other half are the scripts in ``docs/assets/yanlu/search/``; `format` describes what passes between the two.
"""

from build_scripts.search.index import FOLDER, build_index

__all__ = ["FOLDER", "build_index"]
