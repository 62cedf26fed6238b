"""The command: exit codes, one line for each fault, nothing lost and nothing overwritten."""

import json
from pathlib import Path

import pytest

from tests.conftest import CORPORA, copy_project, yanlu


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with one speech of two lines."""
    project = copy_project(tmp_path / "small", None)
    (project / "raw").mkdir()
    (project / "raw" / "a.txt").write_text("同志们：\n今天开会。\n", encoding="utf-8")
    return project


class TestBuild:
    def test_an_empty_folder_leaves_the_site_as_it_was(self, small: Path) -> None:
        assert yanlu(small, "build").code == 0
        before = files_of(small / "site")
        (small / "raw" / "a.txt").unlink()
        run = yanlu(small, "build")
        assert run.code == 2
        assert [line.split(": ", 1)[0] for line in run.errors] == ["raw"]
        assert files_of(small / "site") == before

    def test_a_missing_folder_is_named(self, small: Path) -> None:
        run = yanlu(small, "build", "--raw", "gone")
        assert (run.code, len(run.errors)) == (2, 1)
        assert run.errors[0].startswith("gone: error:")

    def test_outside_of_a_project_nothing_is_built(self, tmp_path: Path) -> None:
        assert yanlu(tmp_path, "build").code == 2
        assert not any(tmp_path.iterdir())

    def test_the_rest_is_built_when_some_sources_are_unusable(self, small: Path) -> None:
        (small / "raw" / "b.txt").write_bytes("讲话".encode("gbk"))
        run = yanlu(small, "build")
        assert (run.code, len(run.errors)) == (1, 1)
        assert run.errors[0].startswith("raw/b.txt:1: error: byte 0xBD at offset 0 is not UTF-8")
        assert (small / "site" / "speeches" / "a.html").is_file()

    def test_strict_turns_warnings_into_exit_1(self, small: Path) -> None:
        (small / "raw" / "a?b.txt").write_text("同志们：\n开会。", encoding="utf-8")
        assert yanlu(small, "build").code == 0
        assert yanlu(small, "build", "--strict").code == 1

    def test_a_foreign_folder_is_never_written_to(self, small: Path) -> None:
        (small / "site").mkdir()
        (small / "site" / "mine.html").write_text("我的", encoding="utf-8")
        run = yanlu(small, "build")
        assert (run.code, len(run.errors)) == (2, 1)
        assert files_of(small / "site") == {"mine.html": "我的".encode()}

    @pytest.mark.parametrize("site", ["raw", "raw/site", "docs/site", "."])
    def test_a_site_among_the_sources_is_refused(self, small: Path, site: str) -> None:
        run = yanlu(small, "build", "--site", site)
        assert (run.code, len(run.errors)) == (2, 1)
        assert sorted(files_of(small / "raw")) == ["a.txt"]

    @pytest.mark.parametrize("docs", ["raw", "raw/docs", "."])
    def test_pages_are_never_written_among_the_sources(self, small: Path, docs: str) -> None:
        (small / "raw" / "speeches").mkdir()
        (small / "raw" / "speeches" / "mine.txt").write_text("同志们：", encoding="utf-8")
        before = files_of(small / "raw")
        (small / "yanlu.toml").write_text(f"[paths]\ndocs = '{docs}'\n", encoding="utf-8")
        run = yanlu(small, "build")
        assert (run.code, len(run.errors)) == (2, 1)
        assert files_of(small / "raw") == before

    def test_a_file_of_someone_else_among_the_pages_stays(self, small: Path) -> None:
        own = small / "docs" / "data" / "own.csv"
        own.parent.mkdir()
        own.write_text("我的", encoding="utf-8")
        assert yanlu(small, "build").code == 0
        assert yanlu(small, "build").code == 0
        assert own.read_text(encoding="utf-8") == "我的"

    @pytest.mark.parametrize(
        ("setting", "near"),
        [("[pahts]\n", "paths"), ("[paths]\nrww = 'x'\n", "paths.raw"), ("[bundle]\nname = 1\n", "a string")],
    )
    def test_a_wrong_setting_is_one_line_that_helps(self, small: Path, setting: str, near: str) -> None:
        (small / "yanlu.toml").write_text(setting, encoding="utf-8")
        run = yanlu(small, "build")
        assert (run.code, len(run.errors)) == (2, 1)
        assert near in run.errors[0]

    def test_a_page_that_mkdocs_refuses_leaves_the_old_site(self, small: Path) -> None:
        assert yanlu(small, "build").code == 0
        before = files_of(small / "site")
        (small / "docs" / "guide.md").write_text("[坏](nowhere.md)\n", encoding="utf-8")
        run = yanlu(small, "build")
        assert run.code == 2
        assert any("guide.md" in line for line in run.errors)
        assert files_of(small / "site") == before

    def test_another_folder_is_built_without_touching_docs(self, small: Path) -> None:
        before = files_of(small / "docs")
        run = yanlu(small, "build", "--raw", CORPORA / "shapes" / "raw", "--site", "elsewhere")
        assert run.code == 0
        assert files_of(small / "docs") == before
        assert (small / "elsewhere" / "speeches" / "report.html").is_file()

    def test_a_speech_that_is_gone_leaves_no_page(self, small: Path) -> None:
        (small / "raw" / "b.txt").write_text("同志们：\n明天开会。\n", encoding="utf-8")
        yanlu(small, "build")
        (small / "raw" / "b.txt").unlink()
        yanlu(small, "build")
        assert not (small / "site" / "speeches" / "b.html").exists()
        assert not (small / "site" / "data" / "text" / "b.txt").exists()

    def test_nothing_is_written_to_the_sources(self, small: Path) -> None:
        before = files_of(small / "raw")
        yanlu(small, "build")
        assert files_of(small / "raw") == before

    def test_jobs_must_be_a_number(self, small: Path) -> None:
        assert yanlu(small, "build", "--jobs", "0").code == 2


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough speeches for two workers to share them."""
    project = copy_project(tmp_path_factory.mktemp("many"), None)
    (project / "raw").mkdir()
    for n in range(70):
        text = f"在第{n}次会议上的讲话\n同志们：\n一、抓早\n要坚持高质量发展，第{n}件事要办好。\n二、抓小\n要做到“两个维护”。\n"
        (project / "raw" / f"{n}.txt").write_text(text, encoding="utf-8")
    return project


class TestDeterminism:
    def test_two_builds_are_byte_identical_on_one_worker_and_on_two(self, many: Path) -> None:
        for jobs in ("1", "2"):
            assert yanlu(many, "build", "--jobs", jobs, "--site", f"site-{jobs}").code == 0
        assert files_of(many / "site-1") == files_of(many / "site-2")

    def test_so_are_two_zips(self, many: Path) -> None:
        assert yanlu(many, "build").code == 0
        zips = []
        for _ in range(2):
            assert yanlu(many, "bundle").code == 0
            zips.append((many / "dist" / "yanlu.zip").read_bytes())
            (many / "dist" / "yanlu.zip").unlink()
        assert zips[0] == zips[1]


class TestCheck:
    def test_a_fresh_site_and_its_zip_hold(self, seeds: Path) -> None:
        run = yanlu(seeds, "check")
        assert (run.code, run.errors) == (0, ())

    def test_a_changed_page_is_named(self, small: Path) -> None:
        yanlu(small, "build")
        page = small / "site" / "speeches" / "a.html"
        page.write_text(page.read_text(encoding="utf-8").replace("开会", "散会"), encoding="utf-8")
        run = yanlu(small, "check")
        assert run.code == 1
        assert any("speeches/a.html" in line for line in run.errors)

    @pytest.mark.parametrize("where", ["before", "after"])
    def test_bytes_around_a_zip_are_named(self, small: Path, where: str) -> None:
        yanlu(small, "build")
        yanlu(small, "bundle")
        file = small / "dist" / "yanlu.zip"
        data = file.read_bytes()
        file.write_bytes(b"MZ" + data if where == "before" else data + b"x")
        run = yanlu(small, "check")
        assert run.code == 1
        assert any("zip-" in line for line in run.errors)

    def test_a_zip_of_an_older_site_is_named(self, small: Path) -> None:
        yanlu(small, "build")
        yanlu(small, "bundle")
        (small / "raw" / "b.txt").write_text("同志们：\n明天开会。\n", encoding="utf-8")
        yanlu(small, "build")
        run = yanlu(small, "check")
        assert run.code == 1
        assert any("zip-stale" in line for line in run.errors)

    def test_without_a_site_there_is_one_line(self, small: Path) -> None:
        run = yanlu(small, "check")
        assert (run.code, len(run.errors)) == (1, 1)


def test_the_zip_is_never_written_among_the_sources(small: Path) -> None:
    yanlu(small, "build")
    (small / "yanlu.toml").write_text("[paths]\ndist = 'raw'\n", encoding="utf-8")
    run = yanlu(small, "bundle")
    assert (run.code, len(run.errors)) == (2, 1)
    assert sorted(files_of(small / "raw")) == ["a.txt"]


def test_bundle_without_a_site_is_one_line(small: Path) -> None:
    run = yanlu(small, "bundle")
    assert (run.code, len(run.errors)) == (2, 1)


def test_the_version_is_the_packages(small: Path) -> None:
    assert yanlu(small, "--version").out.startswith("yanlu ")


def test_the_data_of_the_shipped_speeches_is_complete(seeds: Path) -> None:
    lines = (seeds / "site" / "data" / "speeches.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["id"][:3] for record in records] == ["000", "001", "002", "003", "004"]
    for record in records:
        text = (seeds / "site" / "data" / "text" / f"{record['id']}.txt").read_bytes()
        assert text == (seeds / "raw" / record["source"]).read_bytes()
