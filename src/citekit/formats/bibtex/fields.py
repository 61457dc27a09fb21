"""The tables between BibTeX, BibLaTeX and CSL: entry types and fields, both ways.

Sources: the BibLaTeX manual (sections 2.1, 2.2), BibTeX's "btxdoc", CSL 1.0.2 (appendices III and IV).
"""

from __future__ import annotations

import re
from typing import Final

#: Entry types to item types.
TYPES: Final = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book",
    "inbook": "chapter", "incollection": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "bookinbook": "chapter", "inproceedings": "paper-conference", "conference": "paper-conference",
    "booklet": "pamphlet", "manual": "report", "misc": "document", "online": "webpage", "electronic": "webpage",
    "www": "webpage", "webpage": "webpage", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "report": "report", "techreport": "report", "unpublished": "manuscript", "inreference": "entry-encyclopedia",
    "periodical": "periodical", "suppperiodical": "article-journal", "patent": "patent", "dataset": "dataset",
    "software": "software", "review": "review", "standard": "standard", "performance": "performance",
    "image": "graphic", "artwork": "graphic", "audio": "song", "music": "song", "video": "motion_picture",
    "movie": "motion_picture", "jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty",
    "letter": "personal_communication", "commentary": "book",
}  # fmt: skip

#: Types whose title stands in something larger that `booktitle` names.
PARTS: Final = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})

#: Genres that an entry type or its `type` field stands for.
GENRES: Final = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis", "techreport": "technical report",
    "resreport": "research report", "patentus": "U.S. patent", "patenteu": "European patent", "software": "software",
    "datacd": "data CD", "audiocd": "audio CD",
}  # fmt: skip

#: Name fields to name variables.
NAMES: Final = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director", "holder": "author",
}  # fmt: skip
EDITOR_TYPES: Final = {
    "director": "director",
    "compiler": "compiler",
    "producer": "producer",
    "editor": "editor",
}

#: Fields whose text becomes one variable as it is.
TEXTS: Final = {
    "shortjournal": "container-title-short", "series": "collection-title", "abstract": "abstract", "note": "note",
    "annotation": "annote", "annote": "annote", "keywords": "keyword", "origtitle": "original-title",
    "origpublisher": "original-publisher", "origlocation": "original-publisher-place", "eventtitle": "event-title",
    "venue": "event-place", "library": "call-number", "version": "version", "edition": "edition",
    "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages", "chapter": "chapter-number", "part": "part", "pubstate": "status",
    "issuetitle": "volume-title",
}  # fmt: skip
#: Fields that are not LaTeX: a percent sign in them is a percent sign.
VERBATIM: Final = {
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}
DATES: Final = {
    "date": "issued", "urldate": "accessed", "eventdate": "event-date", "origdate": "original-date",
}  # fmt: skip
#: Babel's names of languages to BCP 47.
LANGUAGES: Final = {
    "english": "en-US", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "canadian": "en-CA", "australian": "en-AU", "german": "de-DE", "ngerman": "de-DE", "austrian": "de-AT",
    "naustrian": "de-AT", "french": "fr-FR", "francais": "fr-FR", "spanish": "es-ES", "italian": "it-IT",
    "portuguese": "pt-PT", "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl-NL", "swedish": "sv-SE",
    "danish": "da-DK", "norwegian": "nb-NO", "norsk": "nb-NO", "nynorsk": "nn-NO", "finnish": "fi-FI",
    "polish": "pl-PL", "czech": "cs-CZ", "slovak": "sk-SK", "hungarian": "hu-HU", "magyar": "hu-HU",
    "russian": "ru-RU", "ukrainian": "uk-UA", "greek": "el-GR", "turkish": "tr-TR", "japanese": "ja-JP",
    "chinese": "zh-CN", "korean": "ko-KR", "latin": "la", "croatian": "hr-HR", "romanian": "ro-RO",
}  # fmt: skip

#: Item types to BibLaTeX entry types.
ENTRY_TYPES: Final = {
    "article": "online", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "paper-conference": "inproceedings", "pamphlet": "booklet",
    "thesis": "thesis", "report": "report", "webpage": "online", "post": "online", "post-weblog": "online",
    "dataset": "dataset", "software": "software", "patent": "patent", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "manuscript": "unpublished",
    "speech": "unpublished", "motion_picture": "movie", "song": "audio", "graphic": "image", "figure": "image",
    "legal_case": "jurisdiction", "legislation": "legislation", "bill": "legislation", "treaty": "legal",
    "personal_communication": "letter", "standard": "standard", "performance": "performance", "review": "review",
    "periodical": "periodical",
}  # fmt: skip
#: Entry types that BibLaTeX takes for another name of the one that is written.
_SAME: Final = frozenset(
    {"conference", "electronic", "www", "webpage", "phdthesis", "mastersthesis", "techreport", "inbook", "misc",
     "incollection", "artwork", "music", "video"}
)  # fmt: skip
SUBTYPES: Final = {"article-magazine": "magazine", "article-newspaper": "newspaper"}


def is_written_as(type_: str, kind: str) -> bool:
    """Whether a work of that kind is written as that entry type again, or as another name of it.

    Example:
        >>> is_written_as("phdthesis", "thesis"), is_written_as("mvbook", "book")
        (True, False)
    """
    return type_ in _SAME or ENTRY_TYPES.get(kind) == type_


def can_be(type_: object, kind: str) -> bool:
    """Whether an entry type is one that is read as works of that kind.

    Example:
        >>> can_be("mvbook", "book"), can_be("mvbook", "report"), can_be("weird", "document")
        (True, False, True)
    """
    if not isinstance(type_, str) or re.fullmatch(r"[a-z][\w-]*", type_) is None:
        return False
    return TYPES.get(type_, "document") == kind or (type_, kind) == ("article", "article")
