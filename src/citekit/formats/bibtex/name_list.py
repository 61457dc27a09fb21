"""CSL's names as BibTeX and BibLaTeX write them, each in the plainest form that is read back as what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.bibtex.names import read_names
from citekit.richtext.latex_encoding import encode

if TYPE_CHECKING:
    from collections.abc import Mapping

#: BibLaTeX's names of parts.
_PARTS: Final = (
    ("family", "family"), ("given", "given"), ("prefix", "non-dropping-particle"), ("dropping", "dropping-particle"),
    ("suffix", "suffix"),
)  # fmt: skip
_OTHERS: Final = ("others", "et al.", "et al")


def format_names(value: Any, *, truncated: bool, extended: bool = True) -> str:
    """Names as BibTeX joins them; organisations in braces, so that nobody takes them apart.

    A name that the plain form can't hold (a particle in capitals) has its parts named, as BibLaTeX alone reads it,
    unless `extended` is false.

    Example:
        >>> format_names([{"literal": "WHO and Friends"}, {"family": "Beethoven", "given": "Ludwig",
        ...     "non-dropping-particle": "van"}, {"family": "King", "given": "Martin", "suffix": "Jr."}],
        ...     truncated=True)
        '{WHO and Friends} and van Beethoven, Ludwig and King, Jr., Martin and others'
        >>> format_names([{"family": "Berg", "given": "Cees", "non-dropping-particle": "Van den"}], truncated=False)
        'family={Berg}, given={Cees}, prefix={Van den}'
    """
    names = value if isinstance(value, list | tuple) else ()
    written = [text for name in names if isinstance(name, dict) and (text := _formatted(name, extended=extended))]
    if written and truncated:
        written.append("others")
    return " and ".join(written)


def _formatted(name: Mapping[str, Any], *, extended: bool) -> str:
    plain = _name(name)
    if not extended or not name.get("family") or read_names(plain)[0] == [dict(name)]:
        return plain
    parts = [f"{part}={{{_text(name[member])}}}" for part, member in _PARTS if name.get(member)]
    long = ", ".join(parts)
    if name.get("dropping-particle") and not name.get("non-dropping-particle"):
        long = long.replace("dropping={", "prefix={") + ", useprefix=false"
    return long if read_names(long)[0] == [dict(name)] else plain


def _text(value: object) -> str:
    return encode(re.sub(r"[ \t\r\n]+", " ", str(value)).strip(" "))


def _unit(text: str) -> str:
    """A part of a name that BibTeX does not cut."""
    return f"{{{text}}}" if re.search(r",|\sand\s", text, re.IGNORECASE) else text


def _name(name: Mapping[str, Any]) -> str:
    def part(member: str) -> str:
        value = name.get(member)
        return _text(value) if isinstance(value, str | int) and value else ""

    literal = part("literal")
    if literal:
        return f"{{{literal}}}"
    family = part("family")
    alone = not part("given") and (" " in family or family.lower() in _OTHERS)
    if alone or re.search(r"\sand\s|,|^[a-zà-ÿ]\S* ", family):
        # One unit: not a list, not a first name and a last one, not a particle.
        family = f"{{{family}}}" if family else ""
    particle = " ".join(filter(None, (part("dropping-particle"), part("non-dropping-particle"))))
    last = f"{particle} {family}" if particle and particle[-1:] not in "’'" else particle + family
    parts = [last, _unit(part("suffix")), _unit(part("given"))]
    return ", ".join(filter(None, parts)) if parts[2] or not parts[1] else f"{last}, {parts[1]}, "
