"""Citing Medicine, 2nd edition (NLM; ICMJE's Recommendations): what is done to a work before `nlm.csl` prints it.

Each function takes an item and the options and returns an item; `RULES` is their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.handbooks.address import bare_doi
from citekit.handbooks.described_title import title_in_brackets
from citekit.handbooks.edition import abridge_edition, bare_version
from citekit.handbooks.elocator import move_article_number
from citekit.handbooks.given_names import part_initials
from citekit.handbooks.kind_of_work import (
    article_of_proceedings,
    description,
    part_of_book,
    presented_as,
    supplement_as,
    untitled_issue,
    year_of_film,
)
from citekit.handbooks.medical_lists import abbreviated_journal, full_journal, in_sentence_case, retraction_notice
from citekit.handbooks.plain_number import hyphens_of_codes
from citekit.handbooks.post import handle_after_name
from citekit.handbooks.publisher import corporate_author, is_acronym_of, without_legal_form
from citekit.handbooks.rule import Rule
from citekit.handbooks.stage import status

if TYPE_CHECKING:
    from citekit.handbooks.options import HandbookOptions
    from citekit.model.item import Item

_LEGAL: Final = frozenset({"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"})
_IN_BOOKS: Final = ("chapter", "entry", "entry-dictionary", "entry-encyclopedia")
#: Works that have a place and a publisher.
_PUBLISHED: Final = frozenset(
    {"book", "chapter", "report", "thesis", "entry-dictionary", "entry-encyclopedia", "webpage"}
)


def titles(item: Item, options: HandbookOptions) -> Item:
    """Titles of works and of the books they are in stand in sentence case; journals and sites keep theirs.

    Source: Citing Medicine, chapters 1 and 2, "Title".

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> titles({"type": "book", "title": "The Challenge of Pain"}, HandbookOptions())["title"]
        'The challenge of pain'
    """
    if item.get("type") in _LEGAL or item.get("type") == "post":
        return item
    names = ["title", "volume-title", "reviewed-title"]
    if item.get("type") in _IN_BOOKS:
        names.append("container-title")
    return in_sentence_case(item, names, options)


def journal(item: Item, options: HandbookOptions) -> Item:
    """Journals have their abbreviated names; newspapers and magazines their own (chapter 1, "Journal Title").

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> item = {"type": "article-journal", "container-title": "Neuroscience Letters"}
        >>> journal(item, HandbookOptions(nlm_journals="full"))
        {'type': 'article-journal', 'container-title': 'Neuroscience Letters'}
    """
    return full_journal(item) if options.nlm_journals == "full" else abbreviated_journal(item)


def unknown(item: Item, options: HandbookOptions) -> Item:
    """What a source doesn't tell is called unknown (chapter 2): "[place unknown]: Norton; [date unknown]".

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> unknown({"type": "book", "publisher": "Norton", "issued": {"literal": "1999"}}, HandbookOptions())
        {'type': 'book', 'publisher': 'Norton', 'issued': {'literal': '1999'}, 'publisher-place': '[place unknown]'}
    """
    if not options.nlm_unknown or item.get("type") not in _PUBLISHED:
        return item
    changed = dict(item)
    if not item.get("publisher-place"):
        changed["publisher-place"] = "[place unknown]"
    if not item.get("publisher"):
        changed["publisher"] = "[publisher unknown]"
    if not (item.get("issued") or item.get("status")):
        changed["issued"] = {"literal": "[date unknown]"}
    return changed


def own_site(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001 - rules look alike
    """A site is published by the organisation whose site it is; a name that is there already is not repeated.

    Source: Citing Medicine, chapter 25.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> own_site({"type": "webpage", "container-title": "Mayo Clinic"}, HandbookOptions())
        {'type': 'webpage', 'publisher': 'Mayo Clinic'}
    """
    if item.get("type") not in ("webpage", "document") or not item.get("container-title"):
        return item
    rest = {name: value for name, value in item.items() if name != "container-title"}
    site, publisher = str(item["container-title"]), str(item.get("publisher") or "")
    return rest if publisher and not is_acronym_of(publisher, site) else {**rest, "publisher": site}


def numbered_report(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A report has its number after the imprint (chapter 5): Report No.: 18-2424.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> numbered_report({"type": "report", "genre": "NIH Publication", "number": "18-2424"}, HandbookOptions())
        {'type': 'report', 'number': 'Report No.: NIH Publication 18-2424'}
    """
    number = str(item.get("number") or "")
    if item.get("type") not in ("report", "standard") or not number:
        return item
    bare = re.sub(r"(?i)\b(?:number|no\.?)\s{0,3}(?=\S)", "", number, count=1)
    genre = re.sub(r"(?i)\s{1,3}(?:no\.?|number)\Z", "", str(item.get("genre") or "").strip())
    rest = {name: value for name, value in item.items() if name != "genre"}
    return {**rest, "number": f"Report No.: {genre} {bare}".replace("  ", " ")}


def supplement(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A supplement belongs to its volume, without parentheses (chapter 1, "Issue Number"): 57 Suppl 1:S33-9.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> supplement({"volume": "57", "issue": "Suppl. 1"}, HandbookOptions())
        {'volume': '57 Suppl 1'}
    """
    changed = supplement_as(item, "Suppl")
    if changed is item:
        return item
    rest = {name: value for name, value in changed.items() if name != "issue"}
    return {**rest, "volume": f"{item.get('volume') or ''} {changed['issue']}".strip()}


def presented(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """What was only presented is called a paper or a poster (chapter 3).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> presented({"type": "speech", "genre": "Keynote"}, HandbookOptions())["genre"]
        'Keynote'
    """
    return presented_as(item)


def thesis(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """Theses are called [dissertation] or [master's thesis] (chapter 4).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> thesis({"type": "thesis", "genre": "PhD thesis"}, HandbookOptions())["genre"]
        'dissertation'
    """
    if item.get("type") != "thesis":
        return item
    return {**item, "genre": "master’s thesis" if re.search(r"(?i)master", str(item.get("genre"))) else "dissertation"}


def stage(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """Articles to come are Forthcoming, those ahead of print are told as such (chapter 8).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> stage({"status": "in press", "issued": {"literal": "2020"}}, HandbookOptions())
        {'status': 'Forthcoming'}
    """
    changed = status(item)
    wording = {"in press": "Forthcoming", "Advance online publication": "Epub ahead of print"}
    known = wording.get(str(changed.get("status")))
    return {**changed, "status": known} if known else changed


def pubmed_numbers(item: Item, options: HandbookOptions) -> Item:
    """PubMed's numbers stand at the end, unless the house leaves them out (chapter 1, "Notes")."""
    if options.nlm_pmid or not (item.get("PMID") or item.get("PMCID")):
        return item
    return {name: value for name, value in item.items() if name not in ("PMID", "PMCID")}


def own_publisher(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """An organisation that wrote a report or a page, and names no other publisher, published it itself (chapter 2).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> own_publisher({"type": "report", "author": [{"literal": "WHO"}]}, HandbookOptions())["publisher"]
        'WHO'
    """
    author = corporate_author(item)
    if item.get("publisher") or author is None or item.get("type") not in ("report", "webpage", "book", "standard"):
        return item
    return {**item, "publisher": author}


def small_kind(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """The kind of a work stands in brackets with a small letter (chapter 1, "Article Type"): [editorial].

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> [small_kind({"genre": genre}, HandbookOptions())["genre"] for genre in ("Audio podcast", "TV series")]
        ['audio podcast', 'TV series']
    """
    genre = str(item.get("genre") or "")
    first = genre.split(" ", maxsplit=1)[0]
    if not first.istitle() or item.get("type") in ("speech", "paper-conference"):
        return item
    return {**item, "genre": genre[:1].lower() + genre[1:]}


RULES: Final = (
    Rule("initials", "Initials that were run together are initials each.", "Citing Medicine, chapter 1", part_initials),
    Rule("doi", "A DOI is printed as doi: and the DOI.", "Citing Medicine, chapter 22", lambda item, _: bare_doi(item)),
    Rule(
        "article-number",
        "The number of an article stands where pages would.",
        "Citing Medicine, chapter 1",
        lambda item, _: move_article_number(item),
    ),
    Rule("code", "The hyphen of a code joins no range.", "CSL 1.0.2", lambda item, _: hyphens_of_codes(item)),
    Rule(
        "described-title",
        "A title in brackets is a description.",
        "Citing Medicine, chapter 2",
        lambda item, _: title_in_brackets(item),
    ),
    Rule(
        "handle",
        "A handle stands in brackets after the name.",
        "Citing Medicine, chapter 26",
        lambda item, _: handle_after_name(item),
    ),
    Rule(
        "part",
        "What has pages in a book is a chapter.",
        "Citing Medicine, chapter 2",
        lambda item, _: part_of_book(item),
    ),
    Rule(
        "issue",
        "An issue without a title is told by its journal.",
        "Citing Medicine, chapter 1",
        lambda item, _: untitled_issue(item),
    ),
    Rule(
        "proceedings",
        "Proceedings with volume and issue are a journal.",
        "Citing Medicine, chapter 3",
        lambda item, _: article_of_proceedings(item),
    ),
    Rule("film-year", "Films tell the year alone.", "Citing Medicine, chapter 14", lambda item, _: year_of_film(item)),
    Rule("edition", "Editions are abridged.", "Citing Medicine, chapter 2", lambda item, _: abridge_edition(item)),
    Rule(
        "version",
        "The style prints the word Version itself.",
        "Citing Medicine, chapter 24",
        lambda item, _: bare_version(item),
    ),
    Rule("site", "A site is published by the organisation whose site it is.", "Citing Medicine, chapter 25", own_site),
    Rule(
        "publisher",
        "Publishers are named without business words.",
        "Citing Medicine, chapter 2",
        lambda item, _: without_legal_form(item),
    ),
    Rule("sentence-case", "Titles are in sentence case.", "Citing Medicine, chapter 1", titles),
    Rule("journal", "Journals have abbreviated names.", "Citing Medicine, chapter 1", journal),
    Rule("supplement", "A supplement belongs to its volume.", "Citing Medicine, chapter 1", supplement),
    Rule("presented", "What was presented is a paper or a poster.", "Citing Medicine, chapter 3", presented),
    Rule("status", "Articles to come are Forthcoming.", "Citing Medicine, chapter 8", stage),
    Rule("report-number", "A report's number is called Report No.", "Citing Medicine, chapter 5", numbered_report),
    Rule("dissertation", "Theses are dissertation or master's thesis.", "Citing Medicine, chapter 4", thesis),
    Rule(
        "description",
        "Only what is out of the ordinary is described.",
        "Citing Medicine, chapter 1",
        lambda item, _: description(item),
    ),
    Rule("kind", "The kind of a work has a small letter.", "Citing Medicine, chapter 1", small_kind),
    Rule("self-published", "An organisation may be its own publisher.", "Citing Medicine, chapter 2", own_publisher),
    Rule("unknown", "What a source doesn't tell is called unknown.", "Citing Medicine, chapter 2", unknown),
    Rule("pmid", "PubMed's numbers stand at the end.", "Citing Medicine, chapter 1", pubmed_numbers),
    Rule(
        "retraction",
        "Where a retraction stands is told after the entry.",
        "Citing Medicine, chapter 1",
        lambda item, _: retraction_notice(item, "Retraction in"),
    ),
)

#: What becomes of an entry without a part.
WITHOUT: Final = {
    "author": "the entry begins with the title (Citing Medicine, chapter 1)",
    "title": "a description stands in brackets (Citing Medicine, chapter 2)",
    "date": "[date unknown] stands in its place (Citing Medicine, chapter 2)",
    "publisher": "[publisher unknown] stands in its place (Citing Medicine, chapter 2)",
}


def house_style(style: bytes, options: HandbookOptions) -> bytes:
    """The file `nlm.csl` with the house's limit of authors; 0 names all of them.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> house_style(b'et-al-min="7" et-al-use-first="6"', HandbookOptions(nlm_author_limit=3)).decode()
        'et-al-min="4" et-al-use-first="3"'
    """
    limit = max(options.nlm_author_limit, 0)
    wanted = f'et-al-min="{limit + 1}" et-al-use-first="{limit}"' if limit else ""
    return style.replace(b'et-al-min="7" et-al-use-first="6"', wanted.encode())
