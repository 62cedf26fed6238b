"""The list of sums: one text for one site, read back only if it is ours to the letter."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.publish.manifest import (
    MANIFEST,
    clashes,
    compare_sums,
    format_sums,
    is_portable,
    is_safe,
    parse_sums,
    read_manifest,
)
from tests.publish.small import write_site

A, B = "a" * 64, "b" * 64
names = st.text(
    st.characters(exclude_characters="/\\\n\r", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1
)
paths = st.lists(names, min_size=1, max_size=3).map("/".join).filter(is_safe)


@given(st.dictionaries(paths, st.sampled_from([A, B]), min_size=1))
def test_sums_survive_being_written_and_read(sums: dict[str, str]) -> None:
    assert parse_sums(format_sums(sums)) == sums


def test_the_text_does_not_depend_on_the_order_in_which_files_were_found() -> None:
    assert format_sums({"b": B, "a": A}) == f"{A} *a\n{B} *b\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello\n",
        f"{A} *a",
        f"{A}  a\n",
        f"{A} *b\n{B} *a\n",
        f"{A} *a\n\n",
        f"{A.upper()} *a\n",
        f"{A} */etc/passwd\n",
        f"{A} *../a\n",
        f"{A} *a\\b\n",
        f"{A} *C:/a\n",
    ],
)
def test_a_list_that_we_did_not_write_is_none(text: str) -> None:
    assert parse_sums(text) is None


def test_a_manifest_that_is_a_link_to_another_sites_is_none(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / MANIFEST).symlink_to(site / MANIFEST)
    assert read_manifest(site) is not None
    assert read_manifest(tmp_path / "other") is None


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a tool of GNU")
def test_anybody_can_verify_a_site_without_us(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"讲话/甲 乙.html": "<p>"})
    done = subprocess.run(["sha256sum", "--strict", "--quiet", "-c", MANIFEST], cwd=site, check=False)
    assert done.returncode == 0


def test_each_difference_is_named_once_with_its_path() -> None:
    found = compare_sums({"a": A, "b": A, "c": A}, {"a": A, "b": B, "d": A}, "list")
    assert [(d.code, d.path) for d in found] == [
        ("sum-differs", "b"),
        ("file-missing", "c"),
        ("file-extra", "d"),
    ]


@pytest.mark.parametrize("path", ["a:b", "x/con", "nul.txt", "a?", "x./a", "a ", "a\x07"])
def test_a_name_that_windows_refuses_is_not_portable(path: str) -> None:
    assert not is_portable(path)


@pytest.mark.parametrize("path", [".nojekyll", "讲话/甲 乙.html", "console/a.b.c", "x/404.html"])
def test_other_names_are_portable(path: str) -> None:
    assert is_portable(path)


def test_names_that_differ_in_case_only_clash() -> None:
    assert clashes(["a/B.html", "a/b.html", "A/c.html"]) == (("a/B.html", "a/b.html"),)
