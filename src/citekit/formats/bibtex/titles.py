"""The titles of an entry: what the work is called, what it stands in, and the short form.

Source: the BibLaTeX manual, section 2.2.2 (title, subtitle, titleaddon and their counterparts of books, multivolume
works, journals and issues). Where it leaves room for CSL, they go where pandoc puts them: the multivolume work before
its volume, the issue's title before the journal's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.formats.bibtex import fields as tables
from citekit.formats.bibtex.localization import series

if TYPE_CHECKING:
    from citekit.formats.bibtex.mapping import MappedEntry

_TITLE: Final = ("title", "subtitle", "titleaddon")
_BOOK: Final = ("booktitle", "booksubtitle", "booktitleaddon")
_MAIN: Final = ("maintitle", "mainsubtitle", "maintitleaddon")
_ISSUE: Final = ("issuetitle", "issuesubtitle", "issuetitleaddon")
#: A colon after which words follow, not that of a ratio or an address; tags are passed over.
_COLON = re.compile(r"</?[a-z][^<>]{0,60}>|(?<!:)(:)(?=(?:</?[a-z][^<>]{0,60}>)*(?:\s|[^\W\d_]))")
_TAG = re.compile(r"<(/)?([a-z]+)[^<>]{0,60}>")


def joined(title: str, subtitle: str, addon: str = "") -> str:
    """A title with its parts; no second colon or stop behind one that is there.

    Examples:
        >>> joined("Pain", "A Story", "A Lecture"), joined("What Is Pain?", "An Answer")
        ('Pain: A Story. A Lecture', 'What Is Pain? An Answer')
    """
    if subtitle:
        title = f"{title}{'' if not title else ' ' if title[-1:] in '?!.,:;' else ': '}{subtitle}"
    if addon:
        title = f"{title}{'' if not title else ' ' if title[-1:] in '?!.' else '. '}{addon}"
    return title


def before_colon(title: str) -> str:
    """What a title is called for short: what stands before its colon, or nothing.

    Examples:
        >>> before_colon("Pain: A Story"), before_colon("Mixing in a 2:1 ratio")
        ('Pain', '')
        >>> before_colon("<i>Pain: A</i> Story"), before_colon('A <span style="font-variant:small-caps;">b</span>')
        ('<i>Pain</i>', '')
    """
    colon = next((match for match in _COLON.finditer(title) if match[1]), None)
    if colon is None:
        return ""
    short = title[: colon.start()].strip()
    unclosed: list[str] = []
    for closing, name in _TAG.findall(short):
        if not closing:
            unclosed.append(name)
        elif unclosed:
            unclosed.pop()
    return short + "".join(f"</{name}>" for name in reversed(unclosed))


def map_titles(entry: MappedEntry) -> None:
    """Give the item its title, its container's, its volume's and its short one."""
    kind = entry.item["type"]
    title = _whole(entry, _TITLE)
    book, main = _whole(entry, _BOOK), _whole(entry, _MAIN)
    journal_fields = (entry.present("journaltitle", "journal"), "journalsubtitle", "journaltitleaddon")
    journal = joined(*(entry.text(name) for name in journal_fields))
    issue = _whole(entry, _ISSUE)
    if entry.type in ("periodical", "suppperiodical") and issue:
        # The issue is the work, and the periodical what it appeared in.
        entry.set("title", issue, *_ISSUE)
        entry.set("container-title", journal or joined(*(entry.text(name) for name in _TITLE)), *_TITLE)
        entry.set("container-title-short", entry.text("shorttitle"), "shorttitle")
    elif kind in tables.PARTS or entry.type in ("bookinbook", "suppbook"):
        alone = entry.type == "inbook" and not (book or main or journal)
        if alone and entry.raw("chapter", "pages") and not tables.is_biblatex(entry.type, entry.values):
            # BibTeX's @inbook without a booktitle names the book, and the chapter by number or pages.
            entry.set("container-title", title, *_TITLE)
            entry.set("container-title-short", entry.title("shorttitle"), "shorttitle")
        elif main and book:
            entry.set("container-title", main, *_MAIN)
            entry.set("volume-title", book, *_BOOK)
        else:
            entry.set("container-title", main or book, *(_MAIN if main else _BOOK))
            entry.set("container-title", journal, *journal_fields)
        if "title" not in entry.used:
            entry.set("title", title, *_TITLE)
    elif main and kind == "book":
        entry.set("title", main, *_MAIN)
        entry.set("volume-title", title, *_TITLE)
    else:
        entry.set("title", title, *_TITLE)
        alike = joined(*(entry.text(name) for name in _TITLE)) if book else ""
        for value, names in ((journal, journal_fields), (book, _BOOK), (main, _MAIN)):
            # A book that gives its title as `booktitle` too, for its chapters to inherit, does not stand in itself.
            if names is not _BOOK or joined(*(entry.text(name) for name in _BOOK)) != alike:
                entry.set("container-title", value, *names)
    if "issuetitle" not in entry.used:
        entry.set("volume-title", issue, *_ISSUE)
    entry.set("collection-title", series(entry.title("series")), "series")
    entry.set("event-title", entry.title("eventtitle"), "eventtitle")
    _short_title(entry)


def _whole(entry: MappedEntry, names: tuple[str, ...]) -> str:
    if not any(name in entry.values for name in names):
        return ""
    return joined(*(entry.title(name) for name in names))


def _short_title(entry: MappedEntry) -> None:
    """The short title: of a volume where the title is that of the whole, and made of the title where none is given."""
    of_work = "title" in entry.origins.get("title", ("title",))
    if "shorttitle" not in entry.used:
        entry.set("title-short" if of_work else "volume-title-short", entry.title("shorttitle"), "shorttitle")
    if of_work and "title-short" not in entry.item:
        # The title before its colon, or before its subtitle, is the short one; it came from no field of its own.
        title = entry.title("title")
        more = entry.raw("subtitle", "titleaddon").strip() and not entry.raw("maintitle").strip()
        entry.set("title-short", before_colon(title) or (title if more else ""))
