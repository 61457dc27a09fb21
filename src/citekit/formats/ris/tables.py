"""RIS's tags beside the fields they are: RIS is EndNote's fields under two letters each.

Sources: Reference Manager's "RIS Format Specifications" (2001), EndNote's table of tags by type (2011); what Zotero,
Mendeley, Web of Science, Scopus, Ovid, ProQuest, Cochrane and IEEE write, where those differ.
"""

from __future__ import annotations

from typing import Final

#: Tags and their fields, as they are written; several tags of a field come in the order in which they are preferred.
FIELDS: Final = {
    "AU": "authors", "A1": "authors", "A2": "secondary-authors", "A3": "tertiary-authors", "A4": "subsidiary-authors",
    "TA": "translated-authors", "TI": "title", "T1": "title", "CT": "title", "T2": "secondary-title",
    "T3": "tertiary-title", "J2": "alt-title", "JA": "alt-title", "J1": "alt-title", "JI": "alt-title",
    "J9": "alt-title", "ST": "short-title", "VL": "volume", "VO": "volume", "NV": "num-vols", "ET": "edition",
    "SE": "section", "CY": "pub-location", "PP": "pub-location", "PB": "publisher", "CN": "call-num", "AB": "abstract",
    "N2": "abstract", "N1": "notes", "RN": "research-notes", "M3": "work-type", "RI": "reviewed-item",
    "DB": "remote-database-name", "DP": "remote-database-provider", "LA": "language", "AN": "accession-num",
    "SN": "isbn", "DO": "electronic-resource-num", "DI": "electronic-resource-num", "UR": "url", "KW": "keywords",
    "SP": "pages", "EP": "end-page", "PY": "year", "Y1": "year", "DA": "date", "Y2": "access-date", "C1": "custom1",
    "C2": "custom2", "C3": "custom3", "C4": "custom4", "C5": "custom5", "C6": "custom6", "C7": "custom7",
    "OP": "orig-pub", "PU": "publisher", "PI": "pub-location", "PD": "date",
}  # fmt: skip
#: The tag that a field is written with.
TAGS: Final = {field: tag for tag, field in reversed(FIELDS.items())}
#: Tags that are RIS's, but whose values CSL has no variable for.
OTHER_TAGS: Final = frozenset(
    "TY ID ER BT ED JF JO IS M1 M2 C8 A5 AD AV CA CP CR L1 L2 L3 L4 LB LK RP SV TT U1 U2 U3 U4 U5 WT WV WP Y3".split()
)
#: Tags of which a record has one.
SINGLE: Final = frozenset("TI T1 T2 T3 BT JF JO JA J1 J2 PY Y1 DA VL IS SP EP CY PB ET ST DO SN TY".split())
#: Tags whose values run over several lines.
LONG: Final = frozenset({"AB", "N1", "N2", "RN", "AD"})
#: Tags of which each line is a value: EndNote writes one keyword a line, the tag before the first alone.
LISTED: Final = frozenset({"KW"})
#: What Web of Science writes around its records: who made the file, in which version, and that it ends.
OF_THE_FILE: Final = frozenset({"FN", "VR", "EF"})
#: Types whose BT is their own title.
WHOLE: Final = frozenset(
    {"BOOK", "EBOOK", "EDBOOK", "SER", "CTLG", "CLSWK", "ANCIENT", "UNPB", "MANSCPT", "THES", "RPRT", "GOVDOC"}
)
