"""RIS's types and tags beside CSL's.

Sources: Reference Manager's "RIS Format Specifications"; EndNote's tables of reference types; what Zotero, PubMed and
Web of Science write, where those differ.
"""

from __future__ import annotations

from typing import Final

#: RIS's types and CSL's; the first of a CSL type is the one that is written.
TYPES: Final = {
    "JOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book", "CHAP":
    "chapter", "CPAPER": "paper-conference", "CONF": "paper-conference", "THES": "thesis", "RPRT": "report",
    "ELEC": "webpage", "BLOG": "post-weblog", "DATA": "dataset", "COMP": "software", "STAND": "standard", "PAT":
    "patent", "UNPB": "manuscript", "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "VIDEO":
    "motion_picture", "SOUND": "song", "MUSIC": "musical_score", "ART": "graphic", "FIGURE": "figure", "MAP":
    "map", "SLIDE": "speech", "PCOMM": "personal_communication", "PAMP": "pamphlet", "STAT": "legislation",
    "BILL": "bill", "CASE": "legal_case", "HEAR": "hearing", "CLSWK": "classic", "JFULL": "periodical", "GEN":
    "document", "EJOUR": "article-journal", "INPR": "article-journal", "ABST": "article-journal", "EBOOK": "book",
    "EDBOOK": "book", "SER": "book", "CTLG": "book", "ECHAP": "chapter", "GOVDOC": "report", "WEB": "webpage",
    "ICOMM": "personal_communication", "MANSCPT": "manuscript", "MPCT": "motion_picture", "MULTI":
    "motion_picture", "ADVS": "motion_picture", "DBASE": "dataset", "AGGR": "dataset", "CHART": "figure", "LEGAL":
    "legislation", "ANCIENT": "classic", "GRANT": "document", "EQUA": "document",
}  # fmt: skip
#: The type that is written for a type of CSL's; what is not here is `GEN` and is told as a loss.
WRITTEN: Final = {csl: ris for ris, csl in reversed(TYPES.items())}

#: Works that are part of something, whose secondary title is that.
PARTS: Final = frozenset({"CHAP", "ECHAP", "CONF", "CPAPER", "ENCYC", "DICT"})
BOOKS: Final = frozenset({"BOOK", "EBOOK", "EDBOOK", "SER", "CTLG", "CLSWK", "ANCIENT", "THES", "RPRT", "GOVDOC"})

#: Tags that hold one variable in every type, the first of a variable being written.
PLAIN: Final = {
    "ST": "title-short", "VL": "volume", "PB": "publisher", "CY": "publisher-place", "ET": "edition", "LA": "language",
    "AB": "abstract", "N1": "note", "CN": "call-number", "SE": "section", "NV": "number-of-volumes", "DB": "archive",
    "N2": "abstract", "PP": "publisher-place",
}  # fmt: skip
#: Tags of names.
NAMES: Final = {"AU": "author", "A1": "author", "ED": "editor", "A4": "translator"}
