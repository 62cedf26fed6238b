"""Which speech gets what: sizes, dates, shapes and the things planted in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from benchmarks.corpus.dice import Dice, Weighted
from benchmarks.corpus.shape import Plant
from benchmarks.corpus.stock import (
    Stock,
    plant_definition,
    plant_formula,
    plant_numbered,
    plant_passage,
    plant_quotation,
    plant_term,
    plant_work,
)
from benchmarks.corpus.words import Words

# Quantiles (in thousandths) of the characters of a speech: log-normal, sigma 0.85, cut at both ends, mean 3,000.
_SIZES = {
    0: 500,
    50: 510,
    100: 700,
    150: 860,
    200: 1020,
    250: 1170,
    300: 1330,
    350: 1500,
    400: 1680,
    450: 1870,
    500: 2080,
    550: 2310,
    600: 2580,
    650: 2880,
    700: 3240,
    750: 3690,
    800: 4250,
    850: 5010,
    900: 6170,
    930: 7280,
    960: 9200,
    980: 11900,
    990: 15010,
    997: 21470,
    1000: 30000,
}
_FIRST_YEAR, _LAST_YEAR = 1949, 2026
_ROOMY = 1200  # characters of a speech that a passage can be put into
_PER_QUOTATION = 1600  # characters of speech for each quotation


@dataclass(frozen=True, slots=True)
class Plan:
    """What one speech is to be; `size` in characters, of the whole file."""

    id: str
    size: int
    date: tuple[int, int, int]
    one_line: bool
    doubled: bool
    chrome: bool
    indented: bool
    plants: tuple[Plant, ...]


def make_plans(n: int, stock: Stock, words: Words, dice: Dice) -> list[Plan]:
    """Plans for `n` speeches; every thing that two speeches share goes to two at least, if there are two."""
    # One size from each n-th of the distribution, so that the average holds for any n.
    sizes = dice.sample([_size((i * 1000 + dice.below(1000)) // n) for i in range(n)], n)
    by_size = sorted(range(n), key=lambda i: (sizes[i], i))
    # One line is worth a test where it is long; 5 per cent of the others print their body twice.
    one_line = set(dice.sample(by_size[n // 2 :], (n + 5) // 10))
    doubled = set(dice.sample([i for i in range(n) if i not in one_line], max(1, n // 40) if n > 4 else 0))
    plants = _spread(sizes, stock, words, dice)
    return [
        Plan(
            id=f"{i + 1:05d}",
            size=sizes[i],
            date=(dice.between(_FIRST_YEAR, _LAST_YEAR), dice.between(1, 12), dice.between(1, 28)),
            one_line=i in one_line,
            doubled=i in doubled,
            chrome=i not in one_line and dice.chance(25),
            indented=dice.chance(30),
            plants=tuple(dice.sample(plants[i], len(plants[i]))),
        )
        for i in range(n)
    ]


def _size(thousandth: int) -> int:
    """The quantile of the sizes, interpolated; `thousandth` below 1,000."""
    a, b = next((a, b) for a, b in pairwise(_SIZES) if thousandth < b)
    return _SIZES[a] + (_SIZES[b] - _SIZES[a]) * (thousandth - a) // (b - a)


def _spread(sizes: list[int], stock: Stock, words: Words, dice: Dice) -> list[list[Plant]]:
    """The plants of each speech. The longer a speech, the more it gets; few things are in many speeches."""
    plants: list[list[Plant]] = [[] for _ in sizes]
    anywhere = Weighted(sizes)
    roomy = [i for i, size in enumerate(sizes) if size >= _ROOMY]
    if len(roomy) < 2:
        roomy = list(range(len(sizes)))
    for key, copy in enumerate(stock.passages):
        for changed, i in enumerate(dice.sample(roomy, 2)):
            plants[i].append(plant_passage(key, copy, changed=bool(changed)))
    for formula in stock.formulas:
        for i in anywhere.sample(dice, _few(dice, 2)):
            plants[i].append(plant_formula(formula))
    for work in stock.works:
        for i in anywhere.sample(dice, _few(dice, 1)):
            plants[i].append(plant_work(work, dice))
    for term in stock.terms:
        for n, i in enumerate(anywhere.sample(dice, _few(dice, 1))):
            plants[i] += [plant_term(term, dice) for _ in range(1 + dice.chance(30))]
            if n == 0 and dice.chance(15):
                plants[i].append(plant_definition(term, words))
    for numbered in stock.numbered:
        for n, i in enumerate(anywhere.sample(dice, _few(dice, 2))):
            plants[i].append(plant_numbered(numbered, dice, spelt_out=n == 0 or dice.chance(30)))
    for i, size in enumerate(sizes):
        whole, rest = divmod(size, _PER_QUOTATION)
        count = whole + (dice.below(_PER_QUOTATION) < rest)
        plants[i] += [plant_quotation(stock.people, words, dice) for _ in range(count)]
    return plants


def _few(dice: Dice, least: int) -> int:
    """`least` or more, each further one half as likely, 12 at the most."""
    count = least
    while count < 12 and dice.chance(50):
        count += 1
    return count
