"""What the model learns from: running text of real speeches, without what is planted with its truth later on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
_PARAGRAPH_END = re.compile(r"\n|\u3000[\u3000 \u00a0]*\u3000|\t+")
_BRACKETED = re.compile(r"[（(\[【［〔][^（）()\[\]【】［］〔〕\n]*[）)\]】］〕]")
_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?[0-9０-９]{1,2}[）)、.．](?![0-9０-９]))"
)
# Points are planted: their markers would make more of them than the truth tells.
_POINT = re.compile(
    r"(?:^|(?<=[。；：！？，、”]))(?:十?[一二三四五六七八九十](?:是|要)|第[一二三四五六七八九十]+[，、：])"
)
_DASHES = re.compile(r"[—―–─-]{2,}")
# Marks that come in pairs are planted as well; a model of a few characters would not close them.
_KEPT = re.compile(r"[^\u4e00-\u9fff〇0-9０-９A-Za-z，。、；：！？.．%％‰℃+~-]")
_OCR = (("深人", "深入"), ("人杜", "人社"))
_SHORTEST = 24


@dataclass(frozen=True, slots=True)
class Training:
    """The running text of the documents, and the shapes of their paragraphs."""

    documents: tuple[tuple[str, ...], ...]
    """The paragraphs of each document, stripped of marks in pairs, numbers and markers."""
    plain: tuple[str, ...]
    """Each document as it was read: what the report compares with."""
    paragraph_lengths: tuple[int, ...]
    """How many sentences each paragraph has."""


def read_training(folders: Iterable[Path]) -> Training:
    """Learn from every .txt below the folders, in the order of their paths. No file twice, no paragraph twice."""
    texts = list(dict.fromkeys(_texts(folders)))
    seen: set[str] = set()
    documents = tuple(tuple(_paragraphs(text, seen)) for text in texts)
    lengths = tuple(len(SENTENCE.findall(p)) for paragraphs in documents for p in paragraphs)
    if not lengths:
        raise ValueError("no running text to learn from: give a folder with speeches in .txt files")
    return Training(documents, tuple(texts), lengths)


def _texts(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        for path in sorted(folder.rglob("*.txt"), key=lambda p: p.relative_to(folder).as_posix()):
            yield decode(path.read_bytes())


def decode(data: bytes) -> str:
    """UTF-8 or else GB18030; what is neither reads as U+FFFD, which no paragraph keeps."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _paragraphs(text: str, seen: set[str]) -> Iterator[str]:
    for piece in _PARAGRAPH_END.split(text):
        paragraph = _running(piece.strip())
        if len(paragraph) >= _SHORTEST and paragraph[-1] in "。！？" and paragraph not in seen:
            seen.add(paragraph)
            yield paragraph


def _running(text: str) -> str:
    bare = _NUMBER.sub("", _BRACKETED.sub("", text))
    bare = _KEPT.sub("", _DASHES.sub("，", bare.replace(",", "，").replace(";", "；").replace(":", "：")))
    for wrong, right in _OCR:
        bare = bare.replace(wrong, right)
    return _POINT.sub("", re.sub(r"[，、；：]+(?=[，、；：。！？])", "", bare)).lstrip("，、；：。！？.-")
