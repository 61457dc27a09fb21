"""Identifiers: DOI, PMID, PMCID, ISBN, ISSN, ORCID, arXiv. Parse, normalise, check digit, URL.

Each is a `str` that only its own `parse` makes, so that a value of the type has been checked once and for
all. `parse` takes what people paste (a bare identifier, one with a label, a URL) and returns `None` where
there is none: a bad identifier in a bibliography is a finding, not an error.

Examples:
    >>> DOI.parse("https://dx.doi.org/10.1016/J.Neulet.2003.12.019.")
    DOI('10.1016/j.neulet.2003.12.019')
    >>> DOI.parse("10.1016") is None
    True
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MAX_LENGTH = 2048


@cache
def _compiled(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: most commands need few of these, and they cost start-up."""
    return re.compile(pattern, flags)


class Identifier(str):
    """A checked identifier; a `str` in its normal form."""

    __slots__ = ()

    label: ClassVar[str] = ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    @property
    def url(self) -> str:
        """Where the identifier leads, as the registry itself writes it."""
        raise NotImplementedError

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read an identifier in any of its usual forms, or return `None`."""
        raise NotImplementedError


def _clean(text: str) -> str:
    return text[: 2 * _MAX_LENGTH].translate(_INVISIBLE).strip()


# DOI ------------------------------------------------------------------------------------------------

_DOI_PREFIX = r"""(?:https?:(?:\\?/){2})?                             # scheme
        (?:[a-z0-9.-]{0,40}doi[.-]org[a-z0-9.-]{0,80}/      # resolver, also behind a library's proxy
          |(?:info:|urn:)?doi\s*:?\s*(?:/{0,2})(?=10\.))"""
_DOI = "10\\.\\d{4,9}(?:\\.\\d+)*/[!-~\u00a1-\U0010ffff]+\\Z"
_LATEX_ESCAPE = r"\{?\\([_%&#$<>])\}?"
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}


class DOI(Identifier):
    """A Digital Object Identifier in lower case, as Crossref returns it (DOIs ignore case).

    Source: DOI Handbook, section 2.2 (syntax), and ISO 26324: `10.` registrant `/` suffix, the suffix any
    printable characters, brackets and semicolons of old SICI DOIs included.

    Examples:
        >>> DOI.parse("doi:10.1002/(SICI)1096-8644(199606)100:2<217::AID-AJPA5>3.0.CO;2-U").url
        'https://doi.org/10.1002/(sici)1096-8644(199606)100:2%3C217::aid-ajpa5%3E3.0.co;2-u'
        >>> DOI.parse("(10.1155/2013/267959).")
        DOI('10.1155/2013/267959')
    """

    __slots__ = ()
    label = "DOI"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a DOI, bare or as a URL, undoing LaTeX escapes, URL escapes and trailing punctuation."""
        return cls.parse_exact(strip_trailing_punctuation(_clean(text).lstrip("([{<\"'“‘")))

    @classmethod
    def parse_exact(cls, text: str) -> Self | None:
        """Read a DOI, bare or as a URL, taking every character after the prefix for part of it."""
        text = _compiled(_LATEX_ESCAPE).sub(r"\1", _clean(text))
        prefix = _compiled(_DOI_PREFIX, re.VERBOSE | re.IGNORECASE).match(text)
        body = text[prefix.end() :] if prefix else text
        if prefix and "://" in prefix.group().replace("\\", ""):
            body = re.split(r"[?#](?=utm_|$)", body, maxsplit=1)[0]
        if (prefix and "%" in body) or re.match(r"10\.[\d.]{4,20}%2f", body, re.IGNORECASE):
            body = unquote(body)
        if len(body) > _MAX_LENGTH or not _compiled(_DOI).match(body):
            return None
        return cls(body.lower())

    @property
    def prefix(self) -> str:
        """The registrant's prefix, such as `10.1016`."""
        return self.partition("/")[0]

    @property
    def url(self) -> str:
        """The resolver's address: `https://doi.org/…`, with only what a URL can't hold escaped."""
        return "https://doi.org/" + quote(self, safe="/:;()!$&'*+,=@-._~")


def strip_trailing_punctuation(text: str) -> str:
    """Drop what a sentence leaves behind an identifier; a closing bracket stays where its opener is inside.

    Examples:
        >>> strip_trailing_punctuation("10.1000/abc(12)).")
        '10.1000/abc(12)'
    """
    while text:
        last = text[-1]
        unopened = last in _CLOSERS and text.count(last) > text.count(_CLOSERS[last])
        if not (unopened or last in ".,;:!?\"'”’»…" or last.isspace()):
            break
        text = text[:-1]
    return text


# PubMed ---------------------------------------------------------------------------------------------

_PMID = (
    r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
    r"|pmid\s*:?\s*)?0*([1-9]\d{0,7})/?(?:[?#]\S*)?\Z"
)
_PMCID = (
    r"(?:(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)/"
    r"articles?/|pmcid\s*:?\s*)?(?:PMC)\s?0*([1-9]\d{0,9})(?:\.\d+)?/?(?:[?#]\S*|pdf/\S*)?\Z"
)


class PMID(Identifier):
    """A PubMed identifier: one to eight digits.

    Examples:
        >>> PMID.parse("https://pubmed.ncbi.nlm.nih.gov/15135884/")
        PMID('15135884')
    """

    __slots__ = ()
    label = "PMID"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a PMID: digits, `PMID: …` or a PubMed address."""
        match = _compiled(_PMID, re.IGNORECASE).match(_clean(text))
        return cls(match[1]) if match else None

    @property
    def url(self) -> str:
        """The record in PubMed."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self}/"


class PMCID(Identifier):
    """A PubMed Central identifier, with its `PMC`.

    Examples:
        >>> PMCID.parse("www.ncbi.nlm.nih.gov/pmc/articles/PMC3677642/")
        PMCID('PMC3677642')
    """

    __slots__ = ()
    label = "PMCID"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a PMCID: `PMC…`, `PMCID: …` or a PubMed Central address."""
        match = _compiled(_PMCID, re.IGNORECASE).match(_clean(text))
        return cls("PMC" + match[1]) if match else None

    @property
    def url(self) -> str:
        """The article in PubMed Central."""
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self}/"


# ISBN and ISSN --------------------------------------------------------------------------------------


class ISBN(Identifier):
    """An International Standard Book Number, as thirteen digits; ten-digit numbers are converted.

    Source: ISBN Users' Manual, 7th edition, section 5 (check digits modulo 11 and modulo 10).

    Examples:
        >>> ISBN.parse("0-306-40615-2")
        ISBN('9780306406157')
        >>> ISBN.parse("0-306-40615-3") is None
        True
    """

    __slots__ = ()
    label = "ISBN"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read an ISBN of ten or thirteen digits with any hyphens; `None` if its check digit is wrong."""
        text = re.sub(r"^(?:urn:)?isbn(?:-1[03])?\s*:?\s*|^https?://\S*/", "", _clean(text), flags=re.IGNORECASE)
        digits = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
        if re.fullmatch(r"\d{9}[\dX]", digits):
            values = [10 if digit == "X" else int(digit) for digit in digits]
            if sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11:
                return None
            stem = "978" + digits[:9]
            return cls(stem + _ean_check_digit(stem))
        if re.fullmatch(r"97[89]\d{10}", digits) and _ean_check_digit(digits[:12]) == digits[12]:
            return cls(digits)
        return None

    @property
    def url(self) -> str:
        """The ISBN as a URN; there is no central resolver."""
        return f"urn:isbn:{self}"


def _ean_check_digit(stem: str) -> str:
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(stem))
    return str(-total % 10)


class ISSN(Identifier):
    """An International Standard Serial Number, `1234-567X`.

    Source: ISSN Manual, section 2.1 (check digit modulo 11).

    Examples:
        >>> ISSN.parse("issn 0304 3940")
        ISSN('0304-3940')
    """

    __slots__ = ()
    label = "ISSN"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read an ISSN with or without its hyphen; `None` if its check digit is wrong."""
        text = re.sub(r"^e?issn(?:-l)?\s*:?\s*|^https?://\S*/", "", _clean(text), flags=re.IGNORECASE)
        digits = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
        if not re.fullmatch(r"\d{7}[\dX]", digits):
            return None
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(weight * value for weight, value in zip(range(8, 0, -1), values, strict=True)) % 11:
            return None
        return cls(f"{digits[:4]}-{digits[4:]}")

    @property
    def url(self) -> str:
        """The serial's record in the ISSN Portal."""
        return f"https://portal.issn.org/resource/ISSN/{self}"


# ORCID and arXiv ------------------------------------------------------------------------------------


class ORCID(Identifier):
    """An ORCID iD, `0000-0002-1825-0097`.

    Source: "Structure of the ORCID Identifier", check digit by ISO 7064 MOD 11-2.

    Examples:
        >>> ORCID.parse("http://orcid.org/0000-0002-1825-0097")
        ORCID('0000-0002-1825-0097')
    """

    __slots__ = ()
    label = "ORCID"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read an ORCID iD or its URL; `None` if its check digit is wrong."""
        text = re.sub(r"^(?:https?://)?(?:www\.)?orcid\.org/|^orcid\s*:?\s*", "", _clean(text), flags=re.IGNORECASE)
        digits = re.sub(r"[\s\u2010-\u2015-]", "", text.rstrip("/")).upper()
        if not re.fullmatch(r"\d{15}[\dX]", digits):
            return None
        total = 0
        for digit in digits[:15]:
            total = (total + int(digit)) * 2
        check = (12 - total % 11) % 11
        if digits[15] != ("X" if check == 10 else str(check)):
            return None
        return cls("-".join(digits[start : start + 4] for start in (0, 4, 8, 12)))

    @property
    def url(self) -> str:
        """The person's ORCID record."""
        return f"https://orcid.org/{self}"


_ARXIV = (
    r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|(?:https?://doi\.org/)?10\.48550/arxiv\.|arxiv\s*:\s*)?"
    r"((?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v[1-9]\d?)?)"
    r"(?:\.pdf)?(?:\s*\[[a-zA-Z.-]{2,20}\])?\Z"
)


class ArXivID(Identifier):
    """An arXiv identifier, of the scheme since 2007 (`1706.03762v5`) or before (`hep-th/9901001`).

    Source: "Understanding the arXiv identifier", info.arxiv.org/help/arxiv_identifier.html.

    Examples:
        >>> ArXivID.parse("https://arxiv.org/pdf/1706.03762v5.pdf").url
        'https://arxiv.org/abs/1706.03762v5'
    """

    __slots__ = ()
    label = "arXiv"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read an arXiv identifier, `arXiv:…`, an arXiv address or arXiv's own DOI."""
        match = _compiled(_ARXIV, re.IGNORECASE).match(_clean(text))
        if match is None:
            return None
        archive, slash, number = match[1].rpartition("/")
        return cls(f"{archive}{slash}{number.lower()}")

    @property
    def url(self) -> str:
        """The abstract's page."""
        return f"https://arxiv.org/abs/{self}"


# Any of them ----------------------------------------------------------------------------------------

_DOI_IN_URL = r"https?://[^\s?#]{1,300}?/(10\.\d{4,9}(?:\.\d+)*/[^\s?#]+)"
_LABELLED = r"(?:https?://|www\.|(?:pmid|pmcid|isbn|arxiv|doi|urn|info)\b)"


def identify(text: str) -> Identifier | None:
    """The identifier of a work that a text is: a DOI, a PMID, a PMCID, an arXiv id, an ISBN, or the address of one.

    A bare number of five to eight digits is a PMID. In a publisher's address the DOI is looked for; `None` where
    the text is anything else.

    Examples:
        >>> identify("https://www.tandfonline.com/doi/full/10.1080/00224499.2019.1668906?src=x")
        DOI('10.1080/00224499.2019.1668906')
        >>> identify("PMID: 15135884"), identify("arXiv:1706.03762"), identify("978-0-306-40615-7")
        (PMID('15135884'), ArXivID('1706.03762'), ISBN('9780306406157'))
        >>> identify("Han 2004") is None
        True
    """
    text = _clean(text).strip("<>")
    arxiv = ArXivID.parse(text)
    if arxiv is not None:
        return arxiv
    if re.match(r"(?:https?:)?\W{0,4}(?:[a-z0-9.-]{0,40}doi\W|10\.)", text, re.IGNORECASE):
        doi = DOI.parse(text)
        if doi is not None:
            return doi
    pmcid = PMCID.parse(text)
    if pmcid is not None:
        return pmcid
    if re.fullmatch(r"\d{5,8}", text) or (_compiled(_LABELLED, re.IGNORECASE).match(text) and not text.isdigit()):
        pmid = PMID.parse(text)
        if pmid is not None:
            return pmid
    in_url = _compiled(_DOI_IN_URL, re.IGNORECASE).match(text)
    if in_url:
        return DOI.parse("https://doi.org/" + in_url[1])
    return None if "://" in text else ISBN.parse(text)


def identifiers_of(item: Mapping[str, object]) -> tuple[Identifier, ...]:
    """The identifiers of the work that a CSL-JSON item is, the one to ask for first.

    A book's ISBN is its own; a chapter's is the book's, and is left out.

    Examples:
        >>> identifiers_of({"type": "book", "ISBN": "0-306-40615-2", "PMID": "15135884"})
        (PMID('15135884'), ISBN('9780306406157'))
    """

    def value(name: str) -> str:
        found = item.get(name)
        return str(found) if isinstance(found, str | int) else ""

    url = value("URL")
    in_url = identify(url) if "://" in url else None
    doi = DOI.parse(value("DOI")) if value("DOI") else None
    in_arxiv = value("archive").lower() == "arxiv" or item.get("type") == "article"
    isbns = value("ISBN").split() if item.get("type") in ("book", "collection", "report", "thesis") else []
    found: list[Identifier | None] = [
        doi,
        PMID.parse(value("PMID")) if value("PMID") else None,
        PMCID.parse(value("PMCID")) if value("PMCID") else None,
        ArXivID.parse(value("number")) if in_arxiv and value("number") else None,
        in_url,
        *[ISBN.parse(isbn) for isbn in isbns[:1]],
        ISBN.parse(value("ISBN")) if isbns else None,
    ]
    return tuple(dict.fromkeys(one for one in found if one is not None))
