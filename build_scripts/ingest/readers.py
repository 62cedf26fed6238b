"""The readers, one a format: bytes → text. A new format is one function and one line in `READERS`."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType


class ReadError(Exception):
    """A source that cannot be read as what it says it is.

    Args:
        message: one line: what is wrong and what to do about it.
        line: the line of the source at which it went wrong, from 1, where that is known.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a reader made of a file: its text, and the encoding that it was found to be in."""

    text: str
    encoding: str


def read_text(data: bytes) -> Decoded:
    """Decode plain text in UTF-8. A byte order mark tells the encoding and is no part of the text.

    Raises:
        ReadError: a byte is not UTF-8. It is never replaced: a wrong character in an archive is worse than none.
    """
    marked = data.startswith(codecs.BOM_UTF8)
    body = data[len(codecs.BOM_UTF8) :] if marked else data
    try:
        return Decoded(body.decode("utf-8"), "utf-8-sig" if marked else "utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + (len(codecs.BOM_UTF8) if marked else 0)
        line = data.count(b"\n", 0, offset) + 1
        raise ReadError(
            f"byte 0x{data[offset]:02X} at offset {offset} is not UTF-8; open the file and save it as UTF-8",
            line,
        ) from error


READERS: MappingProxyType[str, Callable[[bytes], Decoded]] = MappingProxyType({".txt": read_text})
"""Suffix (lower case, with its dot) → reader."""
