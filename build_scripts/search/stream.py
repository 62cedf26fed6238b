"""All folded paragraphs as one stream of code points, in which a position names a character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from build_scripts.fold import fold
from build_scripts.model import Speech

Codes = npt.NDArray[np.uint32]

GAP = "\0"
"""Follows every paragraph. Folding drops it, so no paragraph holds one."""


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """The folded paragraphs of all speeches, in order, a gap after each."""

    codes: Codes
    lengths: tuple[tuple[int, ...], ...]
    """Of each paragraph, speech by speech, its gap not counted."""

    @property
    def sizes(self) -> list[int]:
        """What each speech takes up in the stream, its gaps included."""
        return [sum(lengths) + len(lengths) for lengths in self.lengths]


def lay(speeches: Sequence[Speech]) -> Stream:
    """The stream of `speeches`."""
    parts: list[bytes] = []
    lengths: list[tuple[int, ...]] = []
    for speech in speeches:
        folded = [fold(paragraph.text) for paragraph in speech.paragraphs]
        lengths.append(tuple(map(len, folded)))
        parts.append("".join(text + GAP for text in folded).encode("utf-32-le"))
    return Stream(np.frombuffer(b"".join(parts), dtype="<u4").astype(np.uint32), tuple(lengths))
