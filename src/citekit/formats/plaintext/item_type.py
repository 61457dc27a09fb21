"""What kind of work a reference is about, from what its parts are called.

In: the variables a reference has. Out: a CSL item type. The rules are in the order in which they decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_GENRES: tuple[tuple[str, str], ...] = (
    (r"dissertation|thesis|\bdiss\.", "thesis"),
    (r"data\s?set|database", "dataset"),
    (r"software|mobile app|computer program|source code", "software"),
    (r"film|motion picture|video(?! game)|dvd", "motion_picture"),
    (r"tv series|television|broadcast|episode|podcast|webinar", "broadcast"),
    (r"song|album", "song"),
    (r"map\b", "map"),
    (r"painting|photograph|infographic|image|poster art", "graphic"),
    (
        r"paper presentation|conference (?:session|presentation)|poster presentation|keynote|lecture|speech",
        "speech",
    ),
    (r"tweet|facebook|instagram|post\b|forum|comment", "post"),
    (r"blog", "post-weblog"),
    (r"preprint|working paper|manuscript", "article"),
    (
        r"report|guideline|publication|technical|paper|bulletin|fact ?sheet|brochure|pamphlet|policy|brief",
        "report",
    ),
    (r"interview", "interview"),
    (r"patent", "patent"),
)
_PROCEEDINGS = re.compile(
    r"\b(?:Proc(?:eedings|\.)|Conference|Conf\.|Symposium|Symp\.|Workshop|Congress|Annual Meeting)"
)
_JOURNAL_PROCEEDINGS = re.compile(r"Proc(?:eedings|\.)? (?:of the )?(?:Nat|Royal|R\.? Soc|IEEE\Z|Am|Soc|Camb|Lond)")
_PREPRINTS = re.compile(
    r"(?:ar|bio|med|chem|psy|soc|eng|Ed)(?:A|a)?r?[Rr]?xiv\b|\bSSRN\b|\bOSF Preprints\b|Research Square",
    re.IGNORECASE,
)
_NEWSPAPER = re.compile(
    r"\b(?:Times|Post|Herald|Tribune|Gazette|Guardian|Chronicle|Globe|Telegraph|Observer|Examiner|"
    r"Daily|Sun|Wall Street Journal|"
    r"USA Today|Zeitung|Le Monde|El País|Le Figaro|Newspaper|Courier|Inquirer|Dispatch|Sentinel|Star|"
    r"Press-\w+|Mail)\b"
)
_NOT_NEWSPAPER = re.compile(r"\b(?:Medical|Psychiatric|Health|Research|Clinical|Journal of|Medicine|Sun Yat)\b")
_MAGAZINE = re.compile(
    r"\A(?:The )?(?:New Yorker|Atlantic|Time|Newsweek|Economist|Scientific American|"
    r"National Geographic|Wired|Forbes|Harper’s(?: Magazine)?|"
    r"Psychology Today|Nation|New Republic|Spectator|Der Spiegel|Smithsonian)\Z|\bMagazine\b"
)
_REFERENCE_WORKS = (
    (r"\b[Dd]ictionary\b|Thesaurus", "entry-dictionary"),
    (r"\bWikipedia\b|[Ee]ncyclop\w+dia\b", "entry-encyclopedia"),
)
_ARTICLE_PARTS = ("volume", "issue")


def infer_type(item: Mapping[str, Any], *, in_host: bool = False) -> str:
    """The CSL type of an item from the variables it has.

    Examples:
        >>> infer_type({"title": "A", "container-title": "Pain", "volume": "3"})
        'article-journal'
        >>> infer_type({"title": "A", "publisher": "Wiley"})
        'book'
        >>> infer_type({"title": "A", "container-title": "Mayo Clinic", "URL": "https://x.org"})
        'webpage'
    """
    genre = str(item.get("genre", ""))
    for pattern, kind in _GENRES:
        if genre and re.search(pattern, genre, re.IGNORECASE):
            return kind
    container = str(item.get("container-title", ""))
    for pattern, kind in _REFERENCE_WORKS:
        if container and re.search(pattern, container) and "volume" not in item:
            return kind
    if in_host or (
        container and ("editor" in item or ("publisher" in item and "page" in item and "volume" not in item))
    ):
        journal = (
            "volume" in item and "publisher" not in item and "editor" not in item and not _PROCEEDINGS.search(container)
        )
        if journal:
            return "article-journal"
        return "paper-conference" if _PROCEEDINGS.search(container) else "chapter"
    if container and any(part in item for part in _ARTICLE_PARTS):
        if _PROCEEDINGS.search(container) and not _JOURNAL_PROCEEDINGS.search(container):
            return "paper-conference"
        return "article-magazine" if _MAGAZINE.search(container) else "article-journal"
    if "number" in item:
        return "report"
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    if (
        not container
        and "publisher" in item
        and "URL" in item
        and len(issued) == 1
        and not {"DOI", "ISBN", "edition", "volume", "editor"} & set(item)
    ):
        return "report"
    return _without_numbers(item, container)


def _without_numbers(item: Mapping[str, Any], container: str) -> str:
    host = f"{container} {item.get('publisher', '')}"
    if _PREPRINTS.search(host) or (item.get("archive") == "arXiv" and not container):
        return "article"
    if not container:
        if "publisher" in item or "edition" in item or "ISBN" in item or "volume" in item:
            return "book"
        return "webpage" if "URL" in item else ("article-journal" if "PMID" in item or "page" in item else "document")
    if _PROCEEDINGS.search(container) and not _JOURNAL_PROCEEDINGS.search(container):
        return "paper-conference"
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if len(parts) > 1 or "issued" not in item:
        if len(parts) == 3 and _NEWSPAPER.search(container) and not _NOT_NEWSPAPER.search(container):
            return "article-newspaper"
        if _MAGAZINE.search(container):
            return "article-magazine"
    if "URL" in item and "DOI" not in item and "page" not in item and "PMID" not in item:
        return "webpage"
    if len(parts) > 1 and "page" in item and "DOI" not in item and "PMID" not in item:
        return "article-newspaper" if _NEWSPAPER.search(container) else "article-magazine"
    return "article-journal"
