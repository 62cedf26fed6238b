"""One speech: its outline, its paragraphs, the plants among its sentences, typing errors, the second copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.corpus.dice import Dice
from benchmarks.corpus.matter import Matter, bottom_chrome, make_matter, top_chrome
from benchmarks.corpus.plan import Plan
from benchmarks.corpus.shape import Plant, Segment, Sheet, Tag
from benchmarks.corpus.words import NUMERALS, Words

_INDENT = "\u3000\u3000"
_SENTENCE = 42  # characters, on the average
_PAIRS = "人入己已未末社杜士土问间西四"
_TWINS = dict(zip(_PAIRS, (_PAIRS[i ^ 1] for i in range(len(_PAIRS))), strict=True))
_CONFUSABLE = re.compile(f"[{_PAIRS}]")


@dataclass(frozen=True, slots=True)
class TypingError:
    """One character of the raw text: `before` as printed, `after` as meant."""

    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Document:
    """A finished raw file and what is true of it. `doubled` is where the body stands once more."""

    plan: Plan
    matter: Matter
    sheet: Sheet
    text: str
    errors: tuple[TypingError, ...]
    doubled: tuple[int, int] | None


def compose(plan: Plan, lengths: Sequence[int], words: Words, dice: Dice) -> Document:
    """Write a speech; its paragraphs have as many sentences as `lengths` says, an entry picked for each."""
    matter = make_matter(plan.date, words, dice)
    sheet = Sheet(_INDENT if plan.one_line else "\n", _INDENT if plan.indented and not plan.one_line else "")
    if plan.chrome and dice.chance(70):
        sheet.chrome(top_chrome(dice))
    for role, text in matter.lines:
        sheet.block(role, text)
    first_body = len(sheet.paragraphs) - 1  # the salutation
    size = plan.size // 2 if plan.doubled else plan.size
    _Body(sheet, plan.plants, lengths, words, dice).write(size - len(matter.closing or ""))
    if matter.closing:
        sheet.block("closing", matter.closing)
    errors = _mistype(sheet, dice)
    doubled = None
    if plan.doubled:
        body = sheet.text[sheet.paragraphs[first_body].start :]
        sheet.pieces += ["\n", body]
        doubled = (sheet.length + 1, sheet.length + 1 + len(body))
        sheet.length = doubled[1]
    if plan.chrome:
        sheet.chrome(bottom_chrome(matter.title, dice))
    return Document(plan, matter, sheet, sheet.text, errors, doubled)


class _Body:
    """The body while it is being written: what is still to be planted, and how much room is left."""

    def __init__(
        self, sheet: Sheet, plants: Sequence[Plant], lengths: Sequence[int], words: Words, dice: Dice
    ) -> None:
        self._sheet, self._lengths, self._words, self._dice = sheet, lengths, words, dice
        self._plants = list(plants)
        self._size = 0

    def write(self, size: int) -> None:
        """Fill the sheet up to `size` characters. What is planted may take it a little further."""
        sheet, dice = self._sheet, self._dice
        self._size = size
        room = size - sheet.length
        self._fill(sheet.length + room // 12)
        chapters = 0 if room < 600 else dice.between(2, min(9, 2 + room // 900))
        start, span = sheet.length, room * 5 // 6
        run_in = dice.chance(20)
        for n in range(1, chapters + 1):
            self._chapter(n, start + span * n // chapters, run_in=run_in)
        self._fill(size)
        while self._plants:
            self._paragraph(size, run_on=False)

    def _chapter(self, number: int, until: int, *, run_in: bool) -> None:
        sheet, dice = self._sheet, self._dice
        sheet.heading(1, NUMERALS[number] + "、", self._heading_words(), run_in=run_in)
        room = until - sheet.length
        parts = dice.between(2, min(8, room // 300)) if room >= 700 and dice.chance(70) else 0
        if not parts:
            self._fill(until, run_on=run_in)
            return
        if run_in or dice.chance(50):
            self._paragraph(sheet.length + 60, run_on=run_in)
        start = sheet.length
        # Some outlines mix headings on lines of their own with such as run in.
        style = dice.pick((0, 0, 100, 100, 50))
        for n in range(1, parts + 1):
            below = dice.chance(style)
            sheet.heading(2, f"（{NUMERALS[n]}）", self._heading_words(), run_in=below)
            self._fill(start + (until - start) * n // parts, run_on=below)

    def _heading_words(self) -> str:
        words = self._words
        first = words.clause(6, 14)
        return first + "，" + words.clause(6, 12) if self._dice.chance(45) else first

    def _fill(self, until: int, *, run_on: bool = False) -> None:
        """Paragraphs up to an offset, one at least."""
        if self._dice.chance(25) and until - self._sheet.length > 350:
            self._counted(run_on=run_on)
        else:
            self._paragraph(until, run_on=run_on)
        while until - self._sheet.length > _SENTENCE:
            self._paragraph(until, run_on=False)

    def _paragraph(self, until: int, *, run_on: bool) -> None:
        segments: list[Segment] = []
        length = 0
        for _ in range(max(1, self._dice.pick(self._lengths))):
            added = self._sentence(until - self._sheet.length - length)
            segments += added
            length += sum(len(segment.text) for segment in added)
            if self._sheet.length + length > until - _SENTENCE // 2:
                break
        self._sheet.body(segments, run_on=run_on)

    def _counted(self, *, run_on: bool) -> None:
        """A paragraph of points. Each is named by a short sentence, or in some paragraphs by its first clause."""
        words, dice = self._words, self._dice
        segments = [Segment(words.statement())] if dice.chance(60) else []
        by_clause = dice.chance(40)
        count = dice.between(3, 6)
        for n in range(1, count + 1):
            segments.append(Segment(NUMERALS[n] + "是" + words.clause(6, 14), Tag("point")))
            if by_clause:
                mark = "。" if n == count else "；"
                segments.append(Segment("，" + words.statement()[:-1] + mark))
            else:
                segments += [Segment("。"), *self._sentence(self._size - self._sheet.length)]
        self._sheet.body(segments, run_on=run_on)

    def _sentence(self, room: int) -> list[Segment]:
        """The next sentence, with something planted if it is time: when the rest would not fit else."""
        plants, dice = self._plants, self._dice
        left = max(room, self._size - self._sheet.length) // _SENTENCE
        if not plants or dice.below(max(1, left)) >= 2 * len(plants):
            return [Segment(self._words.sentence())]
        plant = plants.pop()
        if not plant.leads:
            return list(plant.segments)
        sentence = self._words.sentence()
        comma = sentence.find("，") + 1
        at = comma if comma > 4 and dice.chance(50) else 0
        before = [Segment(sentence[:at])] if at else []
        return [*before, *plant.segments, Segment(sentence[at:])]


def _mistype(sheet: Sheet, dice: Dice) -> tuple[TypingError, ...]:
    """Put typing errors into the sheet's running text: none into most speeches, never into what is planted."""
    if not dice.chance(35):
        return ()
    text = sheet.text
    spared = {i for mark in sheet.marks for i in range(mark.start, mark.end)}
    spared |= {i for point in sheet.points for i in range(point.start, point.start + len(point.label))}
    places = [
        m.start()
        for p in sheet.paragraphs
        if p.role == "body"
        for m in _CONFUSABLE.finditer(text, p.start, p.end)
        if m.start() not in spared
    ]
    chosen = sorted(dice.sample(places, dice.between(1, 2 + len(text) // 1500)))
    errors = tuple(TypingError(at, _TWINS[text[at]], text[at]) for at in chosen)
    letters = list(text)
    for error in errors:
        letters[error.start] = error.before
    sheet.pieces = ["".join(letters)]
    return errors
