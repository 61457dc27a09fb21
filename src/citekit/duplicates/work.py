"""What of an entry is compared, read once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from citekit.model.edtf import date_parts
from citekit.model.identifiers import DOI, ISBN, PMCID, PMID, ArXivID
from citekit.sources.folding import fold, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.model.item import Item
    from citekit.model.library import Entry

#: Types whose ISBN is their own; a chapter has that of its book.
WHOLE: Final = frozenset({"book", "report", "thesis", "pamphlet", "standard", "document", "software", "classic"})
#: What kind of publication a type is, where that tells two versions of a work apart.
_KINDS: Final = {
    "article-journal": "an article", "article-magazine": "an article", "article-newspaper": "an article",
    "article": "a preprint", "paper-conference": "a conference paper", "thesis": "a thesis", "report": "a report",
    "book": "a book", "pamphlet": "a book", "classic": "a book", "chapter": "a chapter", "dataset": "a data set",
    "software": "software", "patent": "a patent", "speech": "a talk", "manuscript": "a manuscript",
    "standard": "a standard", "legislation": "a law", "bill": "a law", "motion_picture": "a film", "song": "a song",
}  # fmt: skip
_PREPRINTS: Final = re.compile(
    r"10\.(?:48550/arxiv|1101/\d{4}\.|21203/rs|31234/|31219/|20944/|2139/ssrn)", re.IGNORECASE
)
_ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}


class Work:
    """One entry as duplicates are looked for: its title, names, year and identifiers in a form that can be compared."""

    def __init__(self, number: int, entry: Entry) -> None:
        item = entry.item
        self.number = number
        self.item = item
        self.type = str(item.get("type") or "")
        self.title = plain(item.get("title"))
        self.folded = fold(self.title)
        self.containers = [
            text for name in ("container-title", "container-title-short") if (text := fold(item.get(name)))
        ]
        issued = item.get("issued")
        points = date_parts(issued) if isinstance(issued, dict) else []
        self.year = points[0][0] if points else None
        self.names = _names(item)
        custom = item.get("custom")
        kept = custom.get("bibtex") if isinstance(custom, dict) else None
        self.key = entry.key.lower()
        #: The entry that this one has its data from, its identifiers too.
        self.parent = str(kept.get("crossref") or "").strip().lower() if isinstance(kept, dict) else ""
        listed = custom.get("et-al") if isinstance(custom, dict) else None
        self.truncated = isinstance(listed, list | tuple) and bool(listed)
        self.identifiers = dict(_identifiers(item))

    @cached_property
    def surnames(self) -> set[str]:
        """The first letters of surnames, so that a slip at their end costs nothing; of bodies the initials too."""
        found: set[str] = set()
        for name in self.names[:20]:
            words = fold(name.get("family") or name.get("literal"), umlauts=True).split()
            found.update(word[:3] for word in words[-2:])
            if name.get("literal"):
                found.add("".join(word[0] for word in words if len(word) > 3)[:3])
        return found

    @property
    def kind(self) -> str:
        """What kind of publication it is, in words; "" where that is not known or does not matter."""
        if self.type != "article-journal" and _PREPRINTS.match(self.identifiers.get("DOI", "")):
            return _KINDS["article"]
        return _KINDS.get(self.type, "")

    @property
    def edition(self) -> str:
        """The edition as a number, whether it is written with digits or in words."""
        text = fold(self.item.get("edition"))
        words = [
            word for word in text.split() if word not in ("ed", "edn", "edition", "rev", "revised", "auflage", "aufl")
        ]
        return " ".join(_ORDINALS.get(word, re.sub(r"(?<=\d)(?:st|nd|rd|th)\Z", "", word)) for word in words)


def _names(item: Item) -> Sequence[dict[str, Any]]:
    for variable in ("author", "editor", "director", "composer", "translator"):
        names = item.get(variable)
        if isinstance(names, list | tuple) and names:
            return [name for name in names if isinstance(name, dict)]
    return []


def _identifiers(item: Item) -> Iterator[tuple[str, str]]:
    for variable, kind in (("DOI", DOI), ("PMID", PMID), ("PMCID", PMCID)):
        found = kind.parse(str(item.get(variable) or ""))
        if found:
            yield variable, str(found)
    if str(item.get("archive") or "").lower() == "arxiv":
        arxiv = ArXivID.parse(str(item.get("archive_location") or ""))
        if arxiv:
            yield "arXiv number", re.sub(r"v\d+\Z", "", str(arxiv))
    if str(item.get("type") or "") in WHOLE:
        for text in re.split(r"[,;\s]+(?=97|\d{9})", str(item.get("ISBN") or "")):
            isbn = ISBN.parse(text)
            if isbn:
                yield "ISBN", str(isbn)
                return
