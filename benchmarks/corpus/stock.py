"""What is planted: works, terms, numbered formulas, formulas that speeches share, passages with a changed copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.corpus.dice import Dice
from benchmarks.corpus.shape import Plant, Segment, Tag
from benchmarks.corpus.words import NUMERALS, Words, person

RATES = (0, 5, 10, 20)  # per cent of a passage's characters that its copy changes
_VERBS = "必须坚持 始终坚持 更加注重 着力推进 坚决反对 全面加强 持续深化 切实做到 统筹推进 大力弘扬".split()
_MEASURES = "个 大 项 条".split()
_WORK_FORMS = "关于{}的意见 {}管理条例 {}规划纲要 关于{}若干问题的决定 {}实施办法 论{}".split()
_OFFICES = "书记 省长 市长 县长 部长 局长 主任 同志".split()
_SAYING = "强调 指出 要求 强调指出 多次强调".split()
_TERM_LEADS = "坚持“{}”， 推进“{}”建设， 围绕“{}”， 落实“{}”要求， 按照{}的部署， 用好“{}”机制，".split()
_WORK_LEADS = "认真贯彻《{}》， 按照《{}》要求， 根据《{}》， 自《{}》印发以来，".split()


@dataclass(frozen=True, slots=True)
class Numbered:
    """四个更加注重: a headword that counts its members."""

    headword: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage and its copy, `rate` per cent changed; `edits` counts insert, delete and substitute."""

    original: str
    changed: str
    rate: int
    edits: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stock:
    """All that is planted; a thing's key is its text, a passage's its number."""

    works: tuple[str, ...]
    terms: tuple[str, ...]
    numbered: tuple[Numbered, ...]
    formulas: tuple[str, ...]
    passages: tuple[Copy, ...]
    people: tuple[str, ...]
    """Name and office, as printed."""


def invent(n: int, words: Words, dice: Dice, learned: str) -> Stock:
    """A stock for `n` speeches. Nothing in it occurs in `learned`; changes draw on the characters of that."""
    known = {learned[i : i + 4] for i in range(len(learned) - 3)}
    letters = letters_of(learned)
    taken: set[str] = set()

    def fresh(make: Callable[[], str], count: int) -> tuple[str, ...]:
        found: list[str] = []
        while len(found) < count:
            text = make()
            new = any(text[i : i + 4] not in known for i in range(len(text) - 3))
            if new and text not in taken:
                taken.add(text)
                found.append(text)
        return tuple(found)

    return Stock(
        works=fresh(lambda: dice.pick(_WORK_FORMS).format(words.coinage()), max(4, n // 2)),
        terms=fresh(words.coinage, max(6, n)),
        numbered=_numbered(min(max(3, n // 12), 200), words, dice),
        formulas=fresh(lambda: _formula(words, dice), max(4, n // 2)),
        passages=tuple(
            _copy(words, dice, letters, RATES[i % 4]) for i in range(max(4, n // 4) if n > 1 else 0)
        ),
        people=fresh(lambda: person(dice) + dice.pick(_OFFICES), max(5, n // 10)),
    )


def _numbered(count: int, words: Words, dice: Dice) -> tuple[Numbered, ...]:
    names = [(k, m, v) for k in range(3, 9) for m in _MEASURES for v in _VERBS]
    return tuple(
        Numbered(NUMERALS[k] + measure + verb, tuple(verb + words.clause(3, 8) for _ in range(k)))
        for k, measure, verb in dice.sample(names, count)
    )


def _formula(words: Words, dice: Dice) -> str:
    """8 to 24 characters: two or three clauses, with or without marks between them."""
    if dice.chance(40):
        return "、".join(words.clause(4, 6) for _ in range(dice.between(2, 3)))
    return dice.pick(("", "，")).join((words.clause(4, 10), words.clause(4, 10)))


def _copy(words: Words, dice: Dice, letters: str, rate: int) -> Copy:
    original = words.statement()
    longest = dice.between(60, 240)
    while len(original) < 60 or len(original) < longest // 2:
        original += words.statement()
    # The ends stay, so that it is certain where the passage begins and ends.
    places = dice.sample(range(3, len(original) - 3), (len(original) * rate + 50) // 100)
    changed, edits = list(original), [0, 0, 0]
    for at in places:
        how = dice.below(3)
        edits[how] += 1
        letter = dice.pick(letters)
        while letter == original[at]:
            letter = dice.pick(letters)
        changed[at] = (letter + original[at], "", letter)[how]
    return Copy(original, "".join(changed), rate, (edits[0], edits[1], edits[2]))


def plant_term(term: str, dice: Dice) -> Plant:
    before, after = dice.pick(_TERM_LEADS).split("{}")
    return Plant((Segment(before), Segment(term, Tag("term", term)), Segment(after)), leads=True)


def plant_definition(term: str, words: Words) -> Plant:
    text = f"所谓“{term}”，就是{words.statement()}"
    return Plant((Segment(text, Tag("definition", term)),), leads=False)


def plant_work(work: str, dice: Dice) -> Plant:
    before, after = dice.pick(_WORK_LEADS).split("{}")
    return Plant((Segment(before), Segment(work, Tag("work", work)), Segment(after)), leads=True)


def plant_formula(formula: str) -> Plant:
    return Plant((Segment(formula, Tag("formula", formula)), Segment("，")), leads=True)


def plant_numbered(numbered: Numbered, dice: Dice, *, spelt_out: bool) -> Plant:
    """The headword, with its members after it if they are `spelt_out`."""
    head = Segment(numbered.headword, Tag("term", numbered.headword))
    before = dice.pick(("做到", "坚持", "牢记", "突出"))
    if not spelt_out:
        return Plant((Segment(before + "“"), head, Segment("”，")), leads=True)
    segments = [Segment(before + "“"), head, Segment("”，即")]
    for i, member in enumerate(numbered.members):
        segments += [Segment("、")] * (i > 0) + [Segment(member, Tag("member", numbered.headword))]
    return Plant((*segments, Segment("，")), leads=True)


def plant_quotation(people: Sequence[str], words: Words, dice: Dice) -> Plant:
    speaker = dice.pick(people)
    opening = Segment(f"{speaker}{dice.pick(_SAYING)}：“")
    return Plant((opening, Segment(words.statement(), Tag("quotation", speaker)), Segment("”")), leads=False)


def plant_passage(key: int, copy: Copy, *, changed: bool) -> Plant:
    text, side = (copy.changed, "b") if changed else (copy.original, "a")
    return Plant((Segment(text, Tag(f"passage-{side}", str(key))),), leads=False)


def letters_of(text: str) -> str:
    """The Chinese characters of a text, each as often as it occurs."""
    return "".join(c for c in text if "\u4e00" <= c <= "\u9fff")
