"""A citation style ready for use: the CSL style, the locale, and what its handbook asks for beyond CSL."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citekit import output
from citekit.collector import uninterrupted
from citekit.csl import Processor, compile_style, parse_style
from citekit.csl.article_number import with_pages
from citekit.errors import StyleError, UnknownReference
from citekit.grouping import Group, in_order
from citekit.model.citation import Citation, CitationItem
from citekit.model.library import Library, as_entry
from citekit.richtext.markup import parse_markup
from citekit.styles import find_style, load_locale

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from citekit import csl
    from citekit.csl import Plan
    from citekit.handbooks import Change, Doubt, HandbookOptions
    from citekit.model.item import Item
    from citekit.model.reference import Reference
    from citekit.richtext.nodes import EntryLayout, Inline


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A reference list: entries (citation key, inline tree) in the style's order, and how they are set.

    `warnings` tell what the sources lack and what is printed instead; `review` is what a person should look at:
    citation keys with a `Doubt` each. `groups` are the parts of the list, with the keys of their entries in order;
    `notes` are what stands under entries, by key.
    """

    entries: tuple[tuple[str, Inline], ...]
    layout: EntryLayout
    warnings: tuple[str, ...] = ()
    review: tuple[tuple[str, Doubt], ...] = ()
    groups: tuple[Group, ...] = ()
    notes: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)

    def to(self, name: str = "text") -> str:
        """The list as text in one of the outputs: "text", "markdown", "html", "wordpress", "rtf", "latex", "json".

        Raises:
            UnknownFormat: no output of that name, or one that is no text ("docx").
        """
        return output.write(self._listing(), self.layout, name)

    def to_bytes(self, name: str) -> bytes:
        """The list as the bytes of a file, in any of the outputs, "docx" among them.

        Raises:
            UnknownFormat: no output of that name.
        """
        return output.pack(self._listing(), self.layout, name)

    def _listing(self) -> output.Listing:
        entries = {key: output.ListEntry(key, node, self.notes.get(key, ())) for key, node in self.entries}
        if len(entries) < len(self.entries) or not self.groups:
            rows = tuple(output.ListEntry(key, node, self.notes.get(key, ())) for key, node in self.entries)
            return output.Listing((output.Section("", rows),), self.layout)
        sections = (
            output.Section(group.heading, tuple(entries[key] for key in group.keys if key in entries))
            for group in self.groups
        )
        return output.Listing(tuple(section for section in sections if section.entries), self.layout)


@dataclass(frozen=True, slots=True)
class InText:
    """An in-text citation."""

    node: Inline

    def to(self, name: str = "text") -> str:
        """The citation as text in one of the outputs."""
        return output.find_output(name).inline(self.node)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A document's citations, in its own order, its reference list, and what is wrong with either.

    What the sources lack is told by the list's own `warnings`.
    """

    citations: tuple[InText, ...]
    bibliography: Bibliography
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """A style that formats libraries; made by `load_style`.

    Formatting is pure: the same library gives the same list, and neither is changed by it.
    """

    name: str
    title: str
    handbook: str | None
    plan: Plan
    options: HandbookOptions | None = None

    def bibliography(
        self,
        library: Library | Iterable[Reference | Item],
        *,
        groups: Iterable[Group] = (),
        notes: Sequence[str] = (),
    ) -> Bibliography:
        """The reference list of a library, in the order the style asks for.

        `groups` are the parts of the list, from `citekit.grouping`; within each the style's order holds, and what is
        in none of them comes last. `notes` are variables, such as "annote", that are printed under their entries.

        Examples:
            >>> wall = [{"family": "Wall", "given": "Patrick"}]
            >>> book = {"id": "a", "type": "book", "title": "Pain", "author": wall}
            >>> print(load_style("mla").bibliography([book]).to("text"), end="")
            Wall, Patrick. Pain.
        """
        sources = _items(library)
        items = self._prepared(sources)
        parts = tuple(groups)
        places = {key: number for number, group in enumerate(parts) for key in group.keys}
        sections = {str(item["id"]): places.get(str(item["id"]), len(parts)) for item in items} if parts else None
        rendered = Processor(self.plan).bibliography(items, sections)
        return self._listed(rendered, sources, items, parts, notes)

    def cite(self, library: Library | Iterable[Reference | Item], *cites: str | CitationItem | Citation) -> InText:
        """One in-text citation of one or several works, each a citation key or a `CitationItem`.

        Raises:
            UnknownReference: a key that is not in the library.
        """
        items = self.prepare(library)
        citation = _as_citation(cites)
        known = {str(item.get("id")) for item in items}
        for cite in citation.items:
            if cite.id not in known:
                raise UnknownReference(cite.id, _near(cite.id, known))
        return InText(Processor(self.plan).cite([citation], items)[0])

    def process(
        self, library: Library | Iterable[Reference | Item], citations: Sequence[Citation | CitationItem | str]
    ) -> Formatted:
        """All citations of a document and its reference list, each knowing of the others.

        `citations` come in the order of the document: notes with their numbers, several works together in a
        `Citation`, one work as a `CitationItem` or its key. Numbers, "ibid.", letters after years and added names
        follow from all of them. Works that nobody cites are in the list too; give a part of the library to have
        them out. A key that is not in the library is a warning, and that cite is left out.

        Examples:
            >>> from citekit import CitationItem
            >>> han = [{"family": "Han", "given": "Ji-Sheng"}]
            >>> works = [{"id": key, "title": title, "author": han, "issued": {"date-parts": [[2004]]}}
            ...          for key, title in (("a", "Acupuncture"), ("b", "Endorphins"))]
            >>> done = load_style("apa").process(works, ["b", CitationItem("a", "259")])
            >>> [citation.to() for citation in done.citations]
            ['(Han, 2004b)', '(Han, 2004a, p. 259)']
        """
        sources = _items(library)
        items = self._prepared(sources)
        rendered = Processor(self.plan).process(items, [_as_citation([cite]) for cite in citations])
        bibliography = self._listed(rendered.bibliography, sources, items)
        return Formatted(tuple(map(InText, rendered.citations)), bibliography, rendered.warnings)

    def prepare(self, library: Library | Iterable[Reference | Item]) -> list[Item]:
        """The library's items as the handbook wants them before the style is applied."""
        return self._prepared(_items(library))

    def explain(self, work: Reference | Item) -> tuple[Change, ...]:
        """Which rule of the style's handbook changed what in a work; nothing for styles without a handbook.

        Examples:
            >>> wall = [{"family": "Wall", "given": "PD"}]
            >>> book = {"id": "a", "type": "book", "title": "Pain: the Science", "author": wall}
            >>> [f"{change.rule}: {change.source}" for change in load_style("mla").explain(book)]
            ['initials: MLA Handbook 5.9', 'title-case: MLA Handbook 2.90', 'no-date: MLA Handbook 5.68']
        """
        if self.handbook is None:
            return ()
        from citekit.handbooks import HandbookOptions, explain  # noqa: PLC0415 - not for other styles

        return explain(as_entry(work).item, self.handbook, self.options or HandbookOptions())

    def _prepared(self, items: list[Item]) -> list[Item]:
        if self.handbook is None:
            return with_pages(self.plan, items)
        from citekit.handbooks import HandbookOptions, prepare_all  # noqa: PLC0415 - not for other styles

        if self.handbook in _NUMBERED:
            # They stand in no list; in front of others they would leave a gap in its numbers.
            items = sorted(items, key=lambda item: item.get("type") == "personal_communication")
        with uninterrupted():
            return prepare_all(items, self.handbook, self.options or HandbookOptions())

    def _listed(
        self,
        rendered: csl.Bibliography,
        sources: list[Item],
        items: list[Item],
        groups: Sequence[Group] = (),
        notes: Sequence[str] = (),
    ) -> Bibliography:
        """A rendered list with its parts and notes, what its sources lack and what its handbook is not sure of."""
        entries = tuple((entry.key, entry.node) for entry in rendered.entries)
        parts = in_order(groups, [key for key, _ in entries]) if groups else ()
        under = _notes(sources, notes) if notes else {}
        if self.handbook is None:
            return Bibliography(entries, rendered.layout, rendered.warnings, (), parts, under)
        from citekit.handbooks import doubts_of, missing  # noqa: PLC0415 - not for other styles

        lacking = [
            f"{source['id']}: no {part.part}: {part.consequence}"
            for source in sources
            for part in missing(source, self.handbook)
        ]
        review = tuple((str(item["id"]), doubt) for item in items for doubt in doubts_of(item))
        return Bibliography(entries, rendered.layout, (*rendered.warnings, *lacking), review, parts, under)


#: The handbooks whose lists are numbered in the order of the works.
_NUMBERED = ("ama", "nlm")


def _notes(items: list[Item], variables: Sequence[str]) -> dict[str, tuple[Inline, ...]]:
    """The variables that are printed under entries, as trees, by key."""
    found = {
        str(item["id"]): tuple(parse_markup(str(item[name]), None) for name in variables if item.get(name))
        for item in items
    }
    return {key: notes for key, notes in found.items() if notes}


def _items(library: Library | Iterable[Reference | Item]) -> list[Item]:
    """The items of a library, each with its key."""
    entries = library.entries if isinstance(library, Library) else [as_entry(work) for work in library]
    return [entry.item if "id" in entry.item else {**entry.item, "id": entry.key} for entry in entries]


def _as_citation(cites: Sequence[str | CitationItem | Citation]) -> Citation:
    if len(cites) == 1 and isinstance(cites[0], Citation):
        return cites[0]
    items = [CitationItem(cite) if isinstance(cite, str) else cite for cite in cites]
    return Citation(tuple(item for item in items if isinstance(item, CitationItem)))


def _near(key: str, known: Iterable[str]) -> list[str]:
    import difflib  # noqa: PLC0415 - only for the message

    return difflib.get_close_matches(key, list(known), 3)


def load_style(
    name_or_path: str | os.PathLike[str] = "mla",
    *,
    lang: str | None = None,
    options: HandbookOptions | None = None,
    links: bool = True,
) -> Style:
    """Find, read and compile a style: "mla", "apa", a name of the styles repository, or a path to a `.csl`.

    `lang` chooses the locale ("en-GB"); by default the style's own (a dependent style's before its parent's), else
    American English. `options` switch what the handbooks leave open. Without `links`,
    DOIs, addresses, PMIDs and PMCIDs are plain characters.

    Raises:
        StyleNotFound: no such style; the message has names near it.
        StyleError: the style has mistakes, all of them in `.problems` with their lines.

    Examples:
        >>> load_style("apa").handbook
        'apa'
        >>> load_style("appa")
        Traceback (most recent call last):
        ...
        citekit.errors.StyleNotFound: ...
    """
    import os  # noqa: PLC0415

    source = find_style(os.fspath(name_or_path))
    text = source.text
    if source.handbook is not None:
        from citekit.handbooks import HandbookOptions, house_style  # noqa: PLC0415 - not for other styles

        text = house_style(text, source.handbook, options or HandbookOptions())
    try:
        style = parse_style(text)
    except StyleError as error:
        raise StyleError(f"{source.path}: {error.message}", error.problems) from None
    plan = compile_style(style, load_locale, lang or source.locale, links=links)
    return Style(source.name, style.title, source.handbook, plan, options)
