"""What the index says of a corpus is true: every place is there, and says what it is said to say."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.analyse import analyse
from build_scripts.analyse.function_words import FUNCTION_WORDS
from build_scripts.analyse.quotations import find_quotations
from build_scripts.analyse.quotes import find_quoted, find_works
from build_scripts.analyse.segment import words
from build_scripts.clean import clean
from build_scripts.fold import fold
from build_scripts.model import Index, Locator, ReferenceKind, Speech, TermKind, Witness
from build_scripts.parse import parse
from tests.parse.test_gold import SOURCES, read

PIECES = [
    "同志们：\n", "一、增强信心\n", "要坚持高质量发展，", "推动高质量发展的道路，", "做到“两个维护”。", "坚决做到“两个維護”、", "“六个必须坚持”",
    "《关于加强工作的意见》", "总书记强调：“江山就是人民，人民就是江山。”", "高质量、发展", "１９９８年", "像像像", "人力资源和社会保障工作，",
    "学习贯彻习近平新时代中国特色社会主义思想，", "\n", "的", "**", "ﬁ", "é", "\u0301", "İ", "①", "㎡",
]  # fmt: skip
corpora = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join), min_size=1, max_size=4
)


def speeches_of(texts: Sequence[str]) -> list[Speech]:
    parsed = (parse(clean(Witness(f"s{n}", f"s{n}.txt", "", "utf-8", text))) for n, text in enumerate(texts))
    return [speech for speech in parsed if isinstance(speech, Speech)]


def slice_of(speeches: Sequence[Speech], place: Locator) -> str:
    paragraphs = {(s.id, p.anchor): p.text for s in speeches for p in s.paragraphs}
    return paragraphs[place.speech, place.paragraph][place.start : place.end]


def count(speeches: Sequence[Speech], forms: set[str]) -> int:
    """By the contract's rule: over the folded text; where forms overlap the longest counts, once."""
    folded = sorted({fold(form) for form in forms}, key=len, reverse=True)
    total = 0
    for speech in speeches:
        for paragraph in speech.paragraphs:
            text, at = fold(paragraph.text), 0
            while at < len(text):
                form = next((form for form in folded if text.startswith(form, at)), None)
                total += form is not None
                at += len(form) if form else 1
    return total


def check(speeches: Sequence[Speech], index: Index) -> None:
    for term in index.terms:
        forms = {term.headword, *term.aliases}
        assert {slice_of(speeches, place) for place in term.occurrences} == forms
        assert term.count == len(term.occurrences) == len({*term.occurrences}) == count(speeches, forms)
        assert term.speeches == len({place.speech for place in term.occurrences})
    for reference in index.references:
        assert {fold(slice_of(speeches, place)) for place in reference.occurrences} == {fold(reference.text)}
    for formula in index.formulas:
        assert {fold(slice_of(speeches, place)) for place in formula.places} == {fold(formula.text)}
        assert 8 <= len(fold(formula.text)) <= 24
        assert len({place.speech for place in formula.places}) > 1
        assert len(formula.places) == count(speeches, {formula.text})
    for passage in index.passages:
        assert fold(slice_of(speeches, passage.a)) == fold(slice_of(speeches, passage.b))
        assert len(fold(slice_of(speeches, passage.a))) >= 30
        assert passage.a.speech != passage.b.speech
    known = {thing.id for things in (index.terms, index.references, index.formulas) for thing in things}
    for relation in index.relations:
        assert known.issuperset((*relation.terms, *relation.formulas, *relation.works))
        assert relation.speech != relation.other


@settings(max_examples=60)
@given(corpora)
def test_every_place_of_everything_is_found_and_slices_to_it(texts: list[str]) -> None:
    speeches = speeches_of(texts)
    check(speeches, analyse(speeches))


@pytest.fixture(scope="module")
def shipped() -> tuple[list[Speech], Index]:
    speeches = [read(name) for name in sorted(SOURCES)]
    return speeches, analyse(speeches)


class TestTheShippedSpeeches:
    def test_hold(self, shipped: tuple[list[Speech], Index]) -> None:
        check(*shipped)

    def test_have_their_formulas_in_the_glossary(self, shipped: tuple[list[Speech], Index]) -> None:
        headwords = {term.headword for term in shipped[1].terms}
        assert headwords >= {
            "六个必须坚持", "两个维护", "两个确立", "四个意识", "四个自信", "国之大者", "一岗双责", "三位一体", "急难愁盼", "三张清单", "两项攻坚战",
            "习近平新时代中国特色社会主义思想", "以人民为中心的发展思想", "高质量发展", "人力资源和社会保障工作",
        }  # fmt: skip

    def test_have_no_entry_with_a_function_word_at_an_end(self, shipped: tuple[list[Speech], Index]) -> None:
        for term in shipped[1].terms:
            found = [word for _, word in words(term.headword)]
            if term.kind in (TermKind.FORMULA, TermKind.WORD):
                assert found[-1] not in FUNCTION_WORDS, term.headword
                assert (
                    found[0] not in FUNCTION_WORDS or f"{found[0]}…{'为' if '为' in found else ''}" == "以…为"
                ), term.headword

    def test_cite_what_the_readers_found(self, shipped: tuple[list[Speech], Index]) -> None:
        works = {r.text for r in shipped[1].references if r.kind is ReferenceKind.WORK}
        assert works == {
            "人社行动计划", "就业精准扶贫实施方案", "关于新时代加强和改进思想政治工作的意见", "关于加快建设全国构建新发展格局先行区的实施意见",
        }  # fmt: skip
        quotations = {(r.text, r.speaker) for r in shipped[1].references if r.kind is ReferenceKind.QUOTATION}
        assert len(quotations) == 7
        assert ("让人民生活幸福是“国之大者’", "习近平总书记") in quotations
        assert ("一分部署，九分落实。", None) in quotations


class TestQuotes:
    @pytest.mark.parametrize(
        ("text", "inner"),
        [
            ("他说“甲乙”。", ["甲乙"]),
            ("“让人民幸福是“国之大者’”", ["让人民幸福是“国之大者’", "国之大者"]),
            ("“甲‘乙’丙”", ["甲‘乙’丙", "乙"]),
            ("「甲『乙』」", ["甲『乙』", "乙"]),
            ("“没有合上", []),
            ("多出来”的", []),
        ],
    )
    def test_what_stands_between_the_marks(self, text: str, inner: list[str]) -> None:
        assert [text[q.start : q.end] for q in find_quoted(text)] == inner

    @pytest.mark.parametrize(
        ("text", "works"),
        [
            ("学习《意见》和《计划》", ["意见", "计划"]),
            ("《关于印发《办法》的通知》", ["关于印发《办法》的通知"]),
            ("《〈甲〉解读》", ["〈甲〉解读"]),
            ("《没完", []),
        ],
    )
    def test_works(self, text: str, works: list[str]) -> None:
        assert [text[start:end] for start, end in find_works(text)] == works


class TestQuotations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "习近平总书记强调：“江山就是人民、人民就是江山。”",
                [("江山就是人民、人民就是江山。", "习近平总书记")],
            ),
            (
                "习近平总书记提出新思想，强调“人民有向往，我们有目标”，“就是我们的奋斗目标”。",
                [("人民有向往，我们有目标", "习近平总书记"), ("就是我们的奋斗目标", "习近平总书记")],
            ),
            ("“一分部署，九分落实。”这是要求。", [("一分部署，九分落实。", None)]),
            ("古人说：“不积跬步，无以至千里。”", [("不积跬步，无以至千里。", None)]),
            ("习近平总书记作了讲话。有人说：“不积跬步，无以至千里。”", [("不积跬步，无以至千里。", None)]),
            ("坚决做到“两个维护”，增强“四个意识”。", []),
            ("要强调“四个意识”。", []),
            ("提出“廉洁勤政务实高效”要求。", []),
        ],
    )
    def test_are_told_from_terms_and_have_the_speaker_that_is_named(
        self, text: str, expected: list[tuple[str, str | None]]
    ) -> None:
        found = find_quotations(text, tuple(words(text)))
        assert [(text[q.start : q.end], q.speaker) for q in found] == expected


def test_words_make_up_the_text() -> None:
    text = "推进**人社事业高质量发展，ok？"
    assert "".join(word for _, word in words(text)) == text
    assert all(text.startswith(word, at) for at, word in words(text))
