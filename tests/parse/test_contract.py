"""What outside tools rely on holds for any text: every character is accounted for, every reference leads somewhere."""

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.clean import clean
from build_scripts.model import EmendationStatus, Role, Speech, Witness
from build_scripts.parse import parse
from tests.clean.test_clean import CONTROLS, texts

PIECES = [
    "同志们：", "一、增强信心\n", "二、突出重点。要抓好落实，全面推进各项工作取得新的更大成效。\n", "（一）", "1.", "一是要学。", "二是要干。",
    "第一，一是抓早，", "第一，抓早。", "第二，抓小。", "　　", "\t", "\n", "\x00", "\x1f", " ", "在会上的讲话\n", "（作者为部长）", "谢谢大家！", "——副题\n",
    "全面建设社会主义现代化国家，必须坚持用党的创新理论武装头脑、指导实践、推动工作，确保各项任务落到实处。", "字" * 210,
]  # fmt: skip
speeches = st.one_of(texts, st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def parsed(text: str) -> Speech | None:
    result = parse(clean(Witness("x", "x.txt", "0" * 64, "utf-8", text)))
    return result if isinstance(result, Speech) else None


@given(speeches)
def test_spans_cover_the_witness_in_order_but_for_blanks(text: str) -> None:
    if speech := parsed(text):
        spans = [p.source for p in speech.paragraphs]
        assert spans == sorted(spans)
        everything = sorted([*spans, *(q.source for q in speech.quarantined)])
        position = 0
        for start, end in everything:
            assert position <= start < end
            assert not text[position:start].strip()
            position = end
        assert not text[position:].strip()


@given(speeches)
def test_undoing_a_paragraphs_emendations_gives_its_stretch_of_the_witness(text: str) -> None:
    if speech := parsed(text):
        for paragraph in speech.paragraphs:
            original = paragraph.text
            changes = [e for e in speech.emendations if e.paragraph == paragraph.anchor]
            assert len({e.start for e in changes}) == len(changes)
            for change in reversed(changes):
                assert change.status is EmendationStatus.APPLIED
                assert original[change.start : change.end] == change.after
                original = original[: change.start] + change.before + original[change.end :]
            assert original == text[paragraph.source.start : paragraph.source.end]
            assert paragraph.text == paragraph.text.strip() != ""
            assert not set(paragraph.text) & set(CONTROLS)


@given(speeches)
def test_anchors_are_unique_and_references_lead_to_them(text: str) -> None:
    if speech := parsed(text):
        paragraphs = {p.anchor: p for p in speech.paragraphs}
        sections = {s.anchor: s for s in speech.sections}
        anchors = [*paragraphs, *(point.anchor for point in speech.points)]
        assert len(anchors) == len({*anchors}) == len(speech.paragraphs) + len(speech.points)
        assert {p.anchor for p in speech.paragraphs if p.role is Role.HEADING} == sections.keys()
        for paragraph in speech.paragraphs:
            assert paragraph.section is None or paragraph.section in sections
        for section in speech.sections:
            assert paragraphs[section.anchor].text.startswith(section.label + section.heading)
            if section.parent:
                assert sections[section.parent].level < section.level
        for point in speech.points:
            within = paragraphs[point.paragraph].text[point.start : point.end]
            assert point.label
            assert within.startswith(point.label)


@given(speeches)
def test_a_speech_always_has_a_title(text: str) -> None:
    if speech := parsed(text):
        assert speech.title.strip()
