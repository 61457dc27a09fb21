"""What the two medical styles share: sentence case, abbreviated journals, notices of retraction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from citekit.handbooks.abbreviation import short_journal
from citekit.handbooks.casing import sentence_case
from citekit.handbooks.doubt import Doubt, with_doubts
from citekit.handbooks.elocator import PERIODICAL
from citekit.handbooks.kind_of_work import title_before_retraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.handbooks.options import HandbookOptions
    from citekit.model.item import Item

_UNSURE: Final = "a proper noun keeps its capital, another word does not"
_DERIVED: Final = "abbreviated word by word; compare NLM's catalogue"


def in_sentence_case(item: Item, variables: Iterable[str], options: HandbookOptions) -> Item:
    """The item with some of its titles in sentence case, and the words that was unsure of noted.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> in_sentence_case({"title": "Pain and Endorphins in Texas"}, ["title"], HandbookOptions())
        {'title': 'Pain and endorphins in Texas'}
    """
    language = str(item.get("language") or "")
    cased: dict[str, Any] = {}
    unsure: list[Doubt] = []
    for name in variables:
        if item.get(name):
            cased[name], words = sentence_case(str(item[name]), language, options.proper_nouns, small_subtitles=True)
            unsure.extend(Doubt(name, word, _UNSURE) for word in words)
    return with_doubts({**item, **cased}, unsure) if cased else item


def abbreviated_journal(item: Item) -> Item:
    """The item with the journal's short form in `container-title-short`; a guess is noted as one.

    Examples:
        >>> item = {"type": "article-journal", "container-title": "Neuroscience Letters"}
        >>> abbreviated_journal(item)["container-title-short"]
        'Neurosci Lett'
    """
    if item.get("type") not in PERIODICAL or item.get("type") in ("article-newspaper", "article-magazine"):
        return full_journal(item)
    if not (item.get("container-title") or item.get("container-title-short") or item.get("journalAbbreviation")):
        return item
    short, derived = short_journal(item)
    changed = {**item, "container-title-short": short}
    return with_doubts(changed, [Doubt("container-title-short", short, _DERIVED)]) if derived else changed


def full_journal(item: Item) -> Item:
    """The item with no short form of its container's name, so that the name itself is printed.

    Examples:
        >>> full_journal({"container-title": "Time", "container-title-short": "T"})
        {'container-title': 'Time'}
    """
    if not item.get("container-title"):
        return item
    gone = ("container-title-short", "journalAbbreviation")
    return {name: value for name, value in item.items() if name not in gone}


def retraction_notice(item: Item, words: str) -> Item:
    """Where a retraction stands, after the entry: "Retracted in: JAMA. 2020;323(5):90".

    Source: AMA Manual of Style 3.11; Citing Medicine, chapter 1, "Retractions".

    Examples:
        >>> notice = {"year": 2020, "volume": "323", "issue": "5", "page": "90", "container-title": "JAMA"}
        >>> retraction_notice({"custom": {"retraction": notice}}, "Retracted in")["references"]
        'Retracted in: JAMA. 2020;323(5):90'
    """
    custom = item.get("custom")
    notice = custom.get("retraction") if isinstance(custom, dict) else None
    if not isinstance(notice, dict):
        return item
    if "label" in notice and not notice.get("year"):
        # PubMed may say that a work was retracted, and not where.
        return {**title_before_retraction(item), "references": "Retracted"}
    journal = notice.get("container-title") or item.get("container-title-short") or item.get("container-title") or ""
    issue = f"({notice['issue']})" if notice.get("issue") else ""
    place = ";".join(str(part) for part in (notice.get("year"), f"{notice.get('volume') or ''}{issue}") if part)
    place = ":".join(part for part in (place, str(notice.get("page") or "")) if part)
    return {
        **title_before_retraction(item),
        "references": f"{words}: " + ". ".join(part for part in (str(journal), place) if part),
    }
