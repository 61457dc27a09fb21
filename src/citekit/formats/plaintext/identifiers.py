"""Identifiers out of a reference, by grammar, before anything else is read.

In: a reference's characters (line ends still in them). Out: what was found, each with its place. Whoever
reads the rest sees filler where an identifier stood, so that no hyphen, year or period of an address
misleads him.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.formats.plaintext.normalize.url import clean_doi, clean_url, is_doi_address
from citekit.model.identifiers import ISBN, ISSN, PMCID, PMID, ArXivID, strip_trailing_punctuation
from citekit.model.span import Span


class Identifier(NamedTuple):
    """An identifier: its CSL variable ("arXiv" for arXiv's), value, place, and the place with its label."""

    variable: str
    value: str
    span: Span
    whole: Span


_CHARACTER = r"[^\s<>\"“”«»\ue000]"
# An address goes on after a line end where it was broken: behind / - _ = & ? % . if the next line begins like
# the rest of an address and not like the next sentence.
_BROKEN = (
    r"(?:(?<=[/\-_=&?%.])\n(?!https?:|www\.|doi\b|[Aa]ccessed|[Rr]etrieved)"
    rf"(?=[a-z0-9]|\S{{0,80}}[/=\d_]){_CHARACTER}{{1,400}})"
)
_AFFIX = (
    r"(?:(?:\[?(?:Available|available|Disponible)\s(?:at|from|online|on|en|sur)(?:\sat)?|\b(?:Retrieved|Accessed|retrieved|accessed)\s(?:from|at)"
    r"|\bURLs?|\bDOIs?|\bLink|\bOnline\sat|\bErişim|\bverfügbar\sunter)\s?:?\s?)?<?"
)
# MLA leaves the scheme out: a host name of a well-known kind, with a path or between commas.
_HOST = r"(?:[a-z0-9][a-z0-9-]{0,62}\.){1,5}(?:com|org|net|edu|gov|int|info|mil|io|eu|[a-z]{2})"
_BARE = (
    rf"(?<![\w@./-])(?!doi\.org/10\.)(?-i:{_HOST}/(?=\S)|"
    r"(?:[a-z0-9][a-z0-9-]{1,62}\.){1,4}(?:com|org|net|edu|gov|int)(?=[.,;)\s]|\Z))"
)
_SHAPES = re.compile(
    rf"""
    {_AFFIX}(?P<url>(?:https?:\s?//\s?|ftp://|www\.)(?:(?:dx\.)?doi\.org/\s?10\.\d{{4,9}}/\s?)?{_CHARACTER}{{2,1500}}{_BROKEN}{{0,6}})>?
    |(?P<bare>{_BARE}{_CHARACTER}{{0,1500}}{_BROKEN}{{0,6}})
    |(?:\b[Dd][Oo][Ii]\s?[:.]?\s?|(?<![\w/.]))(?:(?:dx\.)?doi\.org/\s?)?(?P<doi>10\.\d{{4,9}}(?:\.\d+)*/\s?{_CHARACTER}{{1,500}}{_BROKEN}{{0,4}})
    |(?:\bPMCID\s?:?\s?)?\b(?P<pmcid>PMC\s?\d{{3,9}})\b
    |\bPMID\s?:?\s?(?P<pmid>\d{{1,8}})\b
    |\b[ap]?e?ISBN(?:-1[03])?\s?:?\s?(?P<isbn>[\dX](?:[\s‐-―-]?[\dX]){{9,12}})\b
    |\b[ep]?ISSN(?:-L)?\s?:?\s?(?P<issn>\d{{4}}\s?[‐-―-]\s?\d{{3}}[\dXx])\b
    |(?:e-?print:?\s?)?\barXiv\s?:?\s?(?P<arxiv>\d{{4}}\s?\.\s?\d{{4,5}}(?:v\d+)?|[a-z-]{{2,10}}(?:\.[A-Z]{{2}})?/\s?\d{{7}}(?:v\d+)?)(?:\s?\[[a-zA-Z.
    -]{{2,20}}\])?
    |(?<=[\[\s,])(?P<oldarxiv>(?:hep-(?:th|ph|ex|lat)|astro-ph|gr-qc|cond-mat|quant-ph|nucl-(?:th|ex)|math|math-ph)/\d{{7}})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(
    r"10\.\d{4}|www\.|\.[a-z]{2,4}/|\.(?:com|org|net|edu|gov|int)\b|https?:|PM(?:C|ID)|IS[BS]N|arxiv|ftp:|/\d{7}",
    re.IGNORECASE,
)


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Find the DOIs, addresses, PMIDs, PMCIDs, ISBNs, ISSNs and arXiv numbers of a reference.

    An address of PubMed, PubMed Central or arXiv is found as itself and as the identifier in it; an address
    of the DOI resolver only as a DOI.

    Examples:
        >>> [tuple(found[:2]) for found in find_identifiers("www.x.org/a doi:10.1000/ab(1)2. PMID: 1513")]
        [('URL', 'https://www.x.org/a'), ('DOI', '10.1000/ab(1)2'), ('PMID', '1513')]
    """
    if not _HINT.search(text):
        return ()
    found: list[Identifier] = []
    position = 0
    while (match := _SHAPES.search(text, position)) is not None:
        group = match.lastgroup or ""
        address = group in ("url", "doi", "bare")
        raw = match[group]
        span = Span(*match.span(group))
        kept = len(strip_trailing_punctuation(raw))
        if address:
            cut = re.search(r"[.,;]?(?:PMID|PMCID|arXiv|\burl\b|https?:)", raw[8:], re.IGNORECASE)
            # Two addresses with only a comma between them were two.
            kept = min(kept, cut.start() + 8) if cut and not is_doi_address(raw[:kept]) else kept
            span = Span(span.start, span.start + len(strip_trailing_punctuation(raw[:kept])))
        whole = Span(match.start(), max(span.end, span.end if address else match.end()))
        if address and text[whole.start : whole.start + 1] == "<":
            whole = Span(whole.start, min(whole.end + 1, len(text)))
        position = max(whole.end, match.start() + 1)
        found += [Identifier(variable, value, span, whole) for variable, value in _values(group, text[slice(*span)])]
    return tuple(found)


def _values(group: str, raw: str) -> list[tuple[str, str]]:
    compact = re.sub(r"\s+", "", raw)
    if group in ("url", "doi", "bare"):
        if group == "doi" or is_doi_address(compact):
            doi = clean_doi(compact)
            return [("DOI", doi)] if doi else []
        url = clean_url(raw)
        if url is None:
            return []
        embedded = (("PMCID", PMCID.parse(url)), ("PMID", PMID.parse(url)), ("arXiv", ArXivID.parse(url)))
        return [("URL", url), *((variable, str(value)) for variable, value in embedded if value is not None)]
    parser = _PARSERS[group]
    value = parser.parse(compact)
    return [(_VARIABLES[group], compact if group == "isbn" else str(value))] if value is not None else []


_PARSERS: dict[str, type[PMCID | PMID | ISBN | ISSN | ArXivID]] = {
    "pmcid": PMCID,
    "pmid": PMID,
    "isbn": ISBN,
    "issn": ISSN,
    "arxiv": ArXivID,
    "oldarxiv": ArXivID,
}
_VARIABLES = {
    "pmcid": "PMCID",
    "pmid": "PMID",
    "isbn": "ISBN",
    "issn": "ISSN",
    "arxiv": "arXiv",
    "oldarxiv": "arXiv",
}
