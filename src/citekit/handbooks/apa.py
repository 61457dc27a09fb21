"""Publication Manual of the APA, 7th edition: what is done to a work before `apa.csl` prints it.

Each function takes an item and the options and returns an item; `RULES` is their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.handbooks.address import bare_doi
from citekit.handbooks.casing import sentence_case, title_case
from citekit.handbooks.described_title import title_in_brackets
from citekit.handbooks.doubt import Doubt, with_doubts
from citekit.handbooks.edition import abridge_edition, bare_version
from citekit.handbooks.elocator import PERIODICAL, move_article_number
from citekit.handbooks.given_names import part_initials
from citekit.handbooks.kind_of_work import (
    article_of_proceedings,
    description,
    part_of_book,
    title_before_retraction,
    untitled_issue,
    with_years,
    year_of_film,
)
from citekit.handbooks.plain_number import hyphens_of_codes
from citekit.handbooks.post import comment_under_article, first_words, handle_after_name
from citekit.handbooks.publisher import drop_publisher_that_wrote
from citekit.handbooks.report import report_number
from citekit.handbooks.rule import Rule
from citekit.handbooks.stage import status

if TYPE_CHECKING:
    from citekit.handbooks.options import HandbookOptions
    from citekit.model.item import Item

#: Works whose container is a book, so that its title too is in sentence case (9.19, 10.3).
_IN_BOOKS: Final = frozenset(
    {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference", "speech"}
)
_ARTICLE: Final = r"(?i)(?:an?|the)\s+(?=\S)"


_OWN_TITLES: Final = ["title", "volume-title", "reviewed-title"]
#: A conference has a name, which keeps its capitals within the title of its proceedings (6.17, 10.5).
_EVENT: Final = (
    r"\b(?:Annual|International|National|European|Joint|World|\d+(?:st|nd|rd|th)|[12]\d{3})\b.{0,80}"
    r"\b(?:Conference|Congress|Convention|Forum|Meeting|Symposium|Workshops?)\b"
    r"|\b(?:Conference|Congress|Symposium|Workshops?) (?:on|of|for)\b"
)


def titles_in_sentence_case(item: Item, options: HandbookOptions) -> Item:
    """Sentence case for titles of works and of the books they are in (6.17).

    Periodicals, sites and posts in social media keep theirs. What was unsure stands in `custom["review"]`.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> titles_in_sentence_case({"title": "Acupuncture and Endorphins"}, HandbookOptions())["title"]
        'Acupuncture and endorphins'
    """
    if not options.apa_sentence_case or item.get("type") == "post" or item.get("type") in _LEGAL:
        return item
    names = ["volume-title", "reviewed-title"] if item.get("type") == "periodical" else _OWN_TITLES
    if item.get("type") in _IN_BOOKS and not re.search(_EVENT, str(item.get("container-title") or "")):
        names = [*names, "container-title"]
    language = str(item.get("language") or "")
    cased: dict[str, Any] = {}
    unsure: list[Doubt] = []
    for name in names:
        if item.get(name):
            cased[name], words = sentence_case(str(item[name]), language, options.proper_nouns)
            unsure.extend(Doubt(name, word, "a proper noun keeps its capital, another word does not") for word in words)
    return with_doubts({**item, **cased}, unsure)


def _custom(item: Item) -> dict[str, Any]:
    custom = item.get("custom")
    return dict(custom) if isinstance(custom, dict) else {}


def periodical_in_title_case(item: Item, options: HandbookOptions) -> Item:
    """A periodical's name is in title case though a catalogue writes it as a sentence (6.17, 9.25).

    A name that has capitals of its own stays as it is.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> item = {"type": "article-journal", "container-title": "Journal of pain research"}
        >>> periodical_in_title_case(item, HandbookOptions())["container-title"]
        'Journal of Pain Research'
    """
    name = str(item.get("container-title") or "")
    if not options.apa_sentence_case or item.get("type") not in PERIODICAL or name[1:] != name[1:].lower():
        return item
    if not name[:1].isupper():
        return item
    return {**item, "container-title": title_case(name, str(item.get("language") or ""), 3)}


def dissertation(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001 - transforms look alike
    """A doctoral thesis is a "Doctoral dissertation" (10.6), whatever its university calls it.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> dissertation({"type": "thesis", "genre": "PhD thesis"}, HandbookOptions())["genre"]
        'Doctoral dissertation'
    """
    genre = str(item.get("genre") or "")
    match = re.fullmatch(r"(?i)(unpublished )?(?:doctoral|ph\.?d\.?) (?:dissertation|thesis)", genre)
    if item.get("type") != "thesis" or not match:
        return item
    return {**item, "genre": "Unpublished doctoral dissertation" if match[1] else "Doctoral dissertation"}


def title_for_order(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001 - transforms look alike
    """The title without its article, by which a work without an author is ordered (9.49)."""
    title = str(item.get("title") or "")
    if not title:
        return item
    return {
        **item,
        "title-short": re.sub(_ARTICLE, "", title, count=1) if re.match(_ARTICLE, title) else title,
    }


#: References that are rewritten all the time and keep no old versions (9.16): a date of retrieval is due.
_CHANGING: Final = (
    "bmj best practice", "clinicalkey", "dynamed", "lexicomp", "micromedex", "uptodate", "epocrates",
)  # fmt: skip


def date_of_retrieval(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A date of retrieval is printed for what has no date or is designed to change, and only then (9.16).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> item = {"issued": {"date-parts": [[2019]]}, "accessed": {"date-parts": [[2020, 1, 2]]}}
        >>> "accessed" in date_of_retrieval(item, HandbookOptions())
        False
        >>> "accessed" in date_of_retrieval({**item, "container-title": "UpToDate"}, HandbookOptions())
        True
    """
    if not item.get("accessed"):
        return item
    place = f"{item.get('container-title') or ''} {item.get('publisher') or ''}".lower()
    if not (item.get("issued") or item.get("status")) or any(name in place for name in _CHANGING):
        return item
    return {name: value for name, value in item.items() if name != "accessed"}


#: What is enforced or decided is called by its name, which no rule for titles touches (chapter 11).
_LEGAL: Final = frozenset({"bill", "legal_case", "legislation", "regulation", "treaty"})


def grant(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A grant has a project number, and is described as what it is (10.4, example 56).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> grant({"type": "report", "genre": "Grant", "number": "R01"}, HandbookOptions())["number"]
        'Project No. R01'
    """
    if item.get("type") != "report" or str(item.get("genre") or "").lower() != "grant" or not item.get("number"):
        return item
    number = str(item["number"])
    project = number if number.lower().startswith(("project", "grant")) else f"Project No. {number}"
    return {**item, "type": "document", "number": project}


def running_series(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A series that still goes on is dated to the present (9.14): 2015–present.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> running_series({"issued": {"date-parts": [[2015], [0]]}}, HandbookOptions())["issued"]
        {'literal': '2015–present'}
    """
    issued = item.get("issued")
    points = issued.get("date-parts") if isinstance(issued, dict) else None
    if (
        not isinstance(points, list)
        or len(points) != 2
        or not all(isinstance(point, list) and point for point in points)
    ):
        return item
    if points[1][0] or not isinstance(points[0][0], int):
        return item
    return {**item, "issued": {"literal": f"{points[0][0]}–present"}}


def point_of_care(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """UpToDate and its like are cited as articles of a periodical (example 14).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> point_of_care({"type": "webpage", "container-title": "UpToDate"}, HandbookOptions())["type"]
        'article-journal'
    """
    if str(item.get("container-title") or "").lower() in _CHANGING and item.get("type") != "software":
        return {**item, "type": "article-journal"}
    return item


def date_of_event(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A session or paper that was only presented has the dates of its conference (10.5)."""
    presented = item.get("type") in ("speech", "event", "performance", "paper-conference")
    if presented and item.get("event-date") and not item.get("container-title"):
        return {**item, "issued": item["event-date"]}
    return item


def exact_date(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """Reports tell the year; press releases, which come out like news, the day too (10.4, example 59).

    Journals with a volume, books and theses tell the year as well, which `apa.csl` sees to.
    """
    if item.get("type") != "report" or "release" in str(item.get("genre") or "").lower():
        return item
    return with_years(item)


def ranges_with_dash(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """An en dash between the numbers of a double issue or of several volumes (6.6): 361(1–3), Vols. 1–3."""
    changed = {
        name: re.sub(r"(?<=\d)\s?(?:-|--|—)\s?(?=\d)", "–", str(item[name]))
        for name in ("issue", "volume")
        if item.get(name)
    }
    if item.get("type") not in PERIODICAL:
        changed.pop("issue", None)
    return {**item, **changed} if changed else item


def retraction(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """What became of a retracted article stands in parentheses after it (example 11).

    `custom["retraction"]` holds the notice: year, container-title, volume, issue, page. CSL's `references` is
    the variable for the history of a work.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> notice = {"year": 2012, "volume": "38", "issue": "10", "page": "1378"}
        >>> item = {"container-title": "Science", "custom": {"retraction": notice}}
        >>> retraction(item, HandbookOptions())["references"]
        'Retraction published 2012, <i>Science</i>, <i>38</i>[10], 1378'
    """
    notice = _custom(item).get("retraction")
    if not isinstance(notice, dict):
        return item
    if "label" in notice and not notice.get("year"):
        # PubMed may say that a work was retracted, and not where.
        return {**title_before_retraction(item), "references": "Retracted"}
    volume = f"<i>{notice['volume']}</i>" if notice.get("volume") else ""
    issue = f"[{notice['issue']}]" if notice.get("issue") else ""
    journal = notice.get("container-title") or item.get("container-title")
    parts = (
        f"Retraction published {notice.get('year', '')}".rstrip(),
        f"<i>{journal}</i>" if journal else "",
        volume + issue,
        str(notice.get("page") or "").replace("-", "–"),
    )
    return {**title_before_retraction(item), "references": ", ".join(part for part in parts if part)}


def comma_before_last_group(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """Three or more authors have a comma before the "&", organisations too; two of these have none (9.8).

    CSL's `delimiter-precedes-last` knows inverted names only, so the comma goes with the organisation.
    """
    changed: dict[str, Any] = {}
    for role in ("author", "editor"):
        names = item.get(role)
        if isinstance(names, list) and 2 < len(names) < 21 and isinstance(names[-2], dict):
            literal = names[-2].get("literal")
            if literal and not _is_cut(item, role):
                changed[role] = [*names[:-2], {**names[-2], "literal": f"{literal},"}, names[-1]]
    return {**item, **changed} if changed else item


def _is_cut(item: Item, role: str) -> bool:
    return role in (_custom(item).get("et-al") or ())


RULES: Final = (
    Rule("initials", "Initials that were run together stand apart.", "Publication Manual 9.8", part_initials),
    Rule(
        "doi",
        "A DOI is printed as https://doi.org/ and the DOI.",
        "Publication Manual 9.35",
        lambda item, _: bare_doi(item),
    ),
    Rule(
        "point-of-care",
        "References like UpToDate are cited as articles of a periodical.",
        "Publication Manual 10.1, example 14",
        point_of_care,
    ),
    Rule(
        "article-number",
        "The number of an article is no page; it follows the word Article.",
        "Publication Manual 9.27",
        lambda item, _: move_article_number(item),
    ),
    Rule("code", "The hyphen of a code joins no range.", "CSL 1.0.2", lambda item, _: hyphens_of_codes(item)),
    Rule(
        "comment",
        "A comment is a part of the site it is on.",
        "Publication Manual 10.1, example 18",
        lambda item, _: comment_under_article(item),
    ),
    Rule(
        "first-words",
        "The title of a post is its first 20 words.",
        "Publication Manual 10.15",
        lambda item, _: first_words(item),
    ),
    Rule(
        "handle",
        "A handle stands in brackets after the name.",
        "Publication Manual 9.8",
        lambda item, _: handle_after_name(item),
    ),
    Rule(
        "part",
        "What has pages in a book is a chapter.",
        "Publication Manual 9.28",
        lambda item, _: part_of_book(item),
    ),
    Rule(
        "issue",
        "An issue without a title is told by its journal.",
        "Publication Manual 9.25",
        lambda item, _: untitled_issue(item),
    ),
    Rule(
        "proceedings",
        "Proceedings with volume and issue are a journal.",
        "Publication Manual 10.5",
        lambda item, _: article_of_proceedings(item),
    ),
    Rule("grant", "A grant has a project number.", "Publication Manual 10.4, example 56", grant),
    Rule("running", "A series that goes on is dated to the present.", "Publication Manual 9.14", running_series),
    Rule("film-year", "Films tell the year alone.", "Publication Manual 10.12", lambda item, _: year_of_film(item)),
    Rule("edition", "Editions are abridged.", "Publication Manual 9.19", lambda item, _: abridge_edition(item)),
    Rule(
        "version",
        "The style prints the word Version itself.",
        "Publication Manual 10.10",
        lambda item, _: bare_version(item),
    ),
    Rule(
        "same-publisher",
        "A publisher or site that is an author is not named again.",
        "Publication Manual 9.29",
        lambda item, _: drop_publisher_that_wrote(item),
    ),
    Rule(
        "described-title",
        "A title in brackets is a description.",
        "Publication Manual 9.22",
        lambda item, _: title_in_brackets(item),
    ),
    Rule("sentence-case", "Titles of works are in sentence case.", "Publication Manual 6.17", titles_in_sentence_case),
    Rule(
        "periodical-case",
        "Names of periodicals are in title case.",
        "Publication Manual 9.25",
        periodical_in_title_case,
    ),
    Rule(
        "short-title",
        "A work without an author is ordered by its title without the article.",
        "Publication Manual 9.49",
        title_for_order,
    ),
    Rule("dissertation", "A doctoral thesis is a Doctoral dissertation.", "Publication Manual 10.6", dissertation),
    Rule(
        "status",
        "Stages of publication are worded in press and Advance online publication.",
        "Publication Manual 9.15",
        lambda item, _: status(item),
    ),
    Rule(
        "retrieved",
        "A date of retrieval is for what has no date or is designed to change.",
        "Publication Manual 9.16",
        date_of_retrieval,
    ),
    Rule("event-date", "A talk has the dates of its conference.", "Publication Manual 10.5", date_of_event),
    Rule("exact-date", "Reports tell the year, press releases the day.", "Publication Manual 10.4", exact_date),
    Rule(
        "report-number",
        "A report's number follows its series.",
        "Publication Manual 10.4",
        lambda item, _: report_number(item),
    ),
    Rule(
        "description",
        "Only what is out of the ordinary is described in brackets.",
        "Publication Manual 9.21",
        lambda item, _: description(item),
    ),
    Rule("dash", "An en dash stands between numbers.", "Publication Manual 6.6", ranges_with_dash),
    Rule(
        "retraction",
        "What became of a retracted article stands in parentheses after it.",
        "Publication Manual 10.1, example 11",
        retraction,
    ),
    Rule(
        "last-group",
        "Three or more authors have a comma before the ampersand.",
        "Publication Manual 9.8",
        comma_before_last_group,
    ),
)

#: What becomes of an entry without a part.
WITHOUT: Final = {
    "author": "the title moves to the front (Publication Manual 9.12)",
    "title": "a description stands in brackets (Publication Manual 9.22)",
    "date": "(n.d.) stands in its place (Publication Manual 9.17)",
}
