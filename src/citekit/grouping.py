"""Reference lists in parts: by the type of work, by keyword, or what an article cites and what it only recommends.

In: items and a way of grouping. Out: groups, each a heading and the keys of its works. Nothing is rendered here; the
style keeps its order within each group.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citekit.model.item import Item

#: The ways of grouping there are.
WAYS: Final = ("type", "keyword", "cited")


class Group(NamedTuple):
    """A part of a reference list."""

    heading: str
    keys: tuple[str, ...]


#: Headings of the types, in the order in which the groups stand.
_TYPES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Journal articles", ("article-journal", "review", "review-book")),
    ("Preprints", ("article",)),
    ("Books", ("book", "classic", "collection", "musical_score")),
    ("Book chapters", ("chapter",)),
    ("Encyclopedias and dictionaries", ("entry", "entry-dictionary", "entry-encyclopedia")),
    ("Conference papers and talks", ("paper-conference", "speech", "event")),
    ("Theses", ("thesis",)),
    ("Reports and guidelines", ("report", "standard", "pamphlet")),
    ("Magazine and newspaper articles", ("article-magazine", "article-newspaper", "periodical")),
    ("Web pages", ("webpage", "post", "post-weblog")),
    ("Data sets and software", ("dataset", "software")),
    ("Audio and video", ("broadcast", "motion_picture", "performance", "song")),
    ("Images and maps", ("figure", "graphic", "map")),
    ("Laws and patents", ("bill", "hearing", "legal_case", "legislation", "patent", "regulation", "treaty")),
)
_OTHER: Final = "Other sources"
_HEADING_OF: Final = {kind: heading for heading, kinds in _TYPES for kind in kinds}
_CITED: Final = ("References", "Further reading")
_KEYWORDS: Final = re.compile(r"\s*[,;]\s*")


def group_by_type(items: Iterable[Item]) -> list[Group]:
    """Journal articles, books, web pages and so on, each kind that there is under its heading.

    Examples:
        >>> group_by_type([{"id": "a", "type": "webpage"}, {"id": "b", "type": "book"}])
        [Group(heading='Books', keys=('b',)), Group(heading='Web pages', keys=('a',))]
    """
    kinds = ((_HEADING_OF.get(str(item.get("type")), _OTHER), str(item["id"])) for item in items)
    return _grouped(kinds, [*(heading for heading, _ in _TYPES), _OTHER])


def group_by_keyword(items: Iterable[Item], headings: Sequence[str] = ()) -> list[Group]:
    """By keyword: a work stands under the first of `headings` that it has, else under the last heading.

    Without `headings` the first keyword of each work is its heading, in alphabetical order.

    Examples:
        >>> items = [{"id": "a", "keyword": "pain, acupuncture"}, {"id": "b", "keyword": "Massage"}, {"id": "c"}]
        >>> [tuple(group) for group in group_by_keyword(items)]
        [('Massage', ('b',)), ('Pain', ('a',)), ('Other sources', ('c',))]
        >>> [tuple(group) for group in group_by_keyword(items, ["Acupuncture", "Massage"])]
        [('Acupuncture', ('a',)), ('Massage', ('b',)), ('Other sources', ('c',))]
    """
    wanted = {heading.casefold(): heading for heading in headings}
    rows: list[tuple[str, str]] = []
    for item in items:
        words = [word for word in _KEYWORDS.split(str(item.get("keyword") or "").strip()) if word]
        if wanted:
            heading = next((wanted[word.casefold()] for word in words if word.casefold() in wanted), _OTHER)
        else:
            heading = words[0][:1].upper() + words[0][1:] if words else _OTHER
        rows.append((heading, str(item["id"])))
    order = list(headings) or sorted({heading for heading, _ in rows} - {_OTHER}, key=str.casefold)
    return _grouped(rows, [*order, _OTHER])


def group_by_citation(items: Iterable[Item], cited: Iterable[str], headings: tuple[str, str] = _CITED) -> list[Group]:
    """What a document cites, and what else it recommends.

    Examples:
        >>> group_by_citation([{"id": "a"}, {"id": "b"}], {"b"})
        [Group(heading='References', keys=('b',)), Group(heading='Further reading', keys=('a',))]
    """
    found = set(cited)
    return _grouped(((headings[str(item["id"]) not in found], str(item["id"])) for item in items), headings)


def _grouped(rows: Iterable[tuple[str, str]], order: Sequence[str]) -> list[Group]:
    groups: dict[str, list[str]] = {heading: [] for heading in order}
    for heading, key in rows:
        groups[heading].append(key)
    return [Group(heading, tuple(keys)) for heading, keys in groups.items() if keys]


def in_order(groups: Iterable[Group], keys: Sequence[str]) -> tuple[Group, ...]:
    """The groups with their keys in the order of a rendered list; what is in no group comes last, without a heading.

    Examples:
        >>> in_order([Group("Books", ("b", "a"))], ["c", "a", "b"])
        (Group(heading='Books', keys=('a', 'b')), Group(heading='', keys=('c',)))
    """
    parts = list(groups)
    home = {key: number for number, group in reversed(list(enumerate(parts))) for key in group.keys}
    rows: list[list[str]] = [[] for _ in (*parts, None)]
    for key in keys:
        rows[home.get(key, len(parts))].append(key)
    headings = [*(group.heading for group in parts), ""]
    return tuple(Group(heading, tuple(row)) for heading, row in zip(headings, rows, strict=True) if row)


def renamed(groups: Iterable[Group], names: Mapping[str, str]) -> list[Group]:
    """The groups with other headings: "Web pages" as "Websites".

    Examples:
        >>> renamed([Group("Web pages", ("a",))], {"web pages": "Websites"})
        [Group(heading='Websites', keys=('a',))]
    """
    wanted = {name.casefold(): heading for name, heading in names.items()}
    return [group._replace(heading=wanted.get(group.heading.casefold(), group.heading)) for group in groups]


#: Keys in citations of Pandoc's Markdown (`[@han2004; @wall1999]`) and of LaTeX (`\cite{han2004,wall1999}`).
_PANDOC: Final = re.compile(r"(?<![\w.])-?@\{?([\w][\w:.#$%&+?<>~/-]{0,200})")
_LATEX: Final = re.compile(r"\\[A-Za-z]{0,20}cite[A-Za-z]{0,20}\*?(?:\[[^\]]{0,200}\]){0,2}\{([^{}]{1,2000})\}")


def cited_keys(text: str, known: Iterable[str]) -> list[str]:
    r"""The keys that a text cites, in Pandoc's or LaTeX's way or one a line, in order; others than `known` are none.

    Examples:
        >>> text = r"Pain [see @wall1999, p. 3; -@han2004]. \citep[2]{li} ask@han2004"
        >>> cited_keys(text, ["han2004", "wall1999", "li"])
        ['wall1999', 'han2004', 'li']
        >>> cited_keys("han2004\nwall1999\n", ["wall1999"])
        ['wall1999']
    """
    keys = set(known)
    found: dict[int, str] = {}
    for match in _PANDOC.finditer(text):
        key = match[1]
        while key and key not in keys and not key[-1].isalnum():
            key = key[:-1]  # the full stop of the sentence
        found[match.start()] = key
    for match in _LATEX.finditer(text):
        for offset, key in enumerate(match[1].split(",")):
            found[match.start() + offset] = key.strip()
    place = 0
    for line in text.splitlines(keepends=True):
        found.setdefault(place, line.strip())
        place += len(line)
    return list(dict.fromkeys(found[place] for place in sorted(found) if found[place] in keys))
