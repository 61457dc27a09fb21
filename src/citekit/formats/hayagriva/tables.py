"""Hayagriva's types, fields and roles beside CSL's.

Source: "The Hayagriva YAML File Format" (docs/file-format.md of Hayagriva), and which of CSL's types and variables
Hayagriva's own engine finds in its entries.
"""

from __future__ import annotations

from typing import Final

#: The types, each with that of its parents where these say none.
TYPES: Final = {
    "article": "periodical", "chapter": "book", "entry": "reference", "anthos": "anthology", "report": "misc",
    "thesis": "misc", "web": "web", "scene": "video", "artwork": "exhibition", "patent": "misc", "case": "misc",
    "newspaper": "misc", "legislation": "anthology", "manuscript": "misc", "original": "misc", "post": "post",
    "misc": "misc", "performance": "misc", "periodical": "misc", "proceedings": "misc", "book": "misc",
    "blog": "misc", "reference": "misc", "conference": "misc", "anthology": "misc", "repository": "misc",
    "thread": "misc", "video": "video", "audio": "audio", "exhibition": "misc", "tweet": "post",
}  # fmt: skip
#: `tweet` is of the first versions of the format.
RENAMED: Final = {"tweet": "post"}

#: CSL's type of an entry in a parent: the first that fits; "*" is any type.
BY_PARENT: Final = (
    ("*", "blog", "post-weblog"),
    ("*", "thesis", "thesis"),
    ("chapter", "report", "chapter"), ("anthos", "report", "chapter"), ("*", "report", "report"),
    ("article", "periodical", "article-journal"),
    ("article", "newspaper", "article-newspaper"),
    ("article", "proceedings", "paper-conference"), ("article", "conference", "paper-conference"),
    ("*", "reference", "entry-encyclopedia"),
    ("*", "thread", "post"),
    ("article", "web", "webpage"),
    ("book", "periodical", "periodical"),
    ("artwork", "article", "figure"),
    ("audio", "book", "musical_score"), ("audio", "periodical", "musical_score"), ("audio", "misc", "musical_score"),
    ("audio", "web", "musical_score"),
    ("video", "*", "broadcast"), ("audio", "*", "broadcast"), ("scene", "video", "broadcast"),
)  # fmt: skip
#: CSL's type of an entry for which none of those fits.
ALONE: Final = {
    "article": "article", "chapter": "chapter", "entry": "entry", "anthos": "chapter", "report": "report", "thesis":
    "thesis", "web": "webpage", "scene": "motion_picture", "artwork": "graphic", "patent": "patent", "case":
    "legal_case", "newspaper": "periodical", "legislation": "legislation", "manuscript": "manuscript", "original":
    "document", "post": "post", "misc": "document", "performance": "performance", "periodical": "periodical",
    "proceedings": "book", "book": "book", "blog": "webpage", "reference": "book", "conference": "speech",
    "anthology": "collection", "repository": "software", "thread": "webpage", "video": "motion_picture", "audio":
    "song", "exhibition": "event",
}  # fmt: skip

#: What is written for a type of CSL's: the entry's type, and that of what it is in; with "!" that has to be there.
WRITTEN: Final = {
    "article": ("article", "anthology"), "article-journal": ("article", "periodical!"), "article-magazine":
    ("article", "periodical!"), "article-newspaper": ("article", "newspaper!"), "bill": ("legislation", "anthology"),
    "book": ("book", "book"), "broadcast": ("video", "video"), "chapter": ("chapter", "book"), "classic": ("book",
    "book"), "collection": ("anthology", "anthology"), "dataset": ("repository", "misc"), "document": ("misc",
    "misc"), "entry": ("entry", "book"), "entry-dictionary": ("entry", "reference!"), "entry-encyclopedia": ("entry",
    "reference!"), "event": ("exhibition", "misc"), "figure": ("artwork", "article!"), "graphic": ("artwork",
    "anthology"), "hearing": ("misc", "misc"), "interview": ("misc", "misc"), "legal_case": ("case", "anthology"),
    "legislation": ("legislation", "anthology"), "manuscript": ("manuscript", "anthology"), "map": ("artwork",
    "anthology"), "motion_picture": ("video", "video"), "musical_score": ("audio", "book!"), "pamphlet": ("misc",
    "misc"), "paper-conference": ("article", "proceedings!"), "patent": ("patent", "anthology"), "performance":
    ("performance", "performance"), "periodical": ("periodical", "periodical"), "personal_communication": ("misc",
    "misc"), "post": ("post", "post"), "post-weblog": ("article", "blog!"), "regulation": ("legislation",
    "anthology"), "report": ("report", "anthology"), "review": ("article", "periodical!"), "review-book": ("article",
    "periodical!"), "software": ("repository", "misc"), "song": ("audio", "audio"), "speech": ("conference", "misc"),
    "standard": ("report", "anthology"), "thesis": ("thesis", "anthology"), "treaty": ("legislation", "anthology"),
    "webpage": ("web", "web"),
}  # fmt: skip

#: Works whose parent is the series they are in, and not what they are a part of.
WHOLE: Final = frozenset(
    "anthology blog book conference exhibition newspaper performance periodical proceedings reference "
    "repository".split()
)
#: Works that are so where the parent is no volume of any kind.
OFTEN_WHOLE: Final = frozenset({"report", "thesis", "manuscript", "patent"})
VOLUMES: Final = frozenset({"book", "anthology", "proceedings", "periodical", "newspaper", "reference", "blog", "web"})

#: Fields of formattable strings that are one variable of CSL's.
FORMATTABLE: Final = {
    "abstract": "abstract", "genre": "genre", "note": "note", "archive": "archive", "archive-location":
    "archive_location", "call-number": "call-number",
}  # fmt: skip
#: Other fields that are one variable.
SIMPLE: Final = {"page-range": "page", "page-total": "number-of-pages", "chapter": "chapter-number"}
#: Those that an entry has of its own or from what it is in.
OF_THE_WHOLE: Final = {
    "volume": "volume", "issue": "issue", "edition": "edition", "volume-total": "number-of-volumes", "runtime":
    "dimensions", "language": "language",
}  # fmt: skip
#: Keys of a serial number.
SERIAL: Final = {
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "serial": "number", "version":
    "version", "printing": "printing-number",
}  # fmt: skip
#: Roles of persons that neither wrote nor edited the work.
ROLES: Final = {
    "translator": "translator", "compiler": "compiler", "composer": "composer", "producer": "producer",
    "executive-producer": "executive-producer", "director": "director", "illustrator": "illustrator", "narrator":
    "narrator", "organizer": "organizer", "writer": "script-writer", "cast-member": "performer", "collaborator":
    "contributor", "founder": "series-creator",
}  # fmt: skip
