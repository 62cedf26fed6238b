"""Cleaning loses nothing: the witness can be made again from what it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.clean import clean, undo
from build_scripts.model import CleanText, Witness

CONTROLS = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n"]
# What files really hold, and what tries the rules: any character, control characters, blanks, chrome.
texts = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from([*CONTROLS, "\n", "\r\n", "\u3000", "\u00a0", "\t", "\u2028", "\ufeff", "\u200b"]),
        st.sampled_from(["下载", "打印", "仅供学习 禁止外传", "会员群：", "同志们：", "一、要"]),
    ),
    max_size=24,
).map("".join)


def cleaned(text: str) -> CleanText:
    return clean(Witness("x", "x.txt", "0" * 64, "utf-8", text))


def lines(text: str) -> list[str]:
    result = cleaned(text)
    return [result.text[line.start : line.end] for line in result.lines]


@given(texts)
def test_undoing_the_edits_gives_the_witness_back(text: str) -> None:
    assert undo(cleaned(text)) == text


@given(texts)
def test_lines_hold_no_control_character_and_no_blank_at_an_end(text: str) -> None:
    for line in lines(text):
        assert line
        assert line == line.strip()
        assert not set(line) & set(CONTROLS)


@given(texts)
def test_each_edit_and_quarantined_stretch_stands_where_it_says(text: str) -> None:
    result = cleaned(text)
    for quarantined in result.quarantined:
        assert text[quarantined.source.start : quarantined.source.end] == quarantined.text
    ends = [0, *(edit.end for edit in result.edits)]
    assert all(end <= edit.start for end, edit in zip(ends, result.edits, strict=False))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    assert lines(f"同志们：{end}今天开会。{end}") == ["同志们：", "今天开会。"]


def test_indents_of_no_break_spaces_are_outside_the_line() -> None:
    assert lines("\u00a0\u00a0\u00a0 按照安排。\u3000") == ["按照安排。"]


def test_a_control_character_is_removed_by_an_edit_and_the_line_stays_one() -> None:
    result = cleaned("就\x00业\x02\x03工作")
    assert result.text == "就业工作"
    assert [(edit.start, edit.end, edit.after) for edit in result.edits] == [(1, 2, ""), (3, 5, "")]


def test_a_line_of_nothing_but_control_characters_is_quarantined() -> None:
    result = cleaned("同志们：\n\x00\x01\n开会。")
    assert [(q.text, q.rule) for q in result.quarantined] == [("\x00\x01", "control-character")]


def test_line_numbers_are_those_of_the_file() -> None:
    result = cleaned("仅供学习 禁止外传\n\n同志们：\r\n开会。")
    assert [line.number for line in result.lines] == [3, 4]
