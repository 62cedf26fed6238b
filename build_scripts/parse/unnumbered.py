"""Headings without a number: topic lines, and topic sentences that run in, recognised by their siblings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.parse.blocks import Block
from build_scripts.parse.numbering import opens_numbered
from build_scripts.parse.points import opens_point
from build_scripts.parse.sentence import Heading, ends_sentence, first_sentence_end

_SHORTEST, _LONGEST_LINE, _LONGEST_TOPIC = 4, 60, 36
_LONG_BLOCK = 60  # a block from here on is running text
_FAMILY = 3  # parallel topic sentences that make a family
_MAJORITY, _MAJORITY_SIZE, _MAJORITY_LONGEST = 0.6, 4, 22


@dataclass(frozen=True, slots=True)
class TopicFrame:
    """A sentence pattern that speakers repeat at the head of parallel parts."""

    name: str
    regex: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


TOPIC_FRAMES: tuple[TopicFrame, ...] = (
    TopicFrame(
        "在…中…",
        re.compile(r"在.{2,16}中.{4,24}"),
        ("在凝心聚力铸魂中深化思想认识", "在统筹融合推进中写好人社事业发展新篇章"),
        ("在会上", "坚持在发展中保障民生"),
    ),
    TopicFrame(
        "以…为…",
        re.compile(r"以.{2,16}(?:为|推动|引领|促进|保障|夯实|激发|筑牢).{2,24}"),
        ("以高质量党建引领高质量发展", "以钉钉子精神推动落实"),
        ("以上就是我的汇报",),
    ),
    TopicFrame(
        "把…作为…",
        re.compile(r"(?:始终)?把.{2,20}(?:作为|摆在|放在|贯穿).{2,20}"),
        ("始终把忠诚作为为政之魂", "把纪律挺在前面摆在首位"),
        ("把情况摸清",),
    ),
)


def find_lines(
    blocks: Sequence[Block], body: Sequence[int], numbered: Mapping[int, Heading]
) -> Mapping[int, Heading]:
    """Topic lines: short, without a closing mark, between paragraphs that have one.

    Where paragraphs do not close either, lines are broken anywhere and nothing is certain: none is found.
    """
    running = [i for i in body if len(blocks[i].text) > _LONG_BLOCK]
    if sum(ends_sentence(blocks[i].text) for i in running) < 0.8 * len(running):
        return {}
    inside = set(body)

    def short(i: int) -> bool:
        text = blocks[i].text if i < len(blocks) else ""
        return _SHORTEST <= len(text) <= _LONGEST_LINE and i in inside and not ends_sentence(text)

    def topical(i: int) -> bool:
        text = blocks[i].text
        return (
            short(i)
            and not opens_numbered(text)
            and not opens_point(text)
            and text[0] not in "—―–-·●■（(【[“"
            and any("\u4e00" <= c <= "\u9fff" for c in text)
            # Several short lines in a row are a list, a table or a poem.
            and not short(i - 1)
            and not short(i + 1)
            and (i + 1 in numbered or (i + 1 in inside and len(blocks[i + 1].text) > len(text)))
        )

    return {i: Heading(0, len(blocks[i].text), False, 0.85) for i in body if topical(i)}


def find_families(blocks: Sequence[Block], scope: Sequence[int]) -> Mapping[int, Heading]:
    """Parallel topic sentences within one scope, on lines of their own or at the heads of paragraphs."""
    candidates = {i: h for n, i in enumerate(scope) if (h := _topic(blocks, scope, n))}
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, heading in candidates.items():
        for signature in _signatures(blocks[i].text[: heading.end]):
            groups[signature].append(i)
    chosen: dict[int, Heading] = {}
    for members in groups.values():
        if len(members) >= _FAMILY:
            chosen |= {i: candidates[i] for i in members}
    # Where nearly every paragraph opens with a short sentence, the sentences are its headings.
    paragraphs = [i for i in scope if len(blocks[i].text) > _LONG_BLOCK]
    brief = [i for i, h in candidates.items() if h.end <= _MAJORITY_LONGEST]
    if len(brief) >= max(_MAJORITY_SIZE, _MAJORITY * len(paragraphs)):
        chosen |= {i: candidates[i] for i in brief}
    return chosen


def _topic(blocks: Sequence[Block], scope: Sequence[int], n: int) -> Heading | None:
    """The `n`-th block of the scope as a topic sentence, if it has the shape of one."""
    text = blocks[scope[n]].text
    end = first_sentence_end(text)
    if (
        end is None
        or not _SHORTEST <= end - 1 <= _LONGEST_TOPIC
        or text[end - 1] != "。"
        or _NO_TOPIC.match(text)
        or _STATEMENT.search(text, 0, end)
        or opens_point(text)
    ):
        return None
    if end < len(text):
        return Heading(0, end, True, 0.7) if len(text) - end >= max(_LONG_BLOCK / 2, 1.5 * end) else None
    follower = blocks[scope[n + 1]].text if n + 1 < len(scope) else ""
    return Heading(0, end, False, 0.7) if len(follower) > max(_LONG_BLOCK, 2 * end) else None


# How running text begins that is no topic: a time, a person, a connective.
_NO_TOPIC = re.compile(
    r"今天|今年|去年|当前|目前|近年|过去|同时|此外|我们?[^们]|大家|他们?|她|它|这[是些样次个]|那|因此|所以|但|如果|为此|"
    r"同志们|各位|其[一二三次中]|首先|最后|实践证明|总之|综上|党的|\d"
)
_STATEMENT = re.compile(r"[：:“《]|是.{2,}的|[^的]是[^否以]|了。")


def _signatures(topic: str) -> list[tuple[str, str]]:
    """What makes topic sentences parallel: a frame, or the same two characters at the head or at the tail."""
    bare = topic.rstrip("。")
    frames = [("frame", frame.name) for frame in TOPIC_FRAMES if frame.regex.fullmatch(bare)]
    return [*frames, ("head", bare[:2]), ("tail", bare[-2:])]
