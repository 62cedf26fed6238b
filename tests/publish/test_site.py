"""Building and exchanging: what may be written to, what comes out, and what stays if something fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_scripts.model import Diagnostic, Severity
from build_scripts.publish import build_site, check_site, claim
from build_scripts.publish import site as site_module
from build_scripts.publish.manifest import MANIFEST
from tests.publish.small import snapshot, write_files, write_project, write_site


class TestClaim:
    def test_an_absent_an_empty_and_our_own_folder_may_be_written_to(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        write_site(tmp_path / "ours", {})
        (tmp_path / "link").symlink_to(tmp_path / "ours")
        for name in ("absent", "deep/absent", "empty", "ours", "link"):
            assert claim(tmp_path / name) is None

    def test_a_foreign_folder_a_file_and_links_to_them_may_not(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"foreign/thesis.txt": "…", "file": "", f"fake/{MANIFEST}": "my own sums\n"})
        (tmp_path / "link").symlink_to(tmp_path / "foreign")
        (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
        for name in ("foreign", "file", "fake", "link", "dangling"):
            refused = claim(tmp_path / name)
            assert refused is not None, name
            assert (refused.severity, refused.code) == (Severity.ERROR, "site-not-ours")
            assert "--site" in refused.message

    def test_a_refused_folder_is_not_touched(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"foreign/thesis.txt": "…"})
        (found,) = build_site(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / "foreign")
        assert found.code == "site-not-ours"
        assert snapshot(tmp_path) == {"foreign/thesis.txt": "…".encode()}


class TestBuild:
    def test_the_site_holds_in_every_check_of_ours(self, small: Path) -> None:
        assert check_site(small / "site") == ()

    def test_nothing_is_left_in_it_that_serves_nobody(self, small: Path) -> None:
        paths = snapshot(small / "site").keys()
        assert not [
            path
            for path in paths
            if path.endswith(".map") or "sitemap" in path or "lunr" in path or "worker" in path
        ]
        assert {".nojekyll", "404.html", MANIFEST, "speeches/2024/b.html", "data/speeches.jsonl"} <= paths
        assert not any(b"sourceMappingURL" in content for content in snapshot(small / "site").values())

    def test_no_page_advertises_the_generator(self, small: Path) -> None:
        assert "Made with" not in (small / "site/index.html").read_text(encoding="utf-8")

    def test_another_place_another_docs_folder_and_another_day_give_the_same_bytes(
        self, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PYTHONHASHSEED", "7")
        monkeypatch.setenv("TZ", "Pacific/Auckland")
        monkeypatch.setenv("COLUMNS", "20")
        project = write_project(tmp_path / "别处 😀")
        elsewhere = shutil.copytree(small / "docs", tmp_path / "copy" / "docs")
        shutil.rmtree(project / "docs")
        assert build_site(project / "mkdocs.yml", elsewhere, tmp_path / "out" / "site") == ()
        assert snapshot(tmp_path / "out" / "site") == snapshot(small / "site")

    def test_relative_paths_in_the_settings_start_where_the_settings_lie(
        self, small: Path, tmp_path: Path
    ) -> None:
        settings = (small / "mkdocs.yml").read_text(encoding="utf-8")
        custom = settings.replace("  name: material\n", "  name: material\n  custom_dir: theme\n", 1)
        write_files(tmp_path, {"mkdocs.yml": custom, "theme/partials/footer.html": "<footer>脚注</footer>"})
        assert build_site(tmp_path / "mkdocs.yml", small / "docs", tmp_path / "site") == ()
        assert "<footer>脚注</footer>" in (tmp_path / "site/speeches/a.html").read_text(encoding="utf-8")


class TestFailure:
    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        """A project whose docs are broken, with a site of earlier days."""
        project = write_project(tmp_path)
        write_site(project / "site", {"old.html": "<p>旧"})
        broken = {
            "speeches/c.md": "# 丙 {: #t }\n\n[无](none.md) [无](a.md#nope)\n",
            "speeches/2024/d.md": "# 丁 {: #t }\n",
        }
        write_files(project / "docs", broken)
        return project

    def test_broken_docs_are_named_and_the_previous_site_stays(self, project: Path) -> None:
        before = snapshot(project)
        found = build_site(project / "mkdocs.yml", project / "docs", project / "site")
        assert [(d.severity, d.code, d.path) for d in found] == [
            (Severity.WARNING, "mkdocs", "docs/speeches/c.md"),
            (Severity.WARNING, "mkdocs", "docs/speeches/c.md"),
            (Severity.ERROR, "mkdocs-failed", "mkdocs.yml"),
        ]
        assert "none.md" in found[0].message
        assert "#nope" in found[1].message
        assert snapshot(project) == before

    def test_settings_that_cannot_be_read_are_one_error(self, project: Path) -> None:
        (project / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
        before = snapshot(project)
        found = build_site(project / "mkdocs.yml", project / "docs", project / "site")
        assert "mkdocs-failed" in [d.code for d in found]
        assert snapshot(project) == before


def fake_mkdocs(_config: Path, _docs: Path, site: Path) -> tuple[Diagnostic, ...]:
    """Stands in where only the exchange is of interest."""
    write_files(site, {"index.html": "<p>新"})
    return ()


class TestExchange:
    @pytest.fixture(autouse=True)
    def fake(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(site_module, "run_mkdocs", fake_mkdocs)

    @staticmethod
    def build(folder: Path) -> tuple[Diagnostic, ...]:
        return build_site(folder / "mkdocs.yml", folder / "docs", folder / "site")

    def test_the_new_site_replaces_the_old_one_whole(self, tmp_path: Path) -> None:
        write_site(tmp_path / "site", {"gone.html": "<p>"})
        assert self.build(tmp_path) == ()
        assert snapshot(tmp_path).keys() == {
            f"site/{name}" for name in (".nojekyll", "404.html", "index.html", MANIFEST)
        }

    def test_a_link_to_our_site_stays_a_link(self, tmp_path: Path) -> None:
        write_site(tmp_path / "real", {})
        (tmp_path / "site").symlink_to(tmp_path / "real")
        assert self.build(tmp_path) == ()
        assert (tmp_path / "site").is_symlink()
        assert "新" in (tmp_path / "real/index.html").read_text(encoding="utf-8")

    def test_if_the_new_site_cannot_be_moved_in_the_old_one_comes_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_site(tmp_path / "site", {"old.html": "<p>旧"})
        before = snapshot(tmp_path)
        rename = Path.rename

        def fail_on_the_new_one(self: Path, target: Path) -> Path:
            if self.name.endswith("-new"):
                raise PermissionError(13, "Permission denied", str(self))
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", fail_on_the_new_one)
        (found,) = self.build(tmp_path)
        assert found.code == "site-unwritable"
        assert snapshot(tmp_path) == before

    def test_what_a_killed_run_left_is_cleared_away(self, tmp_path: Path) -> None:
        write_site(tmp_path / "site", {})
        write_files(
            tmp_path, {".site.yanlu-new/half.html": "", ".site.yanlu-old/index.html": "", ".site.mine/x": ""}
        )
        assert self.build(tmp_path) == ()
        assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.mine"}

    def test_a_site_that_a_killed_run_had_moved_aside_is_back_even_if_the_next_build_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_site(tmp_path / ".site.yanlu-old", {})
        failure = Diagnostic(Severity.ERROR, "mkdocs-failed", "mkdocs.yml", "…")
        monkeypatch.setattr(site_module, "run_mkdocs", lambda *_: (failure,))
        assert self.build(tmp_path) == (failure,)
        assert [path.name for path in tmp_path.iterdir()] == ["site"]

    def test_a_place_that_cannot_be_written_to_is_an_error(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"file": ""})
        (found,) = build_site(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / "file" / "site")
        assert found.code == "site-unwritable"
