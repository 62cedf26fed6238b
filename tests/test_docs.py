"""What the code offers is documented, and the two READMEs are twins."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from build_scripts.cli import _parser
from build_scripts.config import Settings, load_settings
from build_scripts.ingest import READERS

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def skeleton(text: str) -> list[str]:
    """The parts of a page that a translation keeps: levels of headings, code, table rows, links, pictures."""
    shape = []
    for line in text.splitlines():
        if heading := re.match(r"#+ ", line):
            shape.append(heading[0])
        elif line.startswith("    "):
            shape.append(re.sub(r" *#.*", "", line))
        elif line.startswith(("|", "- ", "1. ")):
            shape.append(line[:2])
        shape += [f"`{code}`" for code in re.findall(r"`([^`]*)`", line) if code.isascii()]
    return shape


def test_the_chinese_readme_is_a_full_twin() -> None:
    english, chinese = (skeleton(read(name)) for name in READMES)
    assert sorted(english) == sorted(chinese)
    assert [part for part in english if part.startswith("#")] == [
        part for part in chinese if part.startswith("#")
    ]


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_links_to_files_lead_to_files(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", read(name)):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    text = read(name)
    commands = next(action for action in _parser()._actions if action.choices)
    assert isinstance(commands.choices, dict)
    for command, parser in commands.choices.items():
        assert f"`yanlu {command}" in text
        for action in parser._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in text


@pytest.mark.parametrize("name", READMES)
def test_every_format_is_in_the_readme(name: str) -> None:
    assert all(f"`{suffix}`" in read(name) for suffix in READERS)


def test_every_setting_is_in_the_settings_file_with_its_default() -> None:
    tables = tomllib.loads(read("yanlu.toml"))
    for table in fields(Settings):
        assert {*tables[table.name]} == {field.name for field in fields(getattr(Settings(), table.name))}
    assert load_settings(ROOT) == Settings()
