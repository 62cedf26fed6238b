"""A fault in a site or a zip is found, once, and named where it is."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_scripts.publish import bundle, check_site, check_zip
from build_scripts.publish.manifest import MANIFEST
from tests.publish.small import write_files, write_site

PAGE = '<!doctype html><title>页</title><p id="p1">甲</p>'


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("a.html", '<a href="none.html">', "broken-link"),
        ("a.html", '<a href="b.html#p2">', "broken-anchor"),
        ("a.html", '<script src="https://example.com/x.js"></script>', "external-resource"),
        ("a.html", '<link rel="icon" href="//example.com/x.ico">', "external-resource"),
        ("a.html", '<p style="background: url(https://example.com/x.png)">', "external-resource"),
        ("a.html", '<a href="/b.html">', "absolute-link"),
        ("a.html", '<a href="javascript:alert(1)">', "javascript-link"),
        ("a.html", '<base href="b.html">', "base-element"),
        ("a.html", '<p id="x"><p id="x">', "duplicate-id"),
        ("assets/a.css", "p { background: url(none.png) }", "broken-link"),
        ("assets/a.css", "@import 'https://example.com/x.css';", "external-resource"),
        ("assets/yanlu/a.js", "fetch('a.json')", "script-reaches-out"),
        ("B.html", PAGE, "case-clash"),
    ],
)
def test_each_fault_is_one_error_on_its_page(tmp_path: Path, path: str, content: str, code: str) -> None:
    site = write_site(tmp_path, {"b.html": PAGE, path: content})
    found = check_site(site)
    assert [d.code for d in found] == [code]
    assert found[0].path in (path, "b.html")


def test_what_pages_and_the_themes_scripts_only_mention_is_no_fault(tmp_path: Path) -> None:
    files = {
        "a.html": '<a href="https://example.com/">外</a> <a href="b.html?q=1#p1">内</a> https://example.com fetch(',
        "b.html": PAGE,
        "assets/javascripts/theme.js": "fetch('https://example.com')",
        "data/a.txt": '<a href="none.html">',
    }
    assert check_site(write_site(tmp_path, files)) == ()


def test_what_was_changed_added_or_taken_away_since_the_build_is_named(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"a.html": PAGE, "b.html": PAGE})
    write_files(site, {"a.html": PAGE + "。", "c.html": PAGE})
    (site / "b.html").unlink()
    assert [(d.code, d.path) for d in check_site(site)] == [
        ("sum-differs", "a.html"),
        ("file-missing", "b.html"),
        ("file-extra", "c.html"),
    ]


def test_a_folder_that_is_no_site_of_ours_is_one_error(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/index.html": PAGE})
    assert [d.code for d in check_site(tmp_path / "site")] == ["no-manifest"]
    assert [d.code for d in check_site(tmp_path / "none")] == ["no-site"]


class TestZip:
    @staticmethod
    def packed(folder: Path, files: Mapping[str, str]) -> Path:
        file, found = bundle(write_site(folder / "site", files), folder / "dist", "yanlu")
        assert found == ()
        assert file
        return file

    @staticmethod
    def repacked(
        file: Path, change: Mapping[str, bytes | None], extra: tuple[tuple[str, bytes], ...] = ()
    ) -> Path:
        """The zip with members replaced or, for None, left out, and others added."""
        with zipfile.ZipFile(file) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
        with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings(action="ignore"):
            for name, data in [(name, change.get(name, data)) for name, data in members] + list(extra):
                if data is not None:
                    archive.writestr(name, data)
        return file

    def test_a_fresh_bundle_holds(self, tmp_path: Path) -> None:
        assert check_zip(self.packed(tmp_path, {"讲话/甲.html": PAGE})) == ()

    def test_a_fault_of_the_site_is_found_in_the_zip(self, tmp_path: Path) -> None:
        found = check_zip(self.packed(tmp_path, {"a.html": '<a href="none.html">'}))
        assert [(d.code, d.path) for d in found] == [("broken-link", "yanlu/site/a.html")]

    def test_a_changed_member_is_named_once(self, tmp_path: Path) -> None:
        file = self.packed(tmp_path, {"a.html": PAGE})
        found = check_zip(self.repacked(file, {"yanlu/site/a.html": PAGE.encode() + b"."}))
        assert [(d.code, d.path) for d in found] == [("sum-differs", "yanlu/site/a.html")]

    @pytest.mark.parametrize("name", ["打开.html", "使用说明.txt"])
    def test_a_missing_page_of_ours_is_named(self, tmp_path: Path, name: str) -> None:
        found = check_zip(self.repacked(self.packed(tmp_path, {}), {f"yanlu/{name}": None}))
        assert {d.path for d in found} == {f"yanlu/{name}"}

    def test_a_zip_without_sums_or_manifest_is_named(self, tmp_path: Path) -> None:
        file = self.packed(tmp_path, {})
        assert [d.code for d in check_zip(self.repacked(file, {"yanlu/SHA256SUMS": None}))] == ["zip-shape"]
        found = check_zip(self.repacked(file, {f"yanlu/site/{MANIFEST}": None}))
        assert {d.code for d in found} == {"zip-shape", "no-manifest"}

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("/etc/passwd", "zip-unsafe"),
            ("yanlu/../../a", "zip-unsafe"),
            ("C:/a", "zip-unsafe"),
            ("yanlu\\a", "zip-unsafe"),
            ("yanlu/site/index.html", "zip-unsafe"),
            ("yanlu/site/INDEX.html", "case-clash"),
            ("yanlu/site/aux.html", "unportable-name"),
            ("other/a", "zip-shape"),
        ],
    )
    def test_a_member_that_does_not_belong_is_found_before_anything_is_unpacked(
        self, tmp_path: Path, name: str, code: str
    ) -> None:
        file = self.repacked(self.packed(tmp_path, {}), {}, ((name, b"x"),))
        assert [d.code for d in check_zip(file)] == [code]
        assert not (tmp_path / "a").exists()

    def test_a_symbolic_link_is_unsafe(self, tmp_path: Path) -> None:
        file = self.packed(tmp_path, {})
        link = zipfile.ZipInfo("yanlu/site/link")
        link.external_attr = 0o120777 << 16
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(link, "/etc/passwd")
        assert [d.code for d in check_zip(file)] == ["zip-unsafe"]

    def test_a_damaged_or_absent_zip_is_one_error(self, tmp_path: Path) -> None:
        file = self.packed(tmp_path, {"a.html": PAGE * 100})
        data = bytearray(file.read_bytes())
        at = data.index(b"yanlu/site/a.html") + len("yanlu/site/a.html")
        data[at + 4] ^= 0xFF
        file.write_bytes(data)
        assert [d.code for d in check_zip(file)] == ["zip-unreadable"]
        file.write_bytes(b"PK")
        assert [d.code for d in check_zip(file)] == ["zip-unreadable"]
        assert [d.code for d in check_zip(tmp_path / "none.zip")] == ["no-zip"]
