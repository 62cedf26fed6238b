"""What stands around the body: title, subtitle, dates, speaker, salutation, closing words, and the page's chrome."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus.dice import Dice
from benchmarks.corpus.words import NUMERALS, Words, ordinal, person, place

_SALUTATIONS = ("同志们：", "各位代表：", "各位委员、同志们：", "尊敬的各位来宾，女士们、先生们：")
_CLOSINGS = ("谢谢大家！", "谢谢各位！", "今天的会议到此结束，散会。")
_OFFICES = ("市长", "省长", "县长", "区长")
_KINDS = ("讲话", "报告", "发言", "讲话", "总结讲话")
_TOP = (
    ("下载", "打印", "全屏", "收藏", "【字号：", "加大", "还原", "减小", "】"),
    ("当前位置：", "首页", ">"),
    ("【字体：", "大", "中", "小", "】", "分享："),
)
_BOTTOM = (
    ("扫一扫在手机打开当前页", "【", "打印本页", "】", "【", "关闭窗口", "】"),
    ("相关报道：",),
    ("分享到微信", "×"),
    ("打印本页", "关闭窗口"),
)
_HEX = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Matter:
    """The front matter's lines with their roles, in order, and what they say; closing words where there are any."""

    lines: tuple[tuple[str, str], ...]
    title: str
    subtitle: str | None
    speaker: str | None
    date: str
    """ISO 8601, as exact as printed."""
    occasion: str | None
    closing: str | None


def make_matter(date: tuple[int, int, int], words: Words, dice: Dice) -> Matter:
    town = place(dice)
    name = person(dice)
    year, month, day = date
    exact = dice.chance(85)
    printed = _printed(year, month, day if exact else None, dice)
    iso = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if exact else "")
    topic = words.clause(4, 8)
    subtitle = occasion = None
    form = dice.below(4)
    if form == 0:
        occasion = f"{town}{topic}工作会议"
        title = f"在{occasion}上的{dice.pick(_KINDS)}"
    elif form == 1:
        body = f"{town}第{ordinal(dice.between(1, 16))}届人民代表大会第{ordinal(dice.between(1, 6))}次会议"
        title, occasion = f"{town}政府工作报告", body
    elif form == 2:
        title, occasion = f"关于{topic}工作情况的报告", f"{town}{words.clause(4, 6)}座谈会"
    else:
        title, occasion = f"{topic} {words.clause(5, 10)}", f"{town}{words.clause(4, 6)}推进会"
    lines = [("title", title)]
    if form:
        subtitle = f"{printed}在{occasion}上" + ("的讲话" if form == 3 else "")
        lines.append(("title", "——" + subtitle))
    else:
        lines.append(("meta", f"（{printed}）"))
    if dice.chance(15):
        lines += [("meta", f"来源：{town}日报"), ("meta", f"时间：{year}-{month:02d}-{day:02d}")]
    spaced = name[0] + " " + name[1:] if len(name) == 2 and dice.chance(60) else name
    lines.append(("byline", f"{town}人民政府{dice.pick(_OFFICES)}{dice.pick((' ', '　', ''))}{spaced}"))
    lines.append(("salutation", dice.pick(_SALUTATIONS)))
    closing = dice.pick(_CLOSINGS) if dice.chance(40) else None
    return Matter(tuple(lines), title, subtitle, name, iso, occasion, closing)


def _printed(year: int, month: int, day: int | None, dice: Dice) -> str:
    """A date as it is printed, in Arabic, full-width or Chinese digits."""
    how = dice.below(10)
    if how == 0:
        text = "".join(NUMERALS[int(c)] for c in str(year)) + f"年{ordinal(month)}月"
        return text + (f"{ordinal(day)}日" if day else "")
    text = f"{year}年{month}月" + (f"{day}日" if day else "")
    if how == 1:
        return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    return text


def top_chrome(dice: Dice) -> tuple[str, ...]:
    return dice.pick(_TOP)


def bottom_chrome(title: str, dice: Dice) -> tuple[str, ...]:
    """Buttons, or the attachments of a page with their ids and the title once more."""
    if dice.chance(75):
        return dice.pick(_BOTTOM)
    return ("相关附件>>", "".join(dice.pick(_HEX) for _ in range(32)) + ":", title)
