"""People and organisations as depositors enter them, as CSL names.

Pure. An organisation belongs in `name` but often stands in `family`, and so do whole names of people; what is
there is told by its words. Nothing is dropped but entries without any name.

Source: Crossref REST API "works" format, "Contributor"; CSL 1.0.2 `csl-data.json`, names.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citekit.records.face_markup import to_plain
from citekit.records.json_values import objects, text

#: Words that no person is called by.
_ORGANISATION: Final = re.compile(
    r"\b(?:group|consortium|committee|commission|council|collaboration|collaborative|network|society|association"
    r"|academy|institute|institut|instituto|university|universit\w{1,4}|universidad|college|school|department"
    r"|ministry|office|agency|bureau|centre|center|hospital|foundation|fundaci[oó]n|federation|initiative|project"
    r"|program(?:me)?|team|staff|editors?|editorial|board|panel|force|investigators|participants|organi[sz]ation"
    r"|company|corporation|inc|ltd|llc|gmbh|press|library|museum|survey|alliance|union|study|trial|collection)\b",
    re.IGNORECASE,
)
_PARTICLES: Final = (
    r"(?:(?:van|von|vom|zu|zum|zur|de|del|della|delle|dello|di|da|dal|dos|das|do|du|des|der|den|ten|ter|te|la|le"
    r"|los|las|af|av|bin|ibn|el|al|y|e|d’|d'|l’|l')\s?)"
)
_LEADING_PARTICLES: Final = re.compile(rf"({_PARTICLES}{{1,4}}(?<=[\s'’]))(?=[^\W\d_])")
_GENERATION: Final = re.compile(r",?\s((?:[JS]r\.?)|I{2,3}|IV)\Z")
#: Two to four capitalised words or initials: "Newell P. Campbell", "Jin-Fu Chang".
_WHOLE_NAME: Final = re.compile(r"(?:[A-Z][^\W\d_]*[\w.'’-]{0,30}\s){1,3}[A-Z][\w'’-]{1,40}")


def names(value: Any) -> list[dict[str, str]]:
    """A list of contributors as CSL names.

    Examples:
        >>> names([{"family": "Chang", "given": "Jin-Fu"}, {"name": "GTEx Consortium"},
        ...        {"family": "the NOTES Development Group"}, {"affiliation": []}])
        [{'family': 'Chang', 'given': 'Jin-Fu'}, {'literal': 'GTEx Consortium'}, \
{'literal': 'the NOTES Development Group'}]
    """
    return [name for name in map(_name, objects(value)) if name]


def _name(deposited: dict[str, Any]) -> dict[str, str]:
    family, given, suffix, literal = (
        to_plain(text(deposited.get(part))) for part in ("family", "given", "suffix", "name")
    )
    if not family and not given:
        return {"literal": literal} if literal else {}
    if not family or not given:
        return _single(family or given)
    name = {"family": family, "given": given}
    generation = _GENERATION.search(family)
    if generation and not suffix:
        family, suffix = family[: generation.start()], generation[1]
        name["family"] = family
    particles = _LEADING_PARTICLES.match(family)
    if particles:
        name["family"] = family[particles.end() :]
        name["non-dropping-particle"] = particles[1].strip()
    if suffix:
        name["suffix"] = suffix
    return name


def _single(whole: str) -> dict[str, str]:
    """A name that came in one piece: an organisation, a person's whole name, or a mononym."""
    if _ORGANISATION.search(whole):
        return {"literal": whole}
    if _WHOLE_NAME.fullmatch(whole):
        given, _, family = whole.rpartition(" ")
        return {"family": family, "given": given}
    return {"literal": whole} if " " in whole else {"family": whole}
