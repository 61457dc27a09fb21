"""Names as EndNote and RIS have them: "Family, Given, Suffix"; what has no comma, or nothing behind it, is a body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: In place of the names that are left out.
ET_AL: Final = re.compile(r"(?i)(?:et\.?\s?al\.?|and others|others),?")


def name_of(text: str) -> dict[str, str]:
    """A name as CSL has it.

    Examples:
        >>> name_of("van der Berg, Tom, Jr.")
        {'family': 'van der Berg', 'given': 'Tom', 'suffix': 'Jr.'}
        >>> name_of("Department of Care, Springfield,"), name_of("WHO")
        ({'literal': 'Department of Care, Springfield'}, {'literal': 'WHO'})
    """
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
    """
    if not name.get("family"):
        literal = str(name.get("literal") or name.get("given") or "")
        return f"{literal}," if "," in literal else literal
    family = " ".join(str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part))
    given = " ".join(str(name[part]) for part in ("given", "dropping-particle") if name.get(part))
    suffix = str(name.get("suffix") or "")
    return ", ".join([family, given, suffix] if suffix else [family, given] if given else [family])
