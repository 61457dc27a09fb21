"""The tables between BibTeX, BibLaTeX and CSL: entry types and fields, both ways.

Sources: the BibLaTeX manual (sections 2.1, 2.2), BibTeX's "btxdoc", CSL 1.0.2 (appendices III and IV).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Entry types to item types.
TYPES: Final = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book",
    "inbook": "chapter", "incollection": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "bookinbook": "book", "inproceedings": "paper-conference", "conference": "paper-conference",
    "booklet": "pamphlet", "manual": "report", "misc": "document", "online": "webpage", "electronic": "webpage",
    "www": "webpage", "webpage": "webpage", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "report": "report", "techreport": "report", "unpublished": "manuscript", "inreference": "entry-encyclopedia",
    "periodical": "periodical", "suppperiodical": "article-journal", "patent": "patent", "dataset": "dataset",
    "software": "software", "review": "review", "standard": "standard", "performance": "performance",
    "image": "graphic", "artwork": "graphic", "audio": "song", "music": "song", "video": "motion_picture",
    "movie": "motion_picture", "jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty",
    "letter": "personal_communication", "commentary": "book",
    # Types of biblatex-apa and of programs that export BibTeX.
    "data": "dataset", "letters": "personal_communication", "newsarticle": "article-newspaper",
    "newspaper": "article-newspaper", "magazine": "article-magazine", "web": "webpage", "website": "webpage",
    "bachelorsthesis": "thesis", "bathesis": "thesis", "dissertation": "thesis", "presentation": "speech",
    "lecture": "speech", "map": "map", "preprint": "article", "interview": "interview", "speech": "speech",
    "constitution": "legislation", "legmaterial": "hearing", "legadminmaterial": "regulation", "bill": "bill",
    "hearing": "hearing", "case": "legal_case", "statute": "legislation", "film": "motion_picture", "figure": "figure",
    "blog": "post-weblog", "encyclopedia": "book", "dictionary": "book",
}  # fmt: skip

#: Types whose title stands in something larger that `booktitle` names.
PARTS: Final = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})

#: What a meeting leaves: `organization` is who held it.
PROCEEDINGS: Final = frozenset({"inproceedings", "conference", "proceedings", "mvproceedings"})

#: Name fields to name variables.
NAMES: Final = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director", "holder": "author", "illustrator": "illustrator", "composer": "composer",
    # Editors of a second kind are nothing to CSL but in the roles that it knows.
    "editora": "", "editorb": "", "editorc": "",
}  # fmt: skip
#: What `editortype`, `editoratype` … may say, and the name variable for it.
EDITOR_TYPES: Final = {
    "editor": "editor", "director": "director", "compiler": "compiler", "producer": "producer",
    "executiveproducer": "executive-producer", "execproducer": "executive-producer", "writer": "script-writer",
    "scriptwriter": "script-writer", "composer": "composer", "performer": "performer", "narrator": "narrator",
    "host": "host", "guest": "guest", "chair": "chair", "curator": "curator", "organizer": "organizer",
    "organiser": "organizer", "illustrator": "illustrator", "interviewer": "interviewer", "recipient": "recipient",
    "collaborator": "contributor", "contributor": "contributor", "seriescreator": "series-creator",
    "serieseditor": "collection-editor", "translator": "translator",
}  # fmt: skip

#: Fields whose text becomes one variable as it is.
TEXTS: Final = {
    "shortjournal": "container-title-short", "abstract": "abstract", "note": "note", "annotation": "annote",
    "annote": "annote", "keywords": "keyword", "origtitle": "original-title", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "venue": "event-place", "library": "call-number",
    "version": "version", "edition": "edition", "volumes": "number-of-volumes", "pagetotal": "number-of-pages",
    "numpages": "number-of-pages", "chapter": "chapter-number", "part": "part", "section": "section",
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
#: Dates: the field of BibLaTeX, the variable, and what the names of `year`, `month`, `day` begin with in old files.
DATES: Final = (
    ("date", "issued", ""), ("urldate", "accessed", "url"), ("eventdate", "event-date", "event"),
    ("origdate", "original-date", "orig"),
)  # fmt: skip
#: Other names of `urldate` in styles and programs.
ACCESSED: Final = ("lastchecked", "lastaccessed", "accessed", "accessdate", "urlaccessdate")
#: Where an e-print of a type is found.
EPRINT_URLS: Final = {
    "jstor": "https://www.jstor.org/stable/", "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
}  # fmt: skip
#: Babel's and polyglossia's names of languages to BCP 47; the first name of a tag is the one to write.
LANGUAGES: Final = {
    "english": "en-US", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "canadian": "en-CA", "australian": "en-AU", "newzealand": "en-NZ", "german": "de-DE", "ngerman": "de-DE",
    "germanb": "de-DE", "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH", "nswissgerman": "de-CH",
    "french": "fr-FR", "francais": "fr-FR", "frenchb": "fr-FR", "canadien": "fr-CA", "acadian": "fr-CA",
    "spanish": "es-ES", "mexican": "es-MX", "italian": "it-IT", "portuguese": "pt-PT", "portuges": "pt-PT",
    "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl-NL", "swedish": "sv-SE", "danish": "da-DK",
    "norwegian": "nb-NO", "norsk": "nb-NO", "nynorsk": "nn-NO", "finnish": "fi-FI", "polish": "pl-PL",
    "czech": "cs-CZ", "slovak": "sk-SK", "hungarian": "hu-HU", "magyar": "hu-HU", "russian": "ru-RU",
    "ukrainian": "uk-UA", "greek": "el-GR", "polutonikogreek": "el-GR", "turkish": "tr-TR", "japanese": "ja-JP",
    "chinese": "zh-CN", "korean": "ko-KR", "latin": "la", "croatian": "hr-HR", "romanian": "ro-RO",
    "afrikaans": "af-ZA", "albanian": "sq-AL", "arabic": "ar", "armenian": "hy-AM", "basque": "eu-ES",
    "belarusian": "be-BY", "bulgarian": "bg-BG", "catalan": "ca-ES", "esperanto": "eo", "estonian": "et-EE",
    "farsi": "fa-IR", "persian": "fa-IR", "galician": "gl-ES", "georgian": "ka-GE", "hebrew": "he-IL", "hindi": "hi-IN",
    "icelandic": "is-IS", "indonesian": "id-ID", "bahasa": "id-ID", "irish": "ga-IE", "latvian": "lv-LV",
    "lithuanian": "lt-LT", "macedonian": "mk-MK", "malay": "ms-MY", "marathi": "mr-IN", "mongolian": "mn-MN",
    "sanskrit": "sa-IN", "scottish": "gd-GB", "serbian": "sr-RS", "serbianc": "sr-Cyrl-RS", "slovene": "sl-SI",
    "slovenian": "sl-SI", "azerbaijani": "az-AZ", "bengali": "bn-BD", "bosnian": "bs-BA", "breton": "br-FR",
    "divehi": "dv-MV", "faroese": "fo-FO", "friulan": "fur-IT", "friulian": "fur-IT", "gujarati": "gu-IN",
    "interlingua": "ia", "kannada": "kn-IN", "kazakh": "kk-KZ", "khmer": "km-KH", "kurdish": "ku", "kurmanji": "kmr",
    "lao": "lo-LA", "lowersorbian": "dsb-DE", "malayalam": "ml-IN", "bahasam": "ms-MY",
    "meyalu": "ms-MY", "nepali": "ne-NP", "occitan": "oc-FR", "piedmontese": "pms-IT", "punjabi": "pa-IN",
    "romansh": "rm-CH", "samin": "se-NO", "northernsami": "se-NO", "swahili": "sw-KE", "syriac": "syr",
    "tamil": "ta-IN", "telugu": "te-IN", "tibetan": "bo-CN", "turkmen": "tk-TM", "uppersorbian": "hsb-DE",
    "amharic": "am-ET", "coptic": "cop", "ethiopic": "am-ET", "yiddish": "yi", "filipino": "fil-PH",
    "asturian": "ast-ES", "bahasai": "id-ID", "ancientgreek": "grc", "classicallatin": "la", "medievallatin": "la",
    "ecclesiasticallatin": "la", "thai": "th-TH",
    "urdu": "ur-PK", "uzbek": "uz-UZ", "vietnamese": "vi-VN", "welsh": "cy-GB",
}  # fmt: skip
#: What languages call themselves, as people write it where nobody asked for babel's name.
OWN_NAMES: Final = {
    "deutsch": "de", "français": "fr", "español": "es", "castellano": "es", "italiano": "it", "português": "pt",
    "nederlands": "nl", "svenska": "sv", "dansk": "da", "suomi": "fi", "polski": "pl", "čeština": "cs", "magyar": "hu",
    "română": "ro", "русский": "ru", "українська": "uk", "ελληνικά": "el", "türkçe": "tr", "日本語": "ja", "中文": "zh",
    "한국어": "ko",
    # Codes of ISO 639-2, from libraries.
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "dut": "nl",
    "nld": "nl", "rus": "ru", "chi": "zh", "zho": "zh", "jpn": "ja", "pol": "pl", "swe": "sv", "dan": "da", "nor": "no",
    "fin": "fi", "cze": "cs", "ces": "cs", "lat": "la", "tur": "tr", "ara": "ar", "kor": "ko",
}  # fmt: skip
#: What `langidopts` says beside the language.
VARIANTS: Final = {
    ("english", "british"): "en-GB", ("english", "uk"): "en-GB", ("english", "american"): "en-US",
    ("english", "us"): "en-US", ("english", "usmax"): "en-US", ("english", "australian"): "en-AU",
    ("english", "newzealand"): "en-NZ", ("english", "canadian"): "en-CA", ("german", "austrian"): "de-AT",
    ("german", "swiss"): "de-CH", ("portuguese", "brazilian"): "pt-BR",
    ("norwegian", "nynorsk"): "nn-NO", ("greek", "ancient"): "grc", ("arabic", "egypt"): "ar-EG",
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
    "periodical": "periodical", "broadcast": "video",
}  # fmt: skip
#: Entry types that are read as works of another kind where a field says so.
_ALSO: Final = frozenset(
    {("article", "article"), ("video", "broadcast"), ("movie", "broadcast"), ("audio", "broadcast"),
     ("music", "broadcast"), ("misc", "webpage"), ("misc", "software"), ("misc", "dataset"),
     ("unpublished", "speech"), ("suppperiodical", "article-magazine"), ("suppperiodical", "article-newspaper")}
)  # fmt: skip
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
    return TYPES.get(type_, "document") == kind or (type_, kind) in _ALSO


#: Entry types and fields that BibTeX's own styles don't know.
_BIBLATEX_TYPES = frozenset(
    """online report thesis collection mvbook mvcollection mvproceedings mvreference reference inreference bookinbook
    suppbook suppcollection periodical suppperiodical dataset software xdata set""".split()
)
_BIBLATEX_FIELDS = frozenset(
    """date journaltitle location langid hyphenation subtitle titleaddon maintitle booksubtitle eventtitle eventdate
    origdate urldate eprinttype shortjournal entrysubtype editortype annotation pubstate xdata""".split()
)


def is_biblatex(type_: str, names: Iterable[str]) -> bool:
    """Whether an entry of a type with fields of these names is BibLaTeX's.

    Examples:
        >>> is_biblatex("book", ["title", "date"]), is_biblatex("book", ["title", "year"])
        (True, False)
    """
    return type_ in _BIBLATEX_TYPES or any(name in _BIBLATEX_FIELDS for name in names)
