"""``yanlu.toml`` → frozen settings. An unknown key is an error that names the nearest known one."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

CONFIG_NAME = "yanlu.toml"
MKDOCS_NAME = "mkdocs.yml"


class ConfigError(Exception):
    """The settings cannot be used. The message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things are, relative to the project's folder."""

    raw: str = "raw"
    docs: str = "docs"
    site: str = "site"
    dist: str = "dist"


@dataclass(frozen=True, slots=True)
class Library:
    """What the site says of itself."""

    note: str = ""
    """A sentence for the home page, as plain text."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The offline zip."""

    name: str = "yanlu"
    """Name of the zip and of the one folder in it: ASCII letters, digits, ``-``, ``_``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of ``yanlu.toml``; each field is one ``[table]`` of it."""

    paths: Paths = Paths()
    library: Library = Library()
    bundle: Bundle = Bundle()


def load_settings(project: Path) -> Settings:
    """Read ``yanlu.toml`` in `project`; without the file the defaults hold.

    Raises:
        ConfigError: the file is unreadable, no TOML, or has an unknown key or a value of the wrong type.
    """
    file = project / CONFIG_NAME
    if not file.exists():
        return Settings()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{CONFIG_NAME}: cannot be read ({error}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{CONFIG_NAME}: not valid TOML: {error}") from error
    settings: Settings = _fill(Settings, data, prefix="")
    if (
        not settings.bundle.name.replace("-", "").replace("_", "").isalnum()
        or not settings.bundle.name.isascii()
    ):
        raise ConfigError(
            f"{CONFIG_NAME}: bundle.name must be ASCII letters, digits, - and _, not {settings.bundle.name!r}"
        )
    return settings


def _fill(cls: type[Any], data: dict[str, Any], prefix: str) -> Any:
    """An instance of the settings class `cls` from a TOML table, each key and type checked."""
    hints = get_type_hints(cls)
    known = [field.name for field in fields(cls)]
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = prefix + key
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
            raise ConfigError(f"{CONFIG_NAME}: unknown key {name!r}; did you mean {prefix + near!r}?")
        expected = hints[key]
        if expected is str:
            if not isinstance(value, str):
                raise ConfigError(f"{CONFIG_NAME}: {name} must be a string, not {value!r}")
            values[key] = value
        else:
            if not isinstance(value, dict):
                raise ConfigError(f"{CONFIG_NAME}: {name} must be a table, written [{name}]")
            values[key] = _fill(expected, value, prefix=name + ".")
    return cls(**values)
