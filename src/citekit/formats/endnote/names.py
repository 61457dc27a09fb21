"""Names as EndNote and RIS have them: "Family, Given, Suffix"; what has no comma, or nothing behind it, is a body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: In place of the names that are left out.
ET_AL: Final = re.compile(r"(?i)(?:et\.?\s?al\.?|and others|others),?")


#: "X. Li", as some databases write persons; those of a country are bodies.
_INITIALS_FIRST: Final = re.compile(
    r"(?!U\. ?[KNS]\. )(?P<given>(?:-?[A-Z]\.\s{0,2}){1,4})\s(?P<family>(?:[a-z]{1,4}\.?\s){0,3}[A-Z][\w'’-]{1,40})"
)
#: "Smith JR", as indexes write them.
_INITIALS_LAST: Final = re.compile(
    r"(?P<family>(?:[a-z]{1,4} ){0,3}[A-Z][\w'’-]{0,40}[a-z][\w'’-]{0,40}) (?P<given>[A-Z]{1,3})"
    r"(?: (?P<suffix>Jr|Sr|2nd|3rd))?"
)


def names_of(texts: list[str]) -> list[dict[str, str]]:
    """Names as CSL has them; where several are a word with initials behind it, these are persons.

    Examples:
        >>> names_of(["Smith JR", "van Dam T", "Knee Trial Group"])
        [{'family': 'Smith', 'given': 'J. R.'}, {'family': 'van Dam', 'given': 'T.'}, {'literal': 'Knee Trial Group'}]
        >>> names_of(["Team A"])
        [{'literal': 'Team A'}]
    """
    indexed = [_INITIALS_LAST.fullmatch(text) for text in texts]
    if sum(found is not None for found in indexed) < 2 or any("," in text for text in texts):
        return [name_of(text) for text in texts]
    return [name_of(text) if found is None else _spelled(found) for text, found in zip(texts, indexed, strict=True)]


def _spelled(found: re.Match[str]) -> dict[str, str]:
    name = {"family": found["family"], "given": " ".join(f"{letter}." for letter in found["given"])}
    return {**name, "suffix": found["suffix"]} if found["suffix"] else name


def name_of(text: str) -> dict[str, str]:
    """A name as CSL has it.

    Examples:
        >>> name_of("van der Berg, Tom, Jr.")
        {'family': 'van der Berg', 'given': 'Tom', 'suffix': 'Jr.'}
        >>> name_of("Department of Care, Springfield,"), name_of("WHO")
        ({'literal': 'Department of Care, Springfield'}, {'literal': 'WHO'})
        >>> name_of("X.-Y. Li"), name_of("U. S. Army")
        ({'family': 'Li', 'given': 'X.-Y.'}, {'literal': 'U. S. Army'})
    """
    person = _INITIALS_FIRST.fullmatch(text)
    if person is not None:
        return {"family": person["family"], "given": person["given"].strip()}
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not parts[-1]:
        return {"literal": text.rstrip(", ")}
    family, given, *rest = parts
    suffix = ", ".join(part for part in rest if part)
    if len(rest) > 1 or not family:
        return {"literal": text}
    return {name: part for name, part in (("family", family), ("given", given), ("suffix", suffix)) if part}


def text_of(name: Mapping[str, Any]) -> str:
    """A name of CSL's as these formats have it.

    Examples:
        >>> text_of({"family": "Berg", "non-dropping-particle": "van der", "given": "Tom", "suffix": "Jr."})
        'van der Berg, Tom, Jr.'
        >>> text_of({"literal": "Department of Care, Springfield"})
        'Department of Care, Springfield,'
        >>> text_of({"literal": "Team A"})
        'Team A,'
    """
    if not name.get("family"):
        literal = str(name.get("literal") or name.get("given") or "")
        looks_like_a_person = _INITIALS_FIRST.fullmatch(literal) or _INITIALS_LAST.fullmatch(literal)
        return f"{literal}," if "," in literal or looks_like_a_person else literal
    family = " ".join(str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part))
    given = " ".join(str(name[part]) for part in ("given", "dropping-particle") if name.get(part))
    suffix = str(name.get("suffix") or "")
    return ", ".join([family, given, suffix] if suffix else [family, given] if given else [family])
