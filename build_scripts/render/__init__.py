"""Speeches and index → pages: plain Markdown with our own anchors, and the data. Nothing here touches the disk."""

from build_scripts.render.data import render_index, render_speeches, render_text
from build_scripts.render.glossary import render_glossary
from build_scripts.render.library import Library
from build_scripts.render.lists import render_home, render_list
from build_scripts.render.speech import render_speech
from build_scripts.render.urls import speech_url
from build_scripts.render.xref import render_xref

__all__ = [
    "Library",
    "render_glossary",
    "render_home",
    "render_index",
    "render_list",
    "render_speech",
    "render_speeches",
    "render_text",
    "render_xref",
    "speech_url",
]
