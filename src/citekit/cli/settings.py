"""Settings: from the command's options, else the environment, else `citekit.toml` or `[tool.citekit]`.

The file is the nearest one upwards from the working folder. A key that citekit does not know is an error that
names its neighbour, since a misspelt setting that does nothing is worse than none.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citekit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.handbooks import HandbookOptions

#: Tables of handbook switches: `[tool.citekit.mla] page-dash = "–"` sets `HandbookOptions.mla_page_dash`.
_HANDBOOKS = ("mla", "apa", "ama", "nlm")


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be configured, with the defaults."""

    style: str = "mla"
    lang: str | None = None
    mailto: str | None = None
    cache_dir: str | None = None
    fail_on: str = "error"
    crossref_url: str | None = None
    doi_url: str | None = None
    datacite_url: str | None = None
    snapshot: str | None = None
    proper_nouns: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    key_pattern: str | None = None
    fmt: Mapping[str, Any] = field(default_factory=dict)
    handbooks: Mapping[str, Any] = field(default_factory=dict)

    def handbook_options(self) -> HandbookOptions:
        """The handbooks' switches.

        Raises:
            UsageError: a switch that no handbook has.
        """
        from citekit.handbooks import HANDBOOKS, HandbookOptions, rules_of

        known = {option.name: option for option in fields(HandbookOptions)}
        for name, value in self.handbooks.items():
            if name not in known:
                raise UsageError(f"unknown setting {_spelt(name)!r}{_near(name, known)}")
            default = known[name].default
            if type(value) is not type(default):
                raise UsageError(f"{_spelt(name)!r} must be {_KINDS[type(default)]}, not {value!r}")
        if self.without:
            rules = {rule.name for handbook in HANDBOOKS for rule in rules_of(handbook)}
            for name in self.without:
                if name not in rules:
                    raise UsageError(f"no handbook has a rule {name!r}{_near(name, rules)}")
        return replace(HandbookOptions(), proper_nouns=self.proper_nouns, off=self.without, **self.handbooks)


#: How a message names the kind of value a switch has.
_KINDS = {str: "a string", bool: "true or false", int: "a number"}


def _spelt(name: str) -> str:
    """A switch's name as a configuration has it: `mla.page-dash`."""
    return name.replace("_", ".", 1).replace("_", "-")


#: The environment's names for settings.
_ENVIRONMENT = {
    "CITEKIT_MAILTO": "mailto",
    "CITEKIT_CACHE_DIR": "cache_dir",
    "CITEKIT_CROSSREF_URL": "crossref_url",
    "CITEKIT_DOI_URL": "doi_url",
    "CITEKIT_DATACITE_URL": "datacite_url",
    "CITEKIT_SNAPSHOT": "snapshot",
}


def load_settings(environ: Mapping[str, str] | None = None, folder: Path | None = None, **options: Any) -> Settings:
    """The settings in force in a folder; options that are `None` were not given.

    Raises:
        UsageError: the file is not TOML, or has a key that citekit does not know.
    """
    environ = os.environ if environ is None else environ
    values = _from_file(folder or Path.cwd())
    values.update((name, environ[variable]) for variable, name in _ENVIRONMENT.items() if environ.get(variable))
    switched = dict(map(_switch, options.pop("switches", None) or ()))
    values["handbooks"] = {**values.get("handbooks", {}), **switched}
    values.update((name, value) for name, value in options.items() if value not in (None, ()))
    return Settings(**values)


def _switch(text: str) -> tuple[str, Any]:
    """`mla.page-dash=–` as the name and the value of an option of the handbooks."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set wants NAME=VALUE, such as mla.page-dash=–, not {text!r}")
    typed: Any = {"true": True, "false": False}.get(value.lower(), int(value) if value.isdecimal() else value)
    return name.strip().replace(".", "_").replace("-", "_"), typed


def _from_file(folder: Path) -> dict[str, Any]:
    for parent in (folder, *folder.parents):
        own = parent / "citekit.toml"
        if own.is_file():
            return _checked(_toml(own), own)
        project = parent / "pyproject.toml"
        # The test on the bytes spares most projects the TOML parser's start-up.
        if project.is_file() and b"tool.citekit" in project.read_bytes():
            table = _toml(project).get("tool", {}).get("citekit")
            if table is not None:
                return _checked(table, project)
    return {}


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from None


def _checked(table: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The table's values by the names of `Settings`."""
    known = {setting.name: setting.type for setting in fields(Settings) if setting.name != "handbooks"}
    values: dict[str, Any] = {}
    handbooks: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if key in _HANDBOOKS and isinstance(value, dict):
            handbooks.update({f"{key}_{switch.replace('-', '_')}": setting for switch, setting in value.items()})
        elif key == "fmt" and isinstance(value, dict):
            values["fmt"] = {switch.replace("-", "_"): setting for switch, setting in value.items()}
        elif name not in known:
            raise UsageError(f"{path}: unknown setting {key!r}{_near(name, known)}")
        elif name in ("proper_nouns", "without"):
            if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
                raise UsageError(f"{path}: {key!r} must be a list of strings")
            values[name] = tuple(value)
        elif not isinstance(value, str):
            raise UsageError(f"{path}: {key!r} must be a string")
        else:
            values[name] = value
    return {**values, "handbooks": handbooks}


def _near(name: str, known: Any) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(known), 1)
    return f" (did you mean {near[0].replace('_', '-')!r}?)" if near else ""
