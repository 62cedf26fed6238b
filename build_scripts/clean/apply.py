"""Run the rules over a witness, and undo what was done."""

from __future__ import annotations

import re
from bisect import bisect_right

from build_scripts.clean.rules import RULES
from build_scripts.model import CleanText, Edit, Line, Quarantined, Span, Witness

CONTROL_RULE = "control-character"

# CR LF is one line end. The separators beyond LF and CR are those by which Unicode says that a line ends.
_LINE = re.compile(r"([^\n\r\v\f\x85\u2028\u2029]*)(?:\r\n|[\n\r\v\f\x85\u2028\u2029]|$)")
_CONTROL = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0))))
_CONTROLS = re.compile(f"[{_CONTROL}]+")
_BLANK_OR_CONTROL = _CONTROL + "".join(c for c in map(chr, range(0x3001)) if c.isspace())


def clean(witness: Witness) -> CleanText:
    """Take out what is no part of the speech; record every line and every character that goes."""
    kept: list[tuple[Span, int]] = []  # the line's place in the witness, and its number
    edits: list[Edit] = []
    quarantined: list[Quarantined] = []

    def quarantine(span: Span, rule: str) -> None:
        quarantined.append(Quarantined(span, witness.text[span.start : span.end], rule))

    for number, match in enumerate(_LINE.finditer(witness.text), start=1):
        span = _stripped(witness.text, Span(*match.span(1)), None)
        if span.start == span.end:
            continue
        body = _stripped(witness.text, span, _BLANK_OR_CONTROL)
        if body.start == body.end:
            # Nothing but control characters: there is no paragraph to hold an emendation.
            quarantine(span, CONTROL_RULE)
            continue
        kept.append((span, number))
        # Control characters at an end go together with the blanks between them and the text.
        if span.start < body.start:
            edits.append(Edit(span.start, body.start, "", CONTROL_RULE))
        edits += (Edit(*m.span(), "", CONTROL_RULE) for m in _CONTROLS.finditer(witness.text, *body))
        if body.end < span.end:
            edits.append(Edit(body.end, span.end, "", CONTROL_RULE))

    for rule in RULES:
        taken = set(rule.find([_CONTROLS.sub("", witness.text[s.start : s.end]) for s, _ in kept]))
        for i in taken:
            quarantine(kept[i][0], rule.name)
        kept = [line for i, line in enumerate(kept) if i not in taken]

    quarantined.sort(key=lambda q: q.source)
    # A quarantined line is kept as it was: nothing in it is edited.
    edits = [edit for edit in edits if not _inside(edit, quarantined)] if quarantined else edits
    return _assemble(witness, kept, edits, quarantined)


def undo(clean_text: CleanText) -> str:
    """The witness text again, from the clean text and the record of its edits."""
    parts: list[str] = []
    position = witness_position = 0
    for edit in clean_text.edits:
        untouched = edit.start - witness_position
        parts += (
            clean_text.text[position : position + untouched],
            clean_text.witness.text[edit.start : edit.end],
        )
        position += untouched + len(edit.after)
        witness_position = edit.end
    parts.append(clean_text.text[position:])
    return "".join(parts)


def _assemble(
    witness: Witness, kept: list[tuple[Span, int]], edits: list[Edit], quarantined: list[Quarantined]
) -> CleanText:
    """Apply `edits` and move the kept lines from witness offsets to offsets in the clean text."""
    parts: list[str] = []
    position = 0
    removed = [0]  # code points gone after each edit
    for edit in edits:
        parts += (witness.text[position : edit.start], edit.after)
        position = edit.end
        removed.append(removed[-1] + edit.end - edit.start - len(edit.after))
    parts.append(witness.text[position:])

    starts, ends = [edit.start for edit in edits], [edit.end for edit in edits]
    lines = tuple(
        # An edit at a line's very start or end belongs to the line, and leaves nothing there.
        Line(
            s.start - removed[bisect_right(starts, s.start - 1)],
            s.end - removed[bisect_right(ends, s.end)],
            number,
        )
        for s, number in kept
    )
    return CleanText(witness, "".join(parts), lines, tuple(edits), tuple(quarantined))


def _stripped(text: str, span: Span, characters: str | None) -> Span:
    """`span` of `text` without the `characters` (blanks, if None) at its two ends."""
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip(characters))
    return Span(start, max(start, span.start + len(part.rstrip(characters))))


def _inside(edit: Edit, quarantined: list[Quarantined]) -> bool:
    i = bisect_right(quarantined, edit.start, key=lambda q: q.source.start) - 1
    return i >= 0 and edit.start < quarantined[i].source.end
