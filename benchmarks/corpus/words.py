"""Words for everything: sentences and clauses from the model, and names that no person and no place has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.corpus.dice import Dice

NUMERALS = "〇一二三四五六七八九十"

# Such a sentence would be a heading, a point or a list that the truth does not know.
_STRUCTURAL = re.compile(
    r"^[（(]?[一二三四五六七八九十百〇零]+[、）)\s]|^[（(]?[0-9０-９]+[、.．）)]"
    r"|^(?:同志们|各位|女士们|第[一二三四五六七八九十\d]+[章节编篇部])|[谢谢散会]{2}"
    r"|(?:^|[。；：！？，、”])(?:十?[一二三四五六七八九十](?:是|要)|第[一二三四五六七八九十]+[，,、：])"
)
_CLAUSE = re.compile(r"[\u4e00-\u9fff]+(?=[，、；：。])")
_DANGLING = frozenset("的了和与在对把将是为以从及等着不也都而并或就又还中上下来到个向由所被使")

_SURNAMES = (
    "周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施孔曹严金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
)
_GIVEN = "建国志成文海明远德林永新立春和平长青振东学礼家兴宝山玉田景云世安广才克勤守信思源希贤正华"
_PLACE_FIRST = "清临云安平新宁永丰青白金石泉龙长东南北江松柳梅桃凤高广和"
_PLACE_SECOND = "河山川源州阳城海湖岭泽原溪关桥台港江陵口浦田水塘"


class Words:
    """Takes sentences, one after the other; a clause uses up the sentence it comes from."""

    def __init__(self, sentences: Iterator[str]) -> None:
        self._sentences = (s for s in sentences if not _STRUCTURAL.search(s))
        self._clauses: Iterator[str] = (clause for s in self._sentences for clause in _CLAUSE.findall(s))

    def sentence(self) -> str:
        return next(self._sentences)

    def statement(self) -> str:
        """A sentence that ends in 。, of ordinary length."""
        return next(s for s in self._sentences if s[-1] == "。" and 12 <= len(s) <= 120)

    def clause(self, low: int, high: int) -> str:
        """`low` to `high` Chinese characters that stood between two marks."""
        return next(
            c
            for c in self._clauses
            if low <= len(c) <= high and c[0] not in _DANGLING and c[-1] not in _DANGLING
        )

    def coinage(self) -> str:
        """A term of four to seven characters: the head of a clause and the tail of another."""
        head, tail = self.clause(4, 12), self.clause(4, 12)
        return head[: 2 + len(head) % 2 * 2] + tail[-2 - len(tail) % 2 :]


def person(dice: Dice) -> str:
    name = dice.pick(_SURNAMES) + dice.pick(_GIVEN)
    return name + dice.pick(_GIVEN) if dice.chance(70) else name


def place(dice: Dice) -> str:
    return dice.pick(_PLACE_FIRST) + dice.pick(_PLACE_SECOND) + dice.pick("市市县省区")


def ordinal(n: int) -> str:
    """1 to 99 in Chinese: 一, 十四, 三十."""
    tens, units = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十"
    return head + (NUMERALS[units] if units else "")
