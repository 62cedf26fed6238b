"""The data files: one object a line, split when large."""

import json

from build_scripts.clean import clean
from build_scripts.model import Speech, Witness
from build_scripts.parse import parse
from build_scripts.render import render_speeches, render_text
from build_scripts.render.data import jsonl

FIELDS = ["id", "source", "sha256", "encoding", "url", "title", "title_supplied", "subtitle", "speaker", "date", "occasion", "paragraphs", "sections", "points", "emendations", "quarantined"]  # fmt: skip


def record() -> dict[str, object]:
    text = "仅供学习 禁止外传\n在会上的讲话\n同志们：\n一、抓\x00早\n要做到：一是学；二是干。\n二、抓小\n谢谢大家！\n"
    speech = parse(clean(Witness("甲", "甲.txt", "0" * 64, "utf-8", text)))
    assert isinstance(speech, Speech)
    (page,) = render_speeches([speech])
    assert page.path == "data/speeches.jsonl"
    loaded = json.loads(page.content)
    assert isinstance(loaded, dict)
    return loaded


def test_a_speech_has_the_fields_of_the_contract() -> None:
    assert sorted(record()) == sorted(FIELDS)


def test_its_parts_have_theirs() -> None:
    speech = record()
    shapes = {name: sorted(value[0]) for name, value in speech.items() if isinstance(value, list)}
    assert shapes == {
        "paragraphs": ["anchor", "role", "section", "source", "text"],
        "sections": ["anchor", "confidence", "heading", "label", "level", "parent", "run_in"],
        "points": ["anchor", "end", "label", "paragraph", "section", "start"],
        "emendations": ["after", "before", "end", "paragraph", "rule", "start", "status"],
        "quarantined": ["rule", "source", "text"],
    }


def test_what_is_not_printed_is_null() -> None:
    assert (record()["speaker"], record()["date"]) == (None, None)


def test_a_file_is_split_before_it_grows_too_large_and_no_record_is_cut() -> None:
    records = [{"id": str(n)} for n in range(10)]
    pages = list(jsonl("terms", records, split=30))
    assert [page.path for page in pages[:2]] == ["data/terms-0001.jsonl", "data/terms-0002.jsonl"]
    assert [json.loads(line) for page in pages for line in page.content.splitlines()] == records
    assert all(len(page.content) <= 30 for page in pages)


def test_the_witness_is_published_unchanged() -> None:
    witness = Witness("年/甲", "年/甲.txt", "", "utf-8", "\r\n同志们：\u2028\x00")
    assert render_text(witness).path == "data/text/年/甲.txt"
    assert render_text(witness).content == witness.text
