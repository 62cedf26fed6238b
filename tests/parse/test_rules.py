"""Every table of patterns does what its own examples and counter-examples say."""

import pytest

from build_scripts.parse.numbering import LADDER, NumberingPattern, number_of
from build_scripts.parse.points import POINT_PATTERNS, PointPattern
from build_scripts.parse.title import TITLE_PATTERNS, TitlePattern
from build_scripts.parse.unnumbered import TOPIC_FRAMES, TopicFrame

Counting = NumberingPattern | PointPattern
COUNTING: tuple[Counting, ...] = (*LADDER, *POINT_PATTERNS)


@pytest.mark.parametrize(("pattern", "example"), [(p, e) for p in COUNTING for e in p.examples])
def test_a_counting_pattern_reads_its_examples(pattern: Counting, example: tuple[str, str, int]) -> None:
    text, label, number = example
    match = pattern.regex.match(text)
    assert match is not None
    assert (match[0], number_of(match["n"])) == (label, number)


@pytest.mark.parametrize(("pattern", "text"), [(p, c) for p in COUNTING for c in p.counterexamples])
def test_a_counting_pattern_leaves_its_counterexamples(pattern: Counting, text: str) -> None:
    assert pattern.regex.match(text) is None


@pytest.mark.parametrize(("frame", "text"), [(f, e) for f in TOPIC_FRAMES for e in f.examples])
def test_a_topic_frame_fits_its_examples(frame: TopicFrame, text: str) -> None:
    assert frame.regex.fullmatch(text)


@pytest.mark.parametrize(("frame", "text"), [(f, c) for f in TOPIC_FRAMES for c in f.counterexamples])
def test_a_topic_frame_does_not_fit_its_counterexamples(frame: TopicFrame, text: str) -> None:
    assert frame.regex.fullmatch(text) is None


@pytest.mark.parametrize(("pattern", "example"), [(p, e) for p in TITLE_PATTERNS for e in p.examples])
def test_a_title_pattern_finds_the_name_in_its_examples(
    pattern: TitlePattern, example: tuple[str, str]
) -> None:
    text, title = example
    found = pattern.regex.search(text)
    assert found is not None
    assert found["title"] == title


@pytest.mark.parametrize(("pattern", "text"), [(p, c) for p in TITLE_PATTERNS for c in p.counterexamples])
def test_a_title_pattern_finds_none_in_its_counterexamples(pattern: TitlePattern, text: str) -> None:
    assert pattern.regex.search(text) is None


@pytest.mark.parametrize("table", [LADDER, POINT_PATTERNS, TITLE_PATTERNS, TOPIC_FRAMES])
def test_every_pattern_has_cases_of_both_kinds(
    table: tuple[Counting | TitlePattern | TopicFrame, ...],
) -> None:
    assert all(pattern.examples and pattern.counterexamples for pattern in table)


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("二〇二六", 2026),
        ("１２", 12),
        ("7", 7),
    ],
)
def test_numbers_are_read_in_chinese_and_arabic_digits(digits: str, number: int) -> None:
    assert number_of(digits) == number
