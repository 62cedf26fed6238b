"""What becomes a heading, a point, a title, and what does not."""

import pytest

from build_scripts.clean import clean
from build_scripts.model import Speech, Witness
from build_scripts.parse import parse
from build_scripts.parse.dates import find_date
from build_scripts.parse.title import supply_title

LONG = "要坚持以人民为中心的发展思想，把各项工作做实做细，确保全年目标任务圆满完成，让群众得到更多实惠，推动事业再上新的台阶。"


def read(*lines: str) -> Speech:
    speech = parse(clean(Witness("x", "x.txt", "0" * 64, "utf-8", "\n".join(lines))))
    assert isinstance(speech, Speech)
    return speech


def outline(*lines: str) -> list[str]:
    """The headings, each with one # a level; ``|`` parts label and words, ``…`` marks one that runs in."""
    return [f"{'#' * s.level} {s.label}|{s.heading}{'…' if s.run_in else ''}" for s in read(*lines).sections]


class TestNumberedHeadings:
    def test_full_line_headings_nest_by_kind(self) -> None:
        assert outline("一、总结", LONG, "（一）成绩", LONG, "（二）不足", LONG, "二、任务", LONG) == [
            "# 一、|总结", "## （一）|成绩", "## （二）|不足", "# 二、|任务",
        ]  # fmt: skip

    def test_a_level_of_the_ladder_may_be_skipped(self) -> None:
        assert outline("一、总结", LONG, "1.成绩", LONG, "2.不足", LONG, "二、任务", LONG) == [
            "# 一、|总结", "## 1.|成绩", "## 2.|不足", "# 二、|任务",
        ]  # fmt: skip

    def test_a_heading_that_runs_in_ends_at_its_first_full_stop(self) -> None:
        speech = read("一、抓重点。" + LONG, "二、补短板。" + LONG)
        assert [p.text for p in speech.paragraphs] == ["一、抓重点。", LONG, "二、补短板。", LONG]
        assert [p.anchor for p in speech.paragraphs] == ["s1", "p1", "s2", "p2"]

    def test_a_full_stop_inside_a_quotation_does_not_end_the_heading(self) -> None:
        assert (
            outline("一、牢记“空谈误国。”的道理。" + LONG, "二、真抓实干。" + LONG)[0]
            == "# 一、|牢记“空谈误国。”的道理…"
        )

    def test_a_lone_number_opens_nothing(self) -> None:
        assert outline(LONG, "三、这是一句孤立的话。" + LONG, LONG) == []

    def test_a_numbered_list_of_long_sentences_is_no_outline(self) -> None:
        assert outline("1." + LONG, "2." + LONG, "3." + LONG) == []

    def test_a_prize_is_no_heading(self) -> None:
        assert outline("一、二、三等奖共评出三十名。" + LONG, LONG) == []

    def test_one_lost_heading_does_not_break_the_run(self) -> None:
        assert len(outline("一、甲方面工作", LONG, "二、乙方面工作", LONG, "四、丁方面工作", LONG)) == 3

    def test_a_bracket_that_lost_its_opening_half_continues_the_run(self) -> None:
        assert outline("（一）甲项工作", LONG, "二）乙项工作", LONG, "（三）丙项工作", LONG) == [
            "# （一）|甲项工作", "# 二）|乙项工作", "# （三）|丙项工作",
        ]  # fmt: skip

    def test_statutes_have_chapters(self) -> None:
        assert outline("第一章　总　　则", LONG, "第二章　附　　则", LONG) == [
            "# 第一章　|总　　则",
            "# 第二章　|附　　则",
        ]


class TestUnnumberedHeadings:
    def test_a_short_line_without_a_closing_mark_between_paragraphs(self) -> None:
        assert outline("讲话", "同志们：", LONG, "过去五年的工作", LONG, LONG, "今后五年的任务", LONG) == [
            "# |过去五年的工作", "# |今后五年的任务",
        ]  # fmt: skip

    def test_parallel_topic_sentences(self) -> None:
        topics = ["在凝心聚力中深化认识。", "在学懂弄通中汲取力量。", "在统筹推进中写好新篇。"]
        assert outline(LONG, *(topic + LONG for topic in topics)) == [f"# |{topic[:-1]}…" for topic in topics]

    def test_one_short_opening_sentence_alone_is_no_heading(self) -> None:
        assert outline(LONG, "人才是强市之本。" + LONG, LONG, LONG) == []

    def test_lines_broken_anywhere_are_no_headings(self) -> None:
        words = [LONG[i : i + 20] for i in range(0, len(LONG), 20)]
        assert outline(*words, *words, *words) == []

    def test_a_list_of_names_is_no_row_of_headings(self) -> None:
        assert outline(LONG, "张三", "李四", "王五", LONG) == []

    def test_unnumbered_lines_stand_above_numbering_that_starts_again(self) -> None:
        assert outline(
            LONG, "过去一年工作", "一、甲一方面", LONG, "二、甲二方面", LONG, "今后一年工作", "一、乙一方面", LONG, "二、乙二方面", LONG
        ) == [
            "# |过去一年工作", "## 一、|甲一方面", "## 二、|甲二方面", "# |今后一年工作", "## 一、|乙一方面", "## 二、|乙二方面",
        ]  # fmt: skip


class TestPoints:
    def labels(self, *lines: str) -> list[str]:
        return [point.label for point in read(*lines).points]

    def test_a_short_first_sentence_names_a_point(self) -> None:
        assert self.labels("一、任务", "一是抓就业。要稳岗。二是抓社保。要扩面。", "二、要求", LONG) == [
            "一是抓就业",
            "二是抓社保",
        ]

    def test_of_one_long_sentence_the_first_clause_names_it(self) -> None:
        text = "一是着力保就业、提质量，重点要抓好高校毕业生就业；二是着力惠民生，重点要抓好社会保险。"
        assert self.labels(text) == ["一是着力保就业、提质量", "二是着力惠民生"]

    def test_the_comma_of_the_marker_itself_ends_nothing(self) -> None:
        assert self.labels("第一，要保就业，稳岗位。要实干。第二，要惠民生。要快干。") == [
            "第一，要保就业，稳岗位",
            "第二，要惠民生",
        ]

    def test_a_lone_marker_is_ordinary_text(self) -> None:
        assert self.labels("一是学习，这很重要。" + LONG) == []

    def test_points_on_lines_of_their_own_are_points_where_headings_structure_the_speech(self) -> None:
        speech = read("一、任务", "一是抓早。" + LONG, "二是抓小。" + LONG, "二、要求", LONG)
        assert ([s.label for s in speech.sections], len(speech.points)) == (["一、", "二、"], 2)

    def test_they_are_headings_where_nothing_else_does(self) -> None:
        assert outline(LONG, "一是抓早。" + LONG, "二是抓小。" + LONG) == ["# |一是抓早…", "# |二是抓小…"]

    def test_points_within_a_point_do_not_share_its_words(self) -> None:
        text = "第一，一是抓好就业，二是抓好社保。第二，一是抓好人事，二是抓好人才。"
        points = read("一、任务", text, "二、要求", LONG).points
        assert [p.label for p in points] == [
            "第一，",
            "一是抓好就业",
            "二是抓好社保",
            "第二，",
            "一是抓好人事",
            "二是抓好人才",
        ]

    def test_a_point_reaches_to_the_next_one(self) -> None:
        text = "要做到：一是抓早，早字当头；二是抓小，防微杜渐。"
        assert [text[p.start : p.end] for p in read(text).points] == [
            "一是抓早，早字当头；",
            "二是抓小，防微杜渐。",
        ]


class TestFrontAndBack:
    def test_a_title_page_is_read_line_by_line(self) -> None:
        speech = read(
            "2026年某省政府工作报告",
            "——2026年1月27日在某省第十四届人民代表大会第五次会议上",
            "来源：某省日报",
            "省长 龚 正",
            "各位代表：",
            LONG,
        )
        assert (speech.title, speech.title_supplied) == ("2026年某省政府工作报告", False)
        assert speech.subtitle == "2026年1月27日在某省第十四届人民代表大会第五次会议上"
        assert (speech.date, speech.speaker) == ("2026-01-27", "龚正")
        assert speech.occasion == "某省第十四届人民代表大会第五次会议"
        assert [p.role for p in speech.paragraphs] == [
            "title",
            "title",
            "meta",
            "byline",
            "salutation",
            "body",
        ]

    def test_a_date_in_brackets_below_the_title_is_the_speechs(self) -> None:
        assert read("在干部大会上的讲话", "（二〇二六年一月五日）", "同志们：", LONG).date == "2026-01-05"

    def test_a_time_of_publication_is_not(self) -> None:
        assert read("在干部大会上的讲话", "时间：2026-02-01", "同志们：", LONG).date is None

    def test_a_title_broken_in_mid_phrase_is_joined_without_a_blank(self) -> None:
        assert read("在全市人社工作会议上的", "讲话", "同志们：", LONG).title == "在全市人社工作会议上的讲话"

    def test_a_salutation_in_the_middle_is_one_too(self) -> None:
        assert [p.role for p in read("讲话", "同志们：", LONG, "各位代表！", LONG).paragraphs][
            3
        ] == "salutation"

    @pytest.mark.parametrize(
        "line",
        ["同志们，新征程已经开启，让我们奋力谱写新篇章！", "各位代表！回顾过去的工作，有以下几点体会："],
    )
    def test_words_that_go_on_after_the_address_are_body(self, line: str) -> None:
        assert read("讲话", "同志们：", LONG, line, LONG).paragraphs[3].role == "body"

    @pytest.mark.parametrize(
        "line", ["尊敬的各位领导、各位来宾，女士们、先生们：", "各位老师、同学们：", "列席会议的各位委员："]
    )
    def test_salutations_name_people_only(self, line: str) -> None:
        roles = [p.role for p in read("在大会上的讲话", "同志们：", LONG, line, LONG).paragraphs]
        assert roles[3] == ("salutation" if not line.startswith("列席") else "body")

    def test_an_office_in_a_title_is_no_speaker(self) -> None:
        speech = read("在全市人社系统", "局长座谈会上的讲话", "同志们：", LONG)
        assert (speech.speaker, speech.title) == (None, "在全市人社系统 局长座谈会上的讲话")

    def test_a_short_last_item_is_no_closing(self) -> None:
        assert outline("一、抓开工", LONG, "二、保完毕") == ["# 一、|抓开工", "# 二、|保完毕"]

    def test_closing_words_and_byline(self) -> None:
        assert [p.role for p in read("同志们：", LONG, "谢谢大家！", "（作者为某部部长）").paragraphs] == [
            "salutation", "body", "closing", "byline",
        ]  # fmt: skip

    def test_an_ordinary_first_sentence_is_no_title(self) -> None:
        assert read("今天开个会。", LONG).title_supplied

    def test_one_line_documents_are_cut_at_their_indents(self) -> None:
        text = "\u3000\u3000".join(
            ["论实干 再论实干", LONG * 3, "为什么要实干", LONG, "怎样实干", LONG, "（作者为某局局长）"]
        )
        speech = read(text)
        assert speech.title == "论实干 再论实干"
        assert [s.heading for s in speech.sections] == ["为什么要实干", "怎样实干"]
        assert speech.paragraphs[-1].role == "byline"

    def test_a_short_one_is_cut_as_well(self) -> None:
        text = "\u3000\u3000".join(
            ["某某同志讲话", "同志们：", "一、提高认识。要抓紧，要抓早。", "二、加强领导。要落实，要见效。"]
        )
        assert [s.heading for s in read(text).sections] == ["提高认识", "加强领导"]

    def test_a_speaker_run_into_the_salutation_is_parted_from_it(self) -> None:
        text = "\u3000\u3000".join(
            ["政府工作报告——1985年3月27日在大会第三次会议上", "国务院总理赵某某各位代表：", LONG * 3]
        )
        speech = read(text)
        assert (speech.title, speech.date, speech.speaker) == ("政府工作报告", "1985-03-27", "赵某某")


class TestSuppliedTitle:
    def test_the_meeting_that_the_speech_names(self) -> None:
        assert (
            supply_title(["今天我们在这里召开全市人社工作座谈会，主要任务是总结工作。"])
            == "全市人社工作座谈会"
        )

    def test_else_its_opening_words(self) -> None:
        assert supply_title(["党的报告提出的新要求，是我们的方向。"]) == "党的报告提出的新要求"

    def test_opening_words_without_a_mark_are_cut(self) -> None:
        assert supply_title(["字" * 99]) == "字" * 36 + "…"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026年1月27日", "2026-01-27"),
        ("１９８８年３月２５日", "1988-03-25"),
        ("1 9 9 8 年3 月5 日", "1998-03-05"),
        ("二〇二六年一月二十七日", "2026-01-27"),
        ("二○一九年十月", "2019-10"),
        ("2026-02-01", "2026-02-01"),
        ("2026年", "2026"),
        ("2026年2月30日", None),
        ("2023年10大民生实事", "2023"),
        ("2026年20项重点工作", "2026"),
        ("2026/02", "2026-02"),
        ("第十四届", None),
    ],
)
def test_dates_are_read_as_exactly_as_printed(text: str, date: str | None) -> None:
    assert find_date(text) == date
