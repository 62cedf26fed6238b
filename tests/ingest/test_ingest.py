"""Sources are found, named and decoded; what cannot be used is named in one line."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.ingest import ReadError, read_witness, scan
from build_scripts.ingest.readers import read_text
from build_scripts.ingest.scan import assign_ids, portability
from build_scripts.model import Diagnostic, Witness


def codes(raw: Path) -> list[tuple[str, str]]:
    return [(d.path, d.code) for d in scan(raw)[1]]


def read(path: Path) -> Witness | Diagnostic:
    files, _ = scan(path.parent)
    return read_witness(next(file for file in files if file.path.name == path.name))


def test_sources_are_found_in_folders_and_sorted_by_id(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "年/甲.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("同志们：", encoding="utf-8")
    files, diagnostics = scan(tmp_path)
    assert [file.id for file in files] == ["a", "b", "年/甲"]
    assert not diagnostics


def test_hidden_files_and_litter_are_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "~$讲话.docx", ".git"):
        (tmp_path / name).write_bytes(b"x")
    assert scan(tmp_path) == ((), ())


def test_an_unknown_suffix_is_named_and_left_aside(tmp_path: Path) -> None:
    (tmp_path / "讲话.wps").write_bytes(b"x")
    assert codes(tmp_path) == [("讲话.wps", "unknown-suffix")]


def test_a_folder_named_like_a_source_is_named_and_what_is_in_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "y.txt").write_text("同志们：", encoding="utf-8")
    assert codes(tmp_path) == [("x.txt", "folder-like-source")]
    assert [file.id for file in scan(tmp_path)[0]] == ["x.txt/y"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("机密", encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "x.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "raw" / "y").symlink_to(tmp_path)
    assert codes(tmp_path / "raw") == [("x.txt", "link-out"), ("y", "link-out")]


def test_a_dangling_link_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "x.txt").symlink_to(tmp_path / "gone.txt")
    found = read(tmp_path / "x.txt")
    assert isinstance(found, Diagnostic)
    assert found.code == "unreadable"


def test_a_named_pipe_does_not_hang_the_build(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    found = read(tmp_path / "x.txt")
    assert isinstance(found, Diagnostic)
    assert found.code == "not-a-file"


def test_a_name_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb0\xa1.txt")).write_text("同志们：", encoding="utf-8")
    assert [code for _, code in codes(tmp_path)] == ["name-not-utf-8"]


@pytest.mark.parametrize("content", [b"", b" \n\n", "\ufeff".encode(), "\u3000\u00a0\n".encode()])
def test_an_empty_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.txt").write_bytes(content)
    found = read(tmp_path / "x.txt")
    assert isinstance(found, Diagnostic)
    assert found.code == "empty"


def test_an_undecodable_byte_is_named_with_its_offset_and_line(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("同志们：\n".encode() + "讲话".encode("gbk"))
    found = read(tmp_path / "x.txt")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.line) == ("undecodable", 2)
    assert "0xBD at offset 13" in found.message


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_text("\ufeff同志们：".encode()) == read_text("同志们：".encode()).__class__(
        "同志们：", "utf-8-sig"
    )


@given(st.text())
def test_utf_8_is_decoded_without_a_change(text: str) -> None:
    assert read_text(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with pytest.raises(ReadError) as refused:
            read_text(data)
        assert 1 <= (refused.value.line or 0) <= data.count(b"\n") + 1
    else:
        decoded = read_text(data)
        assert decoded.text.encode(decoded.encoding) == data


@pytest.mark.parametrize(
    ("sources", "ids"),
    [
        (["a.txt"], ["a"]),
        (["a.txt", "a.md"], ["a", "a.md"]),
        (["a.docx", "a.md"], ["a.docx", "a.md"]),
        (["a.txt", "a.md", "a.md.txt"], ["a", "a.md", "a.md.txt"]),
        (["a.TXT", "a.txt"], ["a.TXT", "a"]),
        (["x/a.txt", "y/a.txt"], ["x/a", "y/a"]),
        (["1.5万.txt"], ["1.5万"]),
    ],
)
def test_an_id_is_the_path_without_its_suffix_but_for_collisions(sources: list[str], ids: list[str]) -> None:
    assert [assign_ids(sources)[source] for source in sources] == ids


@given(st.sets(st.from_regex(r"[ab]{1,2}(\.(md|txt|TXT)){1,3}", fullmatch=True)))
def test_ids_are_unique(sources: set[str]) -> None:
    ids = assign_ids(sorted(sources))
    assert len({*ids.values()}) == len(sources)


@pytest.mark.parametrize("name", ["a?b", "a:b", "CON", "nul.2026", "a.", "a "])
def test_a_name_that_windows_cannot_hold_is_warned_of(name: str) -> None:
    assert [d.code for d in portability({f"{name}.txt": name})] == ["name-not-portable"]


def test_names_that_differ_in_case_only_are_warned_of() -> None:
    assert [d.code for d in portability({"A.txt": "A", "a.txt": "a"})] == ["name-case-only"]


@pytest.mark.parametrize("name", ["2026年 讲话（定稿）", "a#b", "a%20b", "[稿]", "😀", "console"])
def test_any_other_name_is_fine(name: str) -> None:
    assert portability({f"{name}.txt": name}) == []
