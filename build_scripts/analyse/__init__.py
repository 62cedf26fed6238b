"""Speeches → index: the terms of the glossary, references, shared wording, and which speeches belong together."""

from collections.abc import Sequence

from build_scripts.analyse.corpus import read_corpus
from build_scripts.analyse.references import find_references
from build_scripts.analyse.relations import find_relations
from build_scripts.analyse.repeats import closed_repeats
from build_scripts.analyse.reuse import PASSAGE_SHORTEST, find_formulas, find_passages
from build_scripts.analyse.terms import find_terms
from build_scripts.model import Index, Speech

__all__ = ["analyse"]

_SHORTEST_REPEAT = 4


def analyse(speeches: Sequence[Speech]) -> Index:
    """Everything that the speeches of a corpus say together. Deterministic; the order of `speeches` is kept."""
    corpus = read_corpus(speeches)
    texts = [unit.folded.text for unit in corpus.units]
    owners = [unit.speech for unit in corpus.units]
    repeats = tuple(closed_repeats(texts, owners, _SHORTEST_REPEAT, PASSAGE_SHORTEST))
    terms = find_terms(corpus, repeats)
    references = find_references(corpus)
    formulas = find_formulas(corpus, repeats)
    passages = find_passages(corpus, repeats)
    return Index(terms, references, formulas, passages, find_relations(terms, references, formulas))
