r"""Names as BibTeX writes them, into CSL's parts.

Grammar (BibTeX, "btxdoc", section 4): names are joined by ` and `; a name is `First von Last`,
`von Last, First` or `von Last, Jr, First`; the von part is the words that begin in lower case; braces make one
unit. BibLaTeX adds `family=…, given=…, prefix=…, suffix=…`. ` and others` says that there are more.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from citekit.richtext.latex import decode

if TYPE_CHECKING:
    from citekit.model.item import NameItem

_BRACES = re.compile(r"[{}]")
#: A comma behind a backslash is a thin space.
_COMMA = re.compile(r"(?<!\\),")
_AND = re.compile(r"(?<![^\s~])and(?![^\s~])", re.IGNORECASE)
_BLANKS = re.compile(r"[\s~]+")
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|[a-z]+-i)\s*=", re.IGNORECASE)
_EXTENDED_KEYS = {
    "family": "family",
    "given": "given",
    "prefix": "non-dropping-particle",
    "dropping": "dropping-particle",
    "suffix": "suffix",
}
#: More commas than `von Last, Jr, First` has part no name.
_MOST_PARTS = 3
#: What may stand behind a given name and belong to the family name that was put first: "Humboldt, Alexander von".
_PARTICLES = frozenset(
    """af al av ben bin da dal das de degli dei del della den der des di do dos du e el ibn la las le los san ten ter
    und van vom von y zu zum zur 't""".split()
)


def read_names(value: str, *, useprefix: bool = True) -> tuple[list[NameItem], bool]:
    """The names of a field in LaTeX, and whether "and others" follows them.

    Without `useprefix`, BibLaTeX's option of that name, particles may be dropped before the family name. A name with
    more commas than any has is kept whole.

    Example:
        >>> read_names("Han, Ji-Sheng and others")
        ([{'family': 'Han', 'given': 'Ji-Sheng'}], True)
        >>> read_names("{World Health Organization} and Ludwig van Beethoven")[0][0]
        {'literal': 'World Health Organization'}
        >>> read_names("Ludwig van Beethoven and King, Jr., Martin Luther")[0][0]
        {'family': 'Beethoven', 'non-dropping-particle': 'van', 'given': 'Ludwig'}
    """
    names: list[NameItem] = []
    others = False
    for raw in split_names(value):
        if raw.lower() in ("others", "et al.", "et al"):
            others = True
        elif raw:
            name = dict(_name(raw, useprefix=useprefix))
            if name:
                names.append(cast("NameItem", name))
    return names, others


def is_unclear(raw: str) -> bool:
    """Whether a name has a comma too many, so that it may be several.

    Examples:
        >>> is_unclear("Han, J., Li, Q."), is_unclear("Han, Ji-Sheng,"), is_unclear("King, Jr., Martin Luther")
        (True, True, False)
    """
    if raw.count(",") < 2 or (_EXTENDED.match(raw) and "=" in raw):
        return False
    parts = _outside_braces(raw, _COMMA)
    return len(parts) > _MOST_PARTS or (len(parts) == _MOST_PARTS and not parts[-1])


def split_names(value: str) -> list[str]:
    """The field cut at each `and` outside braces.

    Example:
        >>> split_names("Han, Ji-Sheng and {Smith and Sons}")
        ['Han, Ji-Sheng', '{Smith and Sons}']
    """
    return _outside_braces(value, _AND)


def _outside_braces(value: str, separator: re.Pattern[str]) -> list[str]:
    """A value cut at the separators that stand in no braces; an `and` within a name is none."""
    if "{" not in value:
        return [part.strip() for part in separator.split(value)]
    parts: list[str] = []
    depth = start = counted = 0
    for match in separator.finditer(value):
        for brace in _BRACES.findall(value, counted, match.start()):
            depth = depth + 1 if brace == "{" else max(0, depth - 1)
        counted = match.end()
        if not depth:
            parts.append(value[start : match.start()].strip())
            start = match.end()
    parts.append(value[start:].strip())
    return parts


@lru_cache(maxsize=8192)
def _name(raw: str, *, useprefix: bool) -> NameItem:
    """One name; people write the same ones in entry after entry."""
    name = _extended(raw, useprefix=useprefix) if "=" in raw and _EXTENDED.match(raw) else _classic(raw)
    if not useprefix and "non-dropping-particle" in name:
        name = {"dropping-particle" if key == "non-dropping-particle" else key: value for key, value in name.items()}  # type: ignore[assignment]
    return name


def _classic(raw: str) -> NameItem:
    if _is_group(raw):
        return {"literal": decode(raw[1:-1], kind="name")}
    parts = _outside_braces(raw, _COMMA)
    parts = parts[:1] + [part for part in parts[1:] if part]
    if len(parts) > _MOST_PARTS:
        return {"literal": decode(raw, kind="name")}
    if len(parts) == 1:
        return _natural(_words(parts[0]))
    von, last = _von_last(_words(parts[0]))
    given, particle = _given_and_particle(parts[-1])
    name = _item(last, von, parts[1] if len(parts) > 2 else "", given)
    if particle:
        name["dropping-particle"] = particle
    return name


def _given_and_particle(text: str) -> tuple[str, str]:
    """Given names, and the particles behind them."""
    words = text.split()
    end = len(words)
    while end > 1 and words[end - 1] in _PARTICLES:
        end -= 1
    if end == len(words) or not words[end - 1][:1].isupper():
        return text, ""
    return " ".join(words[:end]), " ".join(words[end:])


def _is_group(raw: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not (raw.startswith("{") and raw.endswith("}")):
        return False
    depth = 0
    for index, character in enumerate(raw):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if not depth:
            return index == len(raw) - 1
    return False


def _extended(raw: str, *, useprefix: bool) -> NameItem:
    """BibLaTeX's named parts; of a part given twice the last counts."""
    parts: dict[str, str] = {}
    for part in _outside_braces(raw, _COMMA):
        key, equals, value = part.partition("=")
        if equals:
            parts[key.strip().lower()] = decode(value.strip().strip('"'), kind="name")
    if parts.get("useprefix", "true" if useprefix else "false").lower() == "false" and parts.get("prefix"):
        parts["dropping"] = parts.pop("prefix")
    members = {variable: parts[key] for key, variable in _EXTENDED_KEYS.items() if parts.get(key)}
    if list(members) == ["family"] and "given" not in parts and _is_group(raw.partition("=")[2].strip()):
        return {"literal": members["family"]}
    return cast("NameItem", members)


def _words(text: str) -> list[str]:
    """Words at brace depth 0; a tie or space parts them."""
    if "{" not in text and "\\" not in text:
        return [word for word in _BLANKS.split(text) if word]
    words: list[str] = []
    depth = start = 0
    for index, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth = max(0, depth - 1)
        elif not depth and (character.isspace() or character == "~") and text[index - 1 : index] != "\\":
            if index > start:
                words.append(text[start:index])
            start = index + 1
    if start < len(text):
        words.append(text[start:])
    return words


def _lower(word: str) -> bool:
    """Whether a word begins in lower case; a braced word doesn't, a special character by its letter."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    # In `{\uppercase{d}}e`, which prints a capital, it is the letter in the source that makes it a particle.
    word = word.replace("\\uppercase", "").replace("\\MakeUppercase", "")
    decoded = decode(word, kind="name") if "\\" in word or "{" in word else word
    first = next((character for character in decoded if character.isalpha()), "")
    return first.islower()


def _natural(words: list[str]) -> NameItem:
    """First von Last."""
    von = [index for index, word in enumerate(words[:-1]) if _lower(word)]
    if von:
        return _item(
            " ".join(words[von[-1] + 1 :]),
            " ".join(words[von[0] : von[-1] + 1]),
            "",
            " ".join(words[: von[0]]),
        )
    return _item(words[-1] if words else "", "", "", " ".join(words[:-1]))


def _von_last(words: list[str]) -> tuple[str, str]:
    von = [index for index, word in enumerate(words[:-1]) if _lower(word)]
    if not von or von[0] != 0:
        return "", " ".join(words)
    return " ".join(words[: von[-1] + 1]), " ".join(words[von[-1] + 1 :])


def _item(last: str, von: str, jr: str, given: str) -> NameItem:
    members = {"family": last, "non-dropping-particle": von, "suffix": jr, "given": given}
    decoded = {name: decode(value, kind="name") for name, value in members.items() if value}
    return cast("NameItem", {name: value for name, value in decoded.items() if value})
