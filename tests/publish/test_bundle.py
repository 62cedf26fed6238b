"""The zip: the same bytes from the same site, nothing unverified in it, and usable by a person with Windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from build_scripts.publish import bundle, check_site, check_zip
from build_scripts.publish.facts import read_html
from tests.publish.small import snapshot, write_files, write_site


def test_two_bundles_of_one_site_are_the_same_bytes(small: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small / "site", tmp_path / "site")
    for number, file in enumerate(sorted(copy.rglob("*"))):
        os.utime(file, (10**9 + number, 10**9 + number))
        if file.is_file():
            file.chmod(0o600)
    first, _ = bundle(small / "site", tmp_path / "one", "yanlu")
    second, _ = bundle(copy, tmp_path / "two", "yanlu")
    assert first
    assert second
    assert first.read_bytes() == second.read_bytes()


def test_the_zip_is_one_folder_that_holds_in_every_check(small: Path, tmp_path: Path) -> None:
    file, found = bundle(small / "site", tmp_path, "yanlu")
    assert found == ()
    assert file == tmp_path / "yanlu.zip"
    assert check_zip(file) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["yanlu.zip"]


def test_unpacked_it_is_the_site_and_three_files_for_people(small: Path, tmp_path: Path) -> None:
    file, _ = bundle(small / "site", tmp_path, "稿-1")
    assert file
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "stick")
    top = tmp_path / "stick" / "稿-1"
    assert {path.name for path in top.iterdir()} == {"打开.html", "使用说明.txt", "SHA256SUMS", "site"}
    assert snapshot(top / "site") == snapshot(small / "site")
    assert check_site(top / "site") == ()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a tool of GNU")
def test_the_sums_in_it_are_verified_with_the_command_that_the_instructions_give(
    small: Path, tmp_path: Path
) -> None:
    file, _ = bundle(small / "site", tmp_path, "yanlu")
    assert file
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    assert "sha256sum -c SHA256SUMS" in (tmp_path / "yanlu/使用说明.txt").read_text(encoding="utf-8-sig")
    command = ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path / "yanlu", check=False).returncode == 0


def test_every_member_is_free_of_the_machine_and_the_day(small: Path, tmp_path: Path) -> None:
    file, _ = bundle(small / "site", tmp_path, "yanlu")
    assert file
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
    assert {(m.date_time, m.create_system, m.external_attr, m.extra) for m in members} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16, b"")
    }
    assert [m.filename for m in members] == sorted(m.filename for m in members)


def test_the_start_page_leads_to_the_site_and_loads_nothing(tmp_path: Path) -> None:
    file, _ = bundle(write_site(tmp_path / "site", {}), tmp_path, "yanlu")
    assert file
    with zipfile.ZipFile(file) as archive:
        facts = read_html(archive.read("yanlu/打开.html"))
    assert facts.links == ("site/index.html",)
    assert facts.loads == ("data:,",)


def test_the_instructions_open_in_notepad(tmp_path: Path) -> None:
    file, _ = bundle(write_site(tmp_path / "site", {}), tmp_path, "yanlu")
    assert file
    with zipfile.ZipFile(file) as archive:
        text = archive.read("yanlu/使用说明.txt")
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n") > 0
    assert "certutil -hashfile" in text.decode("utf-8")


def test_a_site_without_a_manifest_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/index.html": "<p>"})
    file, found = bundle(tmp_path / "site", tmp_path / "dist", "yanlu")
    assert file is None
    assert [d.code for d in found] == ["no-manifest"]
    assert not (tmp_path / "dist").exists()


def test_a_site_that_differs_from_its_manifest_is_refused_and_the_old_zip_stays(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"a.html": "<p>"})
    old, _ = bundle(site, tmp_path / "dist", "yanlu")
    assert old
    before = old.read_bytes()
    write_files(site, {"a.html": "<p>改"})
    file, found = bundle(site, tmp_path / "dist", "yanlu")
    assert file is None
    assert [(d.code, d.path) for d in found] == [("sum-differs", "a.html"), ("site-changed", str(site))]
    assert old.read_bytes() == before


def test_a_place_that_cannot_be_written_to_is_an_error(tmp_path: Path) -> None:
    write_files(tmp_path, {"file": ""})
    file, found = bundle(write_site(tmp_path / "site", {}), tmp_path / "file", "yanlu")
    assert file is None
    assert [d.code for d in found] == ["dist-unwritable"]
