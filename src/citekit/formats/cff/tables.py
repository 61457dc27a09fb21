"""CFF's types and fields beside CSL's.

Source: Citation File Format 1.2.0, schema and schema guide.
"""

from __future__ import annotations

from typing import Final

#: Types of references, and of the work that the file is about.
TYPES: Final = {
    "art": "graphic", "article": "article-journal", "audiovisual": "motion_picture", "bill": "bill", "blog":
    "post-weblog", "book": "book", "catalogue": "book", "conference-paper": "paper-conference", "conference": "event",
    "data": "dataset", "database": "dataset", "dataset": "dataset", "dictionary": "book", "edited-work": "book",
    "encyclopedia": "book", "film-broadcast": "broadcast", "generic": "document", "government-document": "report",
    "grant": "document", "hearing": "hearing", "historical-work": "classic", "legal-case": "legal_case", "legal-rule":
    "regulation", "magazine-article": "article-magazine", "manual": "book", "map": "map", "multimedia":
    "motion_picture", "music": "song", "newspaper-article": "article-newspaper", "pamphlet": "pamphlet", "patent":
    "patent", "personal-communication": "personal_communication", "proceedings": "book", "report": "report", "serial":
    "periodical", "slides": "speech", "software-code": "software", "software-container": "software",
    "software-executable": "software", "software-virtual-machine": "software", "software": "software",
    "sound-recording": "song", "standard": "standard", "statute": "legislation", "thesis": "thesis", "unpublished":
    "manuscript", "video": "motion_picture", "website": "webpage",
}  # fmt: skip
#: What a work of reference is where one of its entries is meant.
ENTRIES: Final = {"dictionary": "entry-dictionary", "encyclopedia": "entry-encyclopedia"}

#: Fields that are one variable each.
SIMPLE: Final = {
    "title": "title", "abbreviation": "title-short", "abstract": "abstract", "database": "archive",
    "edition": "edition", "department": "division", "isbn": "ISBN", "issn": "ISSN", "issue": "issue", "journal":
    "container-title", "medium": "medium", "notes": "note", "number": "number", "number-volumes": "number-of-volumes",
    "pmcid": "PMCID", "pmid": "PMID", "section": "section", "status": "status", "version": "version", "volume":
    "volume", "volume-title": "volume-title", "data-type": "genre", "thesis-type": "genre",
}  # fmt: skip
#: Persons and bodies.
NAMES: Final = {
    "authors": "author", "editors": "editor", "editors-series": "collection-editor", "translators": "translator",
    "recipients": "recipient", "senders": "author",
}  # fmt: skip
#: Where a work is found, the best first.
ADDRESSES: Final = ("url", "repository-code", "repository", "repository-artifact")
