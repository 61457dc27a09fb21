"""Hayagriva's persons and CSL's names: "von Humboldt, Alexander", or a mapping of the parts.

Source: "The Hayagriva YAML File Format", "Person".
"""

from __future__ import annotations

import re
from typing import Any, Final

from citekit.formats.yaml_syntax.scalars import is_null

_SUFFIX: Final = re.compile(r"(?i)(?:jr|sr|jnr|snr|ph\.?d|m\.?d|esq)\.?\Z|[IVX]{1,4}\Z|\d(?:st|nd|rd|th)\Z")
#: Parts of a mapping and of a CSL name.
_PARTS: Final = {"name": "family", "given-name": "given", "prefix": "dropping-particle", "suffix": "suffix"}


def name_of(person: Any) -> dict[str, str]:
    """A person as a CSL name; without a comma it is a body, or one who has but one name.

    The words in small letters that a family name begins with are the dropping particle, as in Hayagriva itself; in
    the `name` of a mapping they stay with the name.

    Examples:
        >>> name_of("von Humboldt, Alexander")
        {'family': 'Humboldt', 'given': 'Alexander', 'dropping-particle': 'von'}
        >>> name_of("Luther King, Martin, Jr."), name_of("UNICEF")
        ({'family': 'Luther King', 'given': 'Martin', 'suffix': 'Jr.'}, {'literal': 'UNICEF'})
        >>> name_of({"name": "van Gogh", "given-name": "Vincent"})
        {'family': 'Gogh', 'given': 'Vincent', 'non-dropping-particle': 'van'}
    """
    if isinstance(person, dict):
        return _from_mapping(person)
    if not isinstance(person, str) or is_null(person):
        return {}
    parts = [" ".join(part.split()) for part in person.split(",")]
    if len(parts) == 1 or len(parts) > 3 or not parts[0]:
        literal = " ".join(person.split())
        return {"literal": literal} if literal else {}
    family, given, suffix = (*parts, "")[:3]
    if suffix and not (_SUFFIX.match(suffix) and not _SUFFIX.match(given)):
        # As BibTeX has it, and Typst reads it; some who write by hand have the suffix last.
        given, suffix = suffix, given
    particle, family = _particle(family)
    found = {"family": family, "given": given, "suffix": suffix, "dropping-particle": particle}
    return {name: part for name, part in found.items() if part}


def _from_mapping(person: dict[str, Any]) -> dict[str, str]:
    given = {variable: person.get(part) for part, variable in _PARTS.items()}
    name = {
        variable: " ".join(part.split())
        for variable, part in given.items()
        if isinstance(part, str) and not is_null(part) and part.strip()
    }
    if set(name) == {"family"}:
        return {"literal": name["family"]}
    if "family" in name:
        particle, family = _particle(name["family"])
        if particle:
            name.update({"family": family, "non-dropping-particle": particle})
    return name


def _particle(family: str) -> tuple[str, str]:
    words = family.split()
    number = 0
    while number < len(words) - 1 and words[number][0].islower():
        number += 1
    return " ".join(words[:number]), " ".join(words[number:])


def person_of(name: Any, alias: str = "") -> Any:
    """A CSL name as a person: a string where that says all of it, `None` where there is nothing in it.

    Examples:
        >>> person_of({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"})
        'von Humboldt, Alexander'
        >>> person_of({"literal": "Ministry of Health, Labour and Welfare"})
        {'name': 'Ministry of Health, Labour and Welfare'}
        >>> person_of({"literal": "UNICEF"}), person_of({"literal": "Institute of Care"})
        ('UNICEF', {'name': 'Institute of Care'})
        >>> person_of({"literal": "Pain Clinic, Care School, Springfield, Ohio"})
        {'name': 'Pain Clinic, Care School, Springfield, Ohio'}
        >>> person_of({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"})
        {'name': 'van Gogh', 'given-name': 'Vincent'}
    """
    if not isinstance(name, dict):
        return None
    parts = {part: " ".join(value.split()) for part, value in name.items() if isinstance(value, str) and value.strip()}
    whole = parts.get("literal") or (parts.get("given", "") if "family" not in parts else "")
    if whole:
        parts = {"family": whole}
    if "family" not in parts:
        return None
    family = " ".join(parts[part] for part in ("non-dropping-particle", "family") if part in parts)
    person = {"name": family, **{key: parts[part] for key, part in _PARTS.items() if key != "name" and part in parts}}
    if alias:
        return {**person, "alias": alias}
    if "suffix" in person or _takes_apart(family):
        return person
    string = ", ".join(filter(None, (" ".join(filter(None, (person.get("prefix"), family))), person.get("given-name"))))
    # A string of more parts costs the whole file.
    return string if string.count(",") < 3 and name_of(string) == name_of(person) else person


def _takes_apart(whole: str) -> bool:
    """Whether Typst finds a particle in a name in one string: of "Institute of Care" it makes a person called Care."""
    return any(word[0].islower() for word in whole.split())
