"""EndNote's types of references beside RIS's and CSL's, and what their fields mean in each.

A field is called as EndNote's XML calls it, since its names in the program change with the type: the
`secondary-title` of a book section is its book, that of a book its series. A meaning is a variable of CSL; where there
is none, the value is kept in `custom`.

Sources: EndNote's table of reference types (Preferences, "Reference Types"); the numbers in EndNote's XML; "RIS Format
Specifications" of 2001 and the table of 2011; what Zotero writes, where those leave a choice.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.model.item import Item

#: Fields of names.
NAMES: Final = ("authors", "secondary-authors", "tertiary-authors", "subsidiary-authors", "translated-authors")
#: What a field means where its type says nothing else, in the order in which fields are written.
MEANINGS: Final[Mapping[str, str]] = MappingProxyType({
    "authors": "author", "secondary-authors": "editor", "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator", "title": "title", "secondary-title": "container-title",
    "tertiary-title": "collection-title", "alt-title": "container-title-short", "short-title": "title-short",
    "volume": "volume", "isbn": "", "number": "number", "issue": "number", "num-vols": "number-of-volumes",
    "edition": "edition", "section": "section", "pub-location": "publisher-place", "publisher": "publisher",
    "call-num": "call-number", "abstract": "abstract", "notes": "note", "research-notes": "annote",
    "work-type": "genre", "reviewed-item": "reviewed-title", "remote-database-name": "archive",
    "remote-database-provider": "source",
    "language": "language",
})  # fmt: skip


class ReferenceType(NamedTuple):
    """A type: EndNote's name and number for it, RIS's tag, CSL's type, and what its fields mean.

    `number` is 0 and `tag` empty where the type has none.
    """

    name: str
    number: int
    tag: str
    csl: str
    meanings: Mapping[str, str]

    def meaning(self, field: str) -> str:
        """The variable that a field is in this type; empty where CSL has none."""
        return self.meanings.get(field, "")

    @property
    def is_article(self) -> bool:
        """Whether works of the type stand in numbers of a periodical."""
        return self.meaning("issue") == "issue"


#: What several types have alike: field=variable, and @ before what was said already.
_ALIKE: Final = """
article: number=issue issue=issue custom7=number custom2=PMCID edition=available-date section= work-type= num-vols=
series: secondary-title=collection-title secondary-authors=collection-editor tertiary-authors=editor tertiary-title=
book: @series number=collection-number misc1=collection-number pages=number-of-pages work-type=
part: number=collection-number section=chapter-number custom1=section work-type=
meeting: number=issue issue=issue subsidiary-authors= work-type= custom7=number
entry: work-type=
seen: secondary-title=collection-title secondary-authors= tertiary-authors=producer subsidiary-authors=performer
    tertiary-title= custom3=dimensions custom5=medium
law: subsidiary-authors= orig-pub=references edition= num-vols= work-type= misc1=number
image: @series tertiary-authors= volume=dimensions edition=version pages=
online: date=accessed
"""
#: EndNote's name, its number, RIS's tag, CSL's type, and what is not as in `MEANINGS`; the first of a CSL type is
#: the one that is written for it.
_TABLE: Final = """
Journal Article | 17 | JOUR | article-journal | @article
Electronic Article | 43 | EJOUR | article-journal | @article @online custom2= custom3=PMCID
- | - | INPR | article-journal | @article
- | - | ABST | article-journal | @article
Magazine Article | 19 | MGZN | article-magazine | @article custom2= edition=edition
Newspaper Article | 23 | NEWS | article-newspaper | @article number= custom2= edition=edition section=section
Preprint | - | - | article | @article edition=edition work-type=genre
Book | 6 | BOOK | book | @book
Edited Book | 28 | EDBOOK | book | @book tertiary-authors= authors=editor
Electronic Book | 44 | EBOOK | book | @book @online secondary-authors=editor tertiary-authors=collection-editor
    num-vols= custom7=PMCID
Serial | 57 | SER | book | @book secondary-authors=editor tertiary-authors=collection-editor pages=page
Catalog | 8 | CTLG | book | @book secondary-authors= tertiary-authors= pages=page num-vols=number
Book Section | 5 | CHAP | chapter | @part
Electronic Book Section | 60 | ECHAP | chapter | @part number=chapter-number section= custom7=PMCID
Conference Proceedings | 10 | CONF | paper-conference | @meeting
Conference Paper | 47 | CPAPER | paper-conference | @meeting section=number num-vols=
Thesis | 32 | THES | thesis | secondary-title= secondary-authors= tertiary-authors= volume= pages=number-of-pages
Report | 27 | RPRT | report | @series isbn=number subsidiary-authors=
Government Document | 46 | GOVDOC | report | secondary-authors= isbn=number subsidiary-authors=
Web Page | 12 | ELEC | webpage |
- | - | WEB | webpage |
Blog | 56 | BLOG | post-weblog | tertiary-authors=illustrator pages=
Discussion Forum | - | - | post |
Social Media | - | - | post |
Dataset | 59 | DATA | dataset |
Online Database | 45 | DBASE | dataset | @online isbn=number edition=
Aggregated Database | 55 | AGGR | dataset | @online edition= section=
Computer Program | 9 | COMP | software | @series tertiary-authors= edition=version pages=
Multimedia Application | - | - | software | secondary-authors=contributor number=version pages=
Standard | 58 | STAND | standard | secondary-title=part-title isbn=number number= num-vols=
Patent | 25 | PAT | patent | secondary-authors=authority isbn=number number= volume=version orig-pub=
    custom5=references custom6=status section=
Manuscript | 36 | MANSCPT | manuscript | secondary-title=collection-title secondary-authors= tertiary-title=
    num-vols=number number= section= edition=
Unpublished Work | 34 | UNPB | manuscript | @series tertiary-authors=
Encyclopedia | 53 | ENCYC | entry-encyclopedia | @entry
Dictionary | 52 | DICT | entry-dictionary | @entry section=version
Film or Broadcast | 21 | MPCT | motion_picture | @seen custom5= authors=director custom4=genre work-type=medium
    pages=dimensions
Audiovisual Material | 3 | ADVS | motion_picture | @seen
- | - | VIDEO | motion_picture | @seen
Online Multimedia | 48 | MULTI | motion_picture | @seen @online number= num-vols= edition= section=
Television Episode | - | - | broadcast | secondary-authors=director tertiary-authors=script-writer
    subsidiary-authors=narrator custom4=genre work-type=medium pages=dimensions
Podcast | - | - | broadcast | secondary-authors=
Interview | - | - | interview | secondary-authors=interviewer
Press Release | - | - | document | tertiary-authors=producer
- | - | SOUND | song | secondary-authors=performer
Music | 61 | MUSIC | musical_score | authors=composer subsidiary-authors=producer custom1=medium
Artwork | 2 | ART | graphic | @series tertiary-authors= custom3=dimensions work-type=medium
Figure | 37 | FIGURE | figure | @image
Chart or Table | 38 | CHART | figure | @image
Map | 20 | MAP | map | @series tertiary-authors= custom1=scale custom3=dimensions pages=
- | - | SLIDE | speech |
Personal Communication | 26 | PCOMM | personal_communication | secondary-authors=recipient secondary-title= number=
- | - | ICOMM | personal_communication | secondary-authors=recipient number=
Pamphlet | 24 | PAMP | pamphlet | secondary-authors=
Statute | 31 | STAT | legislation | @law
Legal Rule or Regulation | 50 | LEGAL | regulation | @law secondary-authors=authority volume=number number= isbn=
    tertiary-title=
Bill | 4 | BILL | bill | @law secondary-authors= tertiary-authors= tertiary-title=authority
- | - | UNBILL | bill | @law secondary-authors= tertiary-authors= tertiary-title=authority
Case | 7 | CASE | legal_case | @law publisher=authority section= secondary-authors= tertiary-authors=
Hearing | 14 | HEAR | hearing | @law num-vols=number-of-volumes secondary-title=section tertiary-title=authority
    section=
Classical Work | 49 | CLSWK | classic | @book tertiary-authors= pages=page
Ancient Text | 51 | ANCIENT | classic | @entry secondary-authors=editor number=number
- | - | JFULL | periodical | @entry number=issue issue=issue
Generic | 13 | GEN | document | section=section
Grant | 54 | GRANT | document | volume= num-vols= number= section= custom5=number
Equation | 39 | EQUA | document | @image volume=
"""


def _rows(table: str) -> list[str]:
    """The rows of a table, long ones being indented in further lines."""
    return table.strip().replace("\n    ", " ").splitlines()


def _differs(words: str, alike: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words.split():
        field, _, variable = word.partition("=")
        found |= alike[word[1:]] if word.startswith("@") else {field: variable}
    return found


def _types() -> Iterator[ReferenceType]:
    alike: dict[str, Mapping[str, str]] = {}
    for row in _rows(_ALIKE):
        name, _, words = row.partition(": ")
        alike[name] = _differs(words, alike)
    for row in _rows(_TABLE):
        name, number, tag, csl, words = (cell.strip().removeprefix("-") for cell in row.split("|"))
        yield ReferenceType(name, int(number or 0), tag, csl, MappingProxyType({**MEANINGS, **_differs(words, alike)}))


#: Every type.
TYPES: Final = tuple(_types())

#: Tags that some programs write, for those they mean.
_OTHER_TAGS: Final = {
    "STD": "STAND", "GRNT": "GRANT", "UNPD": "UNPB", "DISS": "THES", "INTV": "PCOMM", "JRNL": "JOUR" }  # fmt: skip
#: What is written for CSL types that EndNote has nothing for; the type is told as lost.
_NEAREST: Final = {
    "article": "Journal Article", "review": "Journal Article", "review-book": "Journal Article", "song": "Music",
    "broadcast": "Film or Broadcast", "performance": "Audiovisual Material", "speech": "Conference Paper",
    "interview": "Personal Communication", "post": "Web Page", "entry": "Encyclopedia", "collection": "Catalog",
    "treaty": "Statute", "periodical": "Serial",
}  # fmt: skip

_BY_NAME: Final = {type_.name.lower(): type_ for type_ in TYPES if type_.name}
_BY_NUMBER: Final = {type_.number: type_ for type_ in TYPES if type_.number}
_BY_TAG: Final = {type_.tag: type_ for type_ in TYPES if type_.tag}
#: What is taken for any other type.
GENERIC: Final = _BY_NAME["generic"]


def type_named(name: str, number: str = "") -> ReferenceType | None:
    """The type of EndNote's name, or, where users named one anew, of its number.

    Examples:
        >>> type_named("Book Section").csl, type_named("Tagungsband", "10").csl, type_named("Novel") is None
        ('chapter', 'paper-conference', True)
    """
    found = _BY_NAME.get(name.strip().lower())
    return found or (_BY_NUMBER.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 4 else None)


def type_tagged(tag: str) -> ReferenceType | None:
    """The type of RIS's tag, which some programs give EndNote's name.

    Examples:
        >>> type_tagged("chap").name, type_tagged("Journal Article").tag, type_tagged("NOVEL") is None
        ('Book Section', 'JOUR', True)
    """
    tag = tag.strip().upper()
    return _BY_TAG.get(_OTHER_TAGS.get(tag, tag)) or _BY_NAME.get(tag.lower())


def type_of(item: Item, kept: ReferenceType | None, *, ris: bool = False) -> ReferenceType:
    """The type to write an item as: the one it was read as, if that still fits, else the first of its CSL type.

    Examples:
        >>> type_of({"type": "book"}, type_named("Edited Book")).name, type_of({"type": "report"}, None).tag
        ('Edited Book', 'RPRT')
    """
    csl = str(item.get("type") or "document")
    if kept is not None and kept.csl == csl:
        return kept
    if csl == "motion_picture" and item.get("author") and not item.get("director"):
        return _BY_TAG["VIDEO"] if ris else _BY_NAME["audiovisual material"]
    return _written(csl, ris) or _BY_NAME.get(_NEAREST.get(csl, "").lower()) or GENERIC


@cache
def _written(csl: str, ris: bool) -> ReferenceType | None:
    if csl == "document":
        return GENERIC
    has = (type_ for type_ in TYPES if type_.csl == csl and (type_.tag if ris else type_.name))
    return next((type_ for type_ in has if ris or type_.number), None)
