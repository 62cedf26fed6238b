"""Dates as printed → ISO 8601, as exact as printed and no more."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from build_scripts.parse.numbering import number_of

_CN = "〇零一二三四五六七八九"
_ARABIC = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:\s*年(?:\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日)?)?"
    r"|(?P<s>[-./])(?P<m2>\d{1,2})(?:(?P=s)(?P<d2>\d{1,2}))?(?!\d))"
)
_CHINESE = re.compile(rf"([一二][{_CN}]{{3}})年(?:([{_CN}十]{{1,2}})月(?:([{_CN}十]{{1,3}})日)?)?")
_SPACED_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")


def find_date(text: str) -> str | None:
    """The first calendar date in `text`, or None. Full-width and Chinese numerals and spaced digits are read.

    >>> find_date("——１９９８ 年3 月5 日在会上")
    '1998-03-05'
    >>> find_date("二〇二六年一月")
    '2026-01'
    """
    folded = _SPACED_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    if found := _ARABIC.search(folded):
        return _iso(
            *(
                int(g) if g else None
                for g in (found["y"], found["m"] or found["m2"], found["d"] or found["d2"])
            )
        )
    if chinese := _CHINESE.search(folded.replace("○", "〇")):
        return _iso(*(number_of(g) if g else None for g in chinese.groups()))
    return None


def _iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """ISO 8601 with the precision given; None where the calendar has no such day."""
    if year is None:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
