"""What stands before and after the body: title, subtitle, date and speaker, salutation; closing, byline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.model import Role
from build_scripts.parse.blocks import Block
from build_scripts.parse.dates import find_date
from build_scripts.parse.numbering import opens_numbered
from build_scripts.parse.offices import OFFICE

_FRONT_REACH = 16
_TITLE_LONGEST = 60
_TITLE_LINES = 3
_SALUTATION_LONGEST = 80
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")

_SALUTATION_OPENING = re.compile(
    r"尊敬的|亲爱的|各位|同志们|朋友们|女士们|先生们|同学们|老师们|战友们|乡亲们|同胞们"
)
_ADDRESSED = (
    r"(?:尊敬的|亲爱的)?[^、，,：:！!。；\s]{0,14}?(?:同志|代表|委员|朋友|先生|女士|来宾|嘉宾|同学|老师|战友|乡亲|同胞|领导|专家|院士"
    r"|企业家|同事|同仁|青年|使节|记者|家长|学员|校友|主席|总理|书记|校长|院长|客人|同行)们?"
)
# Only people: 同志们，新征程已经开启，让我们…！ addresses them and goes on.
_SALUTATION = re.compile(rf"{_ADDRESSED}(?:[、，,\s]+{_ADDRESSED})*[：:！!]")
_META = re.compile(
    r"[（(【]?(?:来源|稿件来源|信息来源|时间|发布时间|发表时间|发布日期|日期|作者|编辑|责任编辑|责编|审核|校对|记者|发布机构|浏览次数|阅读次数|点击数|字号|字体)[：:].*"
)
_TIMESTAMP = re.compile(
    r"(?:19|20)\d\d(?:-|/|\.|年)\d{1,2}(?:-|/|\.|月)\d{1,2}日?(?:\s+\d{1,2}(?::|时)\d{2}(?:分|:\d{2})?)?"
)
_DATE_LINE = re.compile(
    r"[（(]\s*[^（）()]{0,6}(?:[12１２][0-9０-９]{3}|[一二][〇○零一二三四五六七八九]{3})\s*年[^（）()]{0,40}[）)]"
)
_DASHES = "—―–-─"
# ——2026年1月27日在吉林省第十四届人民代表大会第五次会议上
_DATED_OCCASION = re.compile(r"[12１２〇一二][^，。]{3,20}[日月年]\s*在.{4,50}上(?:的\S{2,6})?(?:\s|$)")
_OCCASION = re.compile(
    r"在(?P<occasion>\S.{2,58}?)上(?:的(?:讲话|报告|发言|致辞|讲演|演讲|总结讲话))?(?:\s|$)"
)
_TITLE_OCCASION = re.compile(
    r"在(?P<occasion>\S.{2,58})上的(?:讲话|报告|发言|致辞|讲演|演讲|总结讲话|主持讲话)"
)
# 胡玉亭, 龚 正, 阿不都·热合曼; and no 座谈会上的讲话, which follows 局长 as well.
_NAME = r"(?P<name>(?![\u4e00-\u9fff]*(?:讲话|致辞|报告|发言|会|信箱|党课|谈))(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6})+|[\u4e00-\u9fff]\s{1,3}[\u4e00-\u9fff]))"
_SPEAKER = re.compile(
    rf"(?:(?:讲话人|报告人|发言人|主讲人|作者)[：:]\s*)?(?P<office>[\u4e00-\u9fff、]{{0,24}}(?:{OFFICE}))\s*{_NAME}"
)
_SUBTITLE_SPEAKER = re.compile(rf"上\s+[\u4e00-\u9fff]{{0,12}}(?:{OFFICE})\s*{_NAME}$")
_BYLINE = re.compile(r"[（(](?:作者|讲话人|报告人|发言人|主讲人)[^（）()]{2,80}[）)]")
_CLOSING = re.compile(
    r"谢谢|散会|到此结束|讲完了|此致|敬礼|(?:完毕|圆满成功|身体健康|新年快乐)[，。！!]?.{0,8}$"
)
_CLOSING_LONGEST = 30
_NO_TITLE_END = "。！？；…：:，、"


@dataclass(frozen=True, slots=True)
class Matter:
    """The blocks that are no body, by index, with their roles, and what they say of the speech."""

    roles: Mapping[int, Role]
    body_start: int
    """Index of the first block below the front matter."""
    title: str | None = None
    subtitle: str | None = None
    speaker: str | None = None
    date: str | None = None
    occasion: str | None = None


def is_salutation(text: str) -> bool:
    """Whether a whole block only addresses the audience."""
    return (
        len(text) <= _SALUTATION_LONGEST
        and _SALUTATION_OPENING.match(text) is not None
        and _SALUTATION.fullmatch(text) is not None
    )


def read_matter(blocks: Sequence[Block]) -> Matter:
    """Tell front and back matter from the body. What is not certain stays body, so that no word is hidden."""
    front = _front_roles(blocks)
    body_start = max(front) + 1 if front else 0
    roles = dict(front)
    roles |= _back_roles(blocks, body_start)
    roles |= {
        i: Role.SALUTATION
        for i in range(body_start, len(blocks))
        if i not in roles and is_salutation(blocks[i].text)
    }

    titles = [blocks[i].text for i, role in sorted(front.items()) if role is Role.TITLE]
    subtitles = [text for text in titles if _is_subtitle(text)]
    title = _join_title([text for text in titles if text not in subtitles])
    dated = [
        blocks[i].text
        for i, role in sorted(front.items())
        if role is Role.META and _DATE_LINE.fullmatch(blocks[i].text)
    ]
    speakers = [
        m
        for i, role in sorted(front.items())
        if role is Role.BYLINE and (m := _SPEAKER.fullmatch(blocks[i].text))
    ]
    inline_speakers = [m for text in subtitles if (m := _SUBTITLE_SPEAKER.search(text))]
    occasion = next((m["occasion"] for text in subtitles if (m := _OCCASION.search(text))), None)
    if occasion is None and title and (m := _TITLE_OCCASION.search(title)):
        occasion = m["occasion"]
    speaker = next((m["name"] for m in [*speakers, *inline_speakers]), None)
    return Matter(
        roles=roles,
        body_start=body_start,
        title=title,
        subtitle=subtitles[0].strip(_DASHES + " \u3000") if subtitles else None,
        speaker=_BLANKS.sub("", speaker) if speaker else None,
        date=next((found for text in [*subtitles, *dated] if (found := find_date(text))), None),
        occasion=occasion,
    )


def _front_roles(blocks: Sequence[Block]) -> dict[int, Role]:
    """Roles of the blocks above the body, up to the salutation where there is one.

    Several lines make a title only if something other than plain text follows them: a subtitle, a speaker,
    a source line, a salutation. Otherwise the first line alone is one, and only if text follows it.
    """
    roles: dict[int, Role] = {}
    closed = False
    for i, block in enumerate(blocks[:_FRONT_REACH]):
        role = _front_role(block.text, titled=Role.TITLE in roles.values())
        if role is None or (role is Role.TITLE and _title_is_full(roles, blocks, i)):
            break
        roles[i] = role
        if role is Role.SALUTATION:
            closed = True
            break
    titles = [i for i, role in roles.items() if role is Role.TITLE]
    plain = [i for i in titles if not _is_subtitle(blocks[i].text)]
    if not closed and len(plain) > 1 and len(plain) == len(roles):
        roles = {plain[0]: Role.TITLE}
    if not closed and len(roles) == len(blocks):
        return {}
    return roles


def _title_is_full(roles: Mapping[int, Role], blocks: Sequence[Block], i: int) -> bool:
    """A title has three lines at the most, and nothing but its own subtitle below the speaker's name."""
    if _is_subtitle(blocks[i].text):
        return False
    lines = sum(role is Role.TITLE and not _is_subtitle(blocks[k].text) for k, role in roles.items())
    return lines >= _TITLE_LINES or (lines > 0 and any(role is not Role.TITLE for role in roles.values()))


def _front_role(text: str, *, titled: bool) -> Role | None:
    """What a block above the body is, or None if the body begins with it."""
    if is_salutation(text):
        return Role.SALUTATION
    if _META.fullmatch(text) or _TIMESTAMP.fullmatch(text) or _DATE_LINE.fullmatch(text):
        return Role.META
    if titled and (_BYLINE.fullmatch(text) or (_SPEAKER.fullmatch(text) and not _is_subtitle(text))):
        return Role.BYLINE
    if titled and _is_subtitle(text):
        return Role.TITLE
    if len(text) <= _TITLE_LONGEST and text[-1] not in _NO_TITLE_END and not opens_numbered(text):
        return Role.TITLE
    return None


def _is_subtitle(text: str) -> bool:
    return len(text) <= _TITLE_LONGEST and (text[0] in _DASHES or _DATED_OCCASION.match(text) is not None)


def _join_title(lines: list[str]) -> str | None:
    """The lines of a title as one. A line that breaks off in mid-phrase is joined without a blank."""
    title = ""
    for line in lines:
        title += line if not title or title[-1] in "的在暨和与、" or len(line) <= 3 else " " + line
    return title or None


def _back_roles(blocks: Sequence[Block], body_start: int) -> dict[int, Role]:
    """Source lines, a byline in brackets and closing words, read upwards from the end."""
    roles: dict[int, Role] = {}
    for i in range(len(blocks) - 1, body_start, -1):
        text = blocks[i].text
        if _BYLINE.fullmatch(text):
            roles[i] = Role.BYLINE
        elif _META.fullmatch(text):
            roles[i] = Role.META
        elif len(text) <= _CLOSING_LONGEST and _CLOSING.search(text) and not opens_numbered(text):
            roles[i] = Role.CLOSING
        else:
            break
    return roles
