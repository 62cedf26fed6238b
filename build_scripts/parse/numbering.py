"""The ladder of heading numbers, as data: an ordered table, outermost level first.

The order is that of GB/T 9704—2012 §7.3.3 (一、→（一）→ 1. →（1）), with the book divisions of statutes
above it. A pattern only says that a line *may* open a section and which number it carries; whether it
does is decided by the sequence it stands in (see `numbered`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CN = "〇零一二三四五六七八九十百"
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}


@dataclass(frozen=True, slots=True)
class NumberingPattern:
    """One kind of heading number.

    `regex` matches at the start of a paragraph; its whole match is the label, its group ``n`` the number.
    """

    name: str
    regex: re.Pattern[str]
    examples: tuple[tuple[str, str, int], ...]
    """(text, label, number)"""
    counterexamples: tuple[str, ...]


LADDER: tuple[NumberingPattern, ...] = (
    NumberingPattern(
        "division",
        re.compile(rf"第(?P<n>[{_CN}]{{1,6}}|\d{{1,3}})[编篇](?:[：:、]|[ \t\u3000\u00a0]+|(?=.))"),
        (("第一编　总则", "第一编　", 1), ("第二篇　主要任务", "第二篇　", 2)),
        ("第一部分", "篇首语"),
    ),
    NumberingPattern(
        "chapter",
        re.compile(rf"第(?P<n>[{_CN}]{{1,6}}|\d{{1,3}})(?:章|部分)(?:[：:、]|[ \t\u3000\u00a0]+|(?=.))"),
        (
            ("第一章　总　　则", "第一章　", 1),
            ("第十二章 附则", "第十二章 ", 12),
            ("第二部分：主要任务", "第二部分：", 2),
        ),
        ("第一，要坚持", "第一个百年", "第一产业增加值"),
    ),
    NumberingPattern(
        "clause",
        re.compile(rf"第(?P<n>[{_CN}]{{1,6}}|\d{{1,3}})节(?:[：:、]|[ \t\u3000\u00a0]+|(?=.))"),
        (("第三节　法律责任", "第三节　", 3),),
        ("节约用水", "第三季度"),
    ),
    NumberingPattern(
        "counter",
        re.compile(rf"(?P<n>[{_CN}]{{1,6}})(?:、[ \t\u3000\u00a0]*|[ \t\u3000\u00a0]+)(?![{_CN}]+[、等])"),
        (("一、增强信心", "一、", 1), ("十二、其他", "十二、", 12), ("一　两种宇宙观", "一　", 1)),
        ("一、二、三等奖", "一是政治站位", "一个时期以来", "二〇二六年一月"),
    ),
    NumberingPattern(
        "bracket",
        re.compile(rf"[（(][ \t\u3000]*(?P<n>[{_CN}]{{1,6}})[ \t\u3000]*[）)][ \t\u3000\u00a0]*"),
        (("（一）要带头秉公用权", "（一）", 1), ("(十)平安建设", "(十)", 10)),
        ("（作者为部长）", "（1）细化措施", "（一九四九年十月一日）"),
    ),
    NumberingPattern(
        "open-bracket",
        re.compile(rf"(?P<n>[{_CN}]{{1,6}})[）)][ \t\u3000\u00a0]*"),
        (("三）加强管理", "三）", 3),),
        ("三、加强管理", "（三）加强管理"),
    ),
    NumberingPattern(
        "arabic",
        re.compile(
            r"(?P<n>[1-9１-９][0-9０-９]?)(?:[.．、](?![0-9０-９])|[ \t\u3000\u00a0]+(?=[\u4e00-\u9fff]))[ \t\u3000\u00a0]*"
        ),
        (("1.抓好落实", "1.", 1), ("12．其他", "12．", 12), ("３、稳定就业", "３、", 3)),
        ("1.5万人", "2026年", "100个百分点", "21.5+2就业之家"),
    ),
    NumberingPattern(
        "arabic-bracket",
        re.compile(r"[（(][ \t\u3000]*(?P<n>[0-9０-９]{1,2})[ \t\u3000]*[）)][ \t\u3000\u00a0]*"),
        (("（1）细化措施", "（1）", 1), ("(12)其他", "(12)", 12)),
        ("（2026年1月27日）", "（一）要"),
    ),
)


def number_of(digits: str) -> int:
    """The value of Chinese (一百二十三, 二〇) or Arabic digits, full- or half-width."""
    if digits.isdecimal():
        return int(digits)
    total = current = 0
    positional = not any(c in "十百" for c in digits)
    for c in digits:
        if positional:
            total = total * 10 + _DIGITS[c]
        elif c in "十百":
            total += (current or 1) * (10 if c == "十" else 100)
            current = 0
        else:
            current = _DIGITS[c]
    return total + current


def opens_numbered(text: str) -> bool:
    """Whether `text` begins with anything that the ladder knows."""
    return any(pattern.regex.match(text) for pattern in LADDER)
