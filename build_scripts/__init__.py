"""Yanlu 言录: from a folder of Chinese speeches to a citable, cross-referenced, exactly searchable site."""

__version__ = "0.1.0"
