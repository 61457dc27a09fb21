"""Names: where a list of them ends, and CSL's name objects for those in it.

Reference styles set names in few shapes, and a list keeps to one: all inverted with initials ("Li, Q.-Q., &
Han, J."), inverted without comma ("Li QQ, Han J"), not inverted ("Q.-Q. Li, J. Han and N. Zhao"), or the
first one inverted and spelt out ("Li, Qian-Qian, and Na Zhao"). `read_names` reads in every shape and keeps
the one that gets furthest; `parse_names` is told that a text is nothing but names, so that what has no
shape is an organisation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.plaintext.normalize.name_shapes import NameList, NameReader

if TYPE_CHECKING:
    from citekit.model.item import NameItem

#: Words that no person's name has, so that whoever has them is an organisation.
_CORPORATE = re.compile(
    r"\b(?:Associations?|Institut\w*|Universit\w*|Organi[sz]ations?|Society|Cent(?:er|re)s?|Committee|Council|Department|Agency|"
    r"Ministry|Group|Consortium|Collaboration|collaboration|Foundation|Federation|Academy|College|Board|Bureau|Office|"
    r"Administration|Commission|Network|Initiative|Hospital|Clinic|Service|Services|Team|Project|Program|Programme|Task|Force|"
    r"Inc|Ltd|LLC|GmbH|Corporation|Company|Bank|Nations|Health|National|International|American|Royal|World|European|Trust|"
    r"Union|League|Staff|Editors?|Government|House|Senate|Congress|Press|Investigators|Trialists|Collaborators|Authority)\b"
)


_PARTED = r"\s*;\s*|(?<=[^\s,])\s+&\s+(?=The |[A-Z][a-z]+ [A-Z])"
_PARTED_BY_AND = rf"{_PARTED}|,\s*(?:&|and)\s+"


_SHAPES: tuple[tuple[str, str, bool], ...] = (
    ("inverted-initials", "inverted_initials", False),
    ("caps-after", "caps_after", False),
    ("initials-first", "initials_first", False),
    ("inverted-spelt-out", "inverted_spelt_out", True),
    ("inverted-first", "inverted_first", False),
    ("spelt-out", "spelt_out", False),
)
_COLLABORATION = re.compile(
    r"(?:The )?[^\W\d_][\w /&+-]{1,60}? (?:[Cc]ollaborations?|Consortium|Group|Investigators|"
    r"Trialists|Collaborators|Team)(?=[,.;:]| et al| \(|$)"
)


def read_names(text: str, start: int = 0, end: int | None = None) -> NameList:
    """Read names along a text from `start` for as far as there are any.

    Examples:
        >>> found = read_names("Li QQ, Han JS, et al. Acupuncture. Pain 2004")
        >>> found.names, found.end, found.et_al
        ([{'family': 'Li', 'given': 'Q. Q.'}, {'family': 'Han', 'given': 'J. S.'}], 21, True)
        >>> read_names("effects of massage on pain").names
        []
    """
    end = len(text) if end is None else end
    led: list[NameItem] = []
    group = _COLLABORATION.match(text, start, end)
    if group:
        led = [{"literal": group.group()}]
        following = re.compile(r"(?:\s?[,;]\s?|\s(?=et al))").match(text, group.end(), end)
        if following is None:
            return NameList(led, group.end(), "organisation")
        reader = NameReader(text, following.end(), end)
        width = reader.is_et_al(0)
        if width:
            return NameList(led, reader.tokens[width - 1].end, "organisation", et_al=True)
        rest = _best(reader)
        if not rest.names:
            return NameList(led, group.end(), "organisation")
        return NameList(led + rest.names, rest.end, rest.shape, rest.et_al)
    return _best(NameReader(text, start, end))


def _best(reader: NameReader) -> NameList:
    best = NameList([], reader.tokens[0].start)
    for shape, method, semicolons in _SHAPES:
        found = reader.read(shape, getattr(reader, method), semicolons=semicolons)
        if not found.names or found.end <= best.end:
            continue
        # Words after a list of names with initials are the title, unless "and" says that the list goes on.
        if shape in ("spelt-out", "inverted-first") and best.shape in ("initials-first", "caps-after"):
            gap = reader.text[best.end : best.end + 8]
            closed = reader.text[found.end - 1 : found.end] == "." or reader.text[found.end : found.end + 1] in (
                "",
                ".",
                ",",
                ":",
                ";",
            )
            lone = best.shape == "caps-after" and len(best.names) == 1 and not gap.startswith(",")
            if not re.match(r",?\s?(?:and|&|et|und|y)\s", gap) and not (lone and closed):
                continue
        best = found
    return best


def parse_names(text: str) -> NameList:
    """Names out of a text that is nothing but names; what has no shape of a name is an organisation.

    Examples:
        >>> parse_names("Li, Qian-Qian, et al.").names, parse_names("AMTA.").names
        ([{'family': 'Li', 'given': 'Qian-Qian'}], [{'literal': 'AMTA'}])
        >>> parse_names("World Health Organization, & National Institute on Aging").names
        [{'literal': 'World Health Organization'}, {'literal': 'National Institute on Aging'}]
    """
    text = text.strip(" \n,;:")
    if not text:
        return NameList([], 0)
    bare = re.sub(r"[,;]?\s*(?:\bet\s?al\b\.?|\band (?:others|colleagues)\b)[.,]*\Z", "", text)
    et_al = bare != text
    found = read_names(bare)
    if (
        found.names
        and not bare[found.end :].strip(" .,;")
        and not (_is_corporate(bare) and found.shape in ("spelt-out", "inverted-first", "inverted-spelt-out"))
    ):
        return NameList(found.names, len(text), found.shape, et_al or found.et_al)
    rest = re.match(r"[,;]?\s*(?:&|and|;)\s+(?=\S)", bare[found.end :]) if found.names else None
    if rest and found.shape not in ("spelt-out", "inverted-first"):
        following = parse_names(bare[found.end + rest.end() :])
        return NameList([*found.names, *following.names], len(text), found.shape, et_al or following.et_al)
    return NameList(_organisations(bare), len(text), "organisation", et_al)


def _is_corporate(text: str) -> bool:
    return bool(_CORPORATE.search(text))


def _organisations(text: str) -> list[NameItem]:
    """Organisations, and people among them, separated by semicolons, or by "&" and commas before it."""
    text = text.strip(" ,;:")
    text = text if re.search(r"\b(?:[A-Z]\.){2,}\Z|\b(?:Inc|Ltd|Co|Corp|Jr)\.\Z", text) else text.rstrip(".")
    # "Heart, Lung, and Blood Institute" is one; APA parts organisations by ", &", where "and" is in a name.
    serial = text.count(",") > 1 and not re.search(r",\s*&\s", text)
    pieces = re.split(_PARTED if serial else _PARTED_BY_AND, text)
    names: list[NameItem] = []
    for piece in pieces:
        person = read_names(piece)
        whole = bool(person.names) and not piece[person.end :].strip(" .")
        if whole and person.shape in ("inverted-initials", "initials-first", "caps-after"):
            names += person.names
        elif piece.strip():
            names.append({"literal": piece.strip()})
    return names
