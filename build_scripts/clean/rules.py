"""The rules that take lines out of a speech: one function a fault, in the order in which they run.

A rule sees the lines that are still in, from the first to the last, and says which of them are no part
of the speech. It never changes a character. Chrome and watermarks stand at the two ends of a file, so
each rule looks inwards from an end and stops at the first line that may be the speaker's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

# Words of the frame that web pages put around a speech, each a whole line.
_CHROME_LINE = re.compile(
    r"下载|打印|全屏|收藏|关闭|加大|还原|减小|大|中|小|】|【|>|>>|×|首页|当前位置[：:]?"
    r"|【?字[号体][：:]?(?:\s*[大中小])*\s*】?|分享[：:]?|分享到.{0,6}|打印本页|关闭窗口|关闭本页|【?打印】?|阅读量[：:]?\d*"
    r"|扫一扫在手机打开当前页|相关(?:报道|附件|链接|阅读|新闻|稿件)[：:]?(?:>>)?|[0-9a-f]{32}[：:]?|返回顶部|[上下]一篇(?:[：:].*)?"
)
_WATERMARK_CUE = re.compile(
    r"仅供(?:学习|参考|内部)|禁止(?:外传|转载|倒卖)|(?:严禁|打击|举报)倒卖|(?:QQ|qq|微信|会员|交流|资料)群|公众号\s*[：:]"
    r"|(?:微信|QQ|qq)(?:号)?\s*[：:]|扫码(?:关注|加入|领取)|立享|订阅|会员(?:资料|材料)|免费(?:领取|赠送)|版权归.{0,12}所有"
)
# What a speech may begin with; a watermark block never reaches over it.
_SPEECH_STARTS = re.compile(
    r"[^，。]{0,12}(?:同志们|各位|代表|朋友们|先生们)[^，。]{0,8}[：:！!]$|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）"
    r"|.{2,40}(?:讲话|报告|致辞|发言|汇报|讲话稿|主持词)$"
)
_WATERMARK_LONGEST = 60
_WATERMARK_WINDOW = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule, the reason it exists, and its cases. `find` gives indices into the lines it is shown.

    In `examples` the lines that the rule takes out begin with ``✂``; of `counterexamples` it takes none.
    """

    name: str
    why: str
    find: Callable[[Sequence[str]], Iterable[int]]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


def find_invisible_lines(lines: Sequence[str]) -> list[int]:
    """Lines without one visible character: zero-width marks and byte order marks left in the middle."""
    return [
        i for i, line in enumerate(lines) if not line.strip("\u200b\u200c\u200d\u2060\ufeff \t\u3000\u00a0")
    ]


def find_page_chrome(lines: Sequence[str]) -> list[int]:
    """Buttons and labels of the web page that the text was copied from, at either end."""

    def run(order: Iterable[int]) -> list[int]:
        taken = []
        for i in order:
            if not _CHROME_LINE.fullmatch(lines[i]):
                break
            taken.append(i)
        return taken

    return run(range(len(lines))) + run(range(len(lines) - 1, -1, -1))


def find_watermark_blocks(lines: Sequence[str]) -> list[int]:
    """The advertisement of the site that resells the text, a block of short lines at either end.

    A block reaches from the end of the file to the last line with a cue, and at least half of its lines must
    hold one: a platform's name and slogan stand between the cues and go with them.
    """

    def block(order: Sequence[int]) -> list[int]:
        reach = cues = 0
        for count, i in enumerate(order[:_WATERMARK_WINDOW], start=1):
            line = lines[i]
            cue = _WATERMARK_CUE.search(line) is not None
            # Advertisements shout, but they do not close a sentence; between their cues stand only labels.
            spoken = line.endswith("。" if cue else tuple("。！？；："))
            if spoken or len(line) > _WATERMARK_LONGEST or _SPEECH_STARTS.match(line):
                break
            if cue:
                cues += 1
                if cues * 2 >= count:
                    reach = count
        return list(order[:reach])

    forward = list(range(len(lines)))
    return block(forward) + block(forward[::-1])


RULES: tuple[Rule, ...] = (
    Rule(
        "invisible-line",
        "a line that shows nothing says nothing",
        find_invisible_lines,
        ("同志们：\n✂\u200b\ufeff\n下面我讲三点意见。",),
        ("同志们：\u200b\n下面我讲三点意见。",),
    ),
    Rule(
        "page-chrome",
        "the web page's own buttons are not the speaker's words",
        find_page_chrome,
        (
            "✂下载\n✂打印\n✂全屏\n✂收藏\n✂【字号：\n✂加大\n✂还原\n✂减小\n✂】\n政府工作报告\n各位代表：",
            "让我们团结奋斗！\n✂相关报道：",
            "谢谢大家！\n✂扫一扫在手机打开当前页\n✂【\n✂打印本页\n✂】\n✂【\n✂关闭窗口\n✂】",
            "谢谢大家！\n✂be341a59f1dd422394845dcb3fce09dc:",
        ),
        (
            "关于下载工作的讲话\n同志们：\n要做好资料的下载。",
            "同志们：\n一要抓大放小。\n中\n我们要坚持到底。",
            "收藏家协会成立大会上的讲话\n同志们：",
            "同志们：\n要写好新时代的答卷。\n下一篇章，等待我们共同书写！",
        ),
    ),
    Rule(
        "watermark-block",
        "an advertisement is not the speaker's words",
        find_watermark_blocks,
        (
            "✂仅供学习 禁止外传\n✂某某文库\n✂现在订阅立享所有权益\n✂会员群：  免费QQ群：\n在见面会上的讲话\n同志们：",
            "谢谢大家！\n✂更多材料请加微信号：abc\n✂免费领取会员资料",
            "✂微信公众号：某某文库\n同志们：\n今天开会。",
        ),
        (
            "在公众号运营工作会议上的讲话\n同志们：\n要办好公众号。",
            "同志们：\n仅供学习的材料不得外传，这是纪律。",
            "在全市报刊订阅工作会议上的讲话\n同志们：\n订阅工作很重要。",
            "一、做好会员资料管理\n同志们要重视。",
        ),
    ),
)
