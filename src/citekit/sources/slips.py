"""DOIs that are not registered, and what they were meant to be: slips of copying undone, one at a time.

Pure. What comes out is only a guess at a spelling. It has to be registered, and its record has to be that of the
reference, before anybody is told of it.

Source: Crossref's own parser of DOIs in text (it strips what follows until a DOI is found); the endings are those of
publishers' addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.model.identifiers import DOI
from citekit.sources.match import Relation, Verdict, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.item import Item
    from citekit.model.registration import Registration

#: As many spellings are tried for one DOI: each is a question to the registries.
MOST: Final = 8

#: What publishers' addresses have after the DOI, and what sentences have that were run into it.
_VIEWS: Final = re.compile(
    r"(?:/(?:full(?:text|-text)?(?:/(?:html|pdf))?|abstract|abs|summary|e?pdf(?:/\w{0,20})?|pdf(?:direct|plus)?|html|xml"
    r"|meta|references|figures|citations?|download|asset|issuetoc|standard|tables|related)"
    r"|\.(?:pdf|full(?:\.pdf|-text)?|abstract|short|long|html?|xml|epub)"
    r"|;jsessionid=\S{0,200}|[?#&]\S{0,300})+\Z"
)
_RUN_IN: Final = re.compile(
    r"[.,;:)\]/]{0,3}(?:pmc?id|pubmed|epub|e-?pub|accessed|retrieved|available|published|received|issn|isbn|doi|https?|"
    r"url|\[?crossref\]?|\[?google)\W?.{0,200}\Z"
)
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\u00a0]")
_TWICE: Final = re.compile(r"10\.\d{4,9}/(?=10\.\d{4,9}/)")
_LETTERS: Final = str.maketrans("ol", "01")
_AMONG_DIGITS: Final = re.compile(r"(?<=\d)[ol](?=\d|\Z)|(?<=[./-])[ol](?=\d)")


def likely(doi: DOI) -> tuple[DOI, ...]:
    """The spellings that a DOI was probably meant to have, the likeliest first, without itself.

    Examples:
        >>> likely(DOI("10.1016/j.neulet.2003.12.019/full.pdf"))[0]
        DOI('10.1016/j.neulet.2003.12.019')
        >>> likely(DOI("10.1002/10.1002/ajpa.1"))[0]
        DOI('10.1002/ajpa.1')
        >>> likely(DOI("10.1016/j.neulet.2003.12.019"))
        ()
    """
    found: dict[DOI, None] = {}
    for spelling in _spellings(str(doi)):
        parsed = DOI.parse_exact(spelling)
        if parsed is not None and parsed != doi:
            found[parsed] = None
            if len(found) == MOST:
                break
    return tuple(found)


def _spellings(doi: str) -> Iterator[str]:
    clean = _UNSEEN.sub("", doi.translate(_DASHES))
    yield clean
    clean = _TWICE.sub("", clean)
    yield clean
    cut = _VIEWS.sub("", clean)
    yield cut
    run_in = _RUN_IN.sub("", cut)
    yield run_in
    yield _AMONG_DIGITS.sub(lambda match: match[0].translate(_LETTERS), cut)
    for text in dict.fromkeys((clean, cut, run_in)):
        shorter = text
        while shorter and not shorter[-1].isalnum():
            shorter = shorter[:-1]
            yield shorter
    # A sentence's next word, or a footnote's number in brackets.
    yield re.sub(r"[\[(][^\])]{0,20}\Z", "", cut)
    yield re.sub(r"(?<=\d)\.[a-z][a-z ]{2,40}\Z", "", cut)


def is_confirmed(item: Item, registration: Registration) -> bool:
    """Whether a registration is that of the reference: its title agrees, and nothing else speaks against it.

    Examples:
        >>> from citekit.model.registration import Registration, Status
        >>> known = Registration(DOI("10.1000/1"), Status.FOUND, record={"title": "Acupuncture and endorphins"})
        >>> is_confirmed({"title": "Acupuncture and Endorphins"}, known), is_confirmed({"title": "Massage"}, known)
        (True, False)
        >>> is_confirmed({}, known)
        False
    """
    if registration.record is None:
        return False
    match = compare(item, registration)
    if match.relation is not Relation.SAME:
        return False
    against = sum(match.verdicts.get(name) is Verdict.DIFFERS for name in ("author", "issued"))
    return match.verdicts.get("title") in (Verdict.AGREES, Verdict.DRIFT) and against < 2
